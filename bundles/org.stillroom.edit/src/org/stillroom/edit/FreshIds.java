// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stillroom.graph.Ids;

/** Gives readable ids that are not taken: the wanted one, or with a number, {@code denoiser_2}. */
public final class FreshIds {

    private static final int LONGEST = 64;
    private static final Pattern NUMBERED = Pattern.compile("(.+?)_(\\d{1,6})");

    private final Set<String> taken;
    private final Map<String, Integer> next = new HashMap<>();

    public FreshIds(Collection<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** An id that is free, and taken from now on. */
    public String take(String wanted) {
        if (taken.add(wanted)) {
            return wanted;
        }
        Matcher numbered = NUMBERED.matcher(wanted);
        String stem = numbered.matches() ? numbered.group(1) : wanted;
        for (int number = next.getOrDefault(stem, 2);; number++) {
            String suffix = "_" + number;
            String id = cut(stem, LONGEST - suffix.length()) + suffix;
            if (taken.add(id)) {
                next.put(stem, number + 1);
                return id;
            }
        }
    }

    /** An id made of the letters and digits of a label: {@code T5 Encoder} gives {@code t5_encoder}. */
    public static String slug(String label) {
        String text = label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        String id = cut(text.isEmpty() || Character.isDigit(text.charAt(0)) ? "_" + text : text, LONGEST);
        return id.equals("_") || !Ids.isId(id) ? "node" : id;
    }

    /** Two ids as one. */
    public static String joined(String id, String word) {
        String suffix = "_" + cut(word, LONGEST / 2);
        return cut(id, LONGEST - suffix.length()) + suffix;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
