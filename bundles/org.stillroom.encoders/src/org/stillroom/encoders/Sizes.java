// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.text.NumberFormat;
import java.util.List;

/** Large numbers for people, with two or three digits that count. */
final class Sizes {

    private static final List<String> COUNTS = List.of("", " K", " M", " B", " T");
    private static final List<String> BYTES = List.of(" B", " KB", " MB", " GB", " TB");

    private Sizes() {}

    /** Such as {@code 4.76 B} parameters. */
    static String count(long count) {
        return scaled(count, COUNTS);
    }

    /** In powers of 1000, such as {@code 9.52 GB}. */
    static String bytes(long bytes) {
        return scaled(bytes, BYTES);
    }

    private static String scaled(long number, List<String> units) {
        double rest = number;
        int unit = 0;
        // 999.5 would be shown as 1000
        while (rest >= 999.5 && unit < units.size() - 1) {
            rest /= 1000;
            unit++;
        }
        NumberFormat format = NumberFormat.getInstance();
        format.setMaximumFractionDigits(unit == 0 || rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2);
        return format.format(rest) + units.get(unit);
    }
}
