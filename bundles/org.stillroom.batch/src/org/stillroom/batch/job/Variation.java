// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.job;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stillroom.graph.Ids;

/**
 * Values that a parameter has one after the other.
 *
 * @param place {@code NODE.PARAM}
 */
public record Variation(Place place, List<String> values) {

    /** More than anybody means: 10 seeds are 0..9. */
    private static final long MOST = 1_000_000;
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})\\.\\.([0-9]{1,18})");

    public Variation {
        values = List.copyOf(values);
    }

    /**
     * Such as {@code t5_encoder.model=mini/text_encoder_2,mini/students/base} or {@code noise.seed=0..9,42}.
     *
     * @throws BatchException if it is not written so
     */
    public static Variation parse(String text) throws BatchException {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new BatchException(BatchException.Kind.USAGE, "--vary \"" + Ids.shorten(text) + "\" is not written "
                    + "NODE.PARAM=A,B,C, such as --vary denoiser.steps=4,8,20");
        }
        return new Variation(Place.parse("--vary", text.substring(0, equals)),
                values("--vary", text.substring(equals + 1)));
    }

    /**
     * Values with commas between them; {@code 0..9} stands for ten of them.
     *
     * @param option for messages
     */
    public static List<String> values(String option, String text) throws BatchException {
        List<String> values = new ArrayList<>();
        for (String value : text.split(",", -1)) {
            Matcher range = RANGE.matcher(value.strip());
            if (!range.matches()) {
                values.add(value);
                continue;
            }
            long first = Long.parseLong(range.group(1));
            long last = Long.parseLong(range.group(2));
            if (last < first || last - first >= MOST) {
                throw new BatchException(BatchException.Kind.USAGE, option + ": the range " + value.strip()
                        + (last < first ? " ends before it begins" : " has more than " + MOST + " numbers")
                        + "; write one such as 0..9");
            }
            for (long number = first; number <= last; number++) {
                values.add(Long.toString(number));
            }
        }
        return values;
    }
}
