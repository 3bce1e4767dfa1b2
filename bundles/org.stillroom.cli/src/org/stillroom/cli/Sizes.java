// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them, such as {@code 8GB}; a thousand is 1000, as everywhere. */
final class Sizes {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)\\s*([KMGT]?)B?",
            Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "KMGT";

    private Sizes() {}

    /**
     * Bytes of a size.
     *
     * @param option that it was given for
     * @throws CliException if it is none
     */
    static long parse(String option, String size) throws CliException {
        Matcher matcher = SIZE.matcher(size.strip());
        if (!matcher.matches()) {
            throw new CliException(ExitCode.USAGE, option + ": \"" + size + "\" is not a size; write one such as "
                    + "500MB or 8GB");
        }
        int thousands = matcher.group(2).isEmpty() ? 0
                : UNITS.indexOf(matcher.group(2).toUpperCase(Locale.ROOT)) + 1;
        return Math.round(Double.parseDouble(matcher.group(1)) * Math.pow(1000, thousands));
    }
}
