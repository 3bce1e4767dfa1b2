// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.Locale;

/** What kind of number a measured value is. */
public enum Unit {
    /** 0 to 1, shown in percent. */
    SHARE,
    /** A distance or score without a unit. */
    NUMBER,
    /** How many. */
    COUNT,
    BYTES,
    SECONDS;

    /** Below so many seconds, a time is said in seconds; below so many minutes, in minutes. */
    private static final double FEW_MINUTES = 180;
    private static final String[] THOUSANDS = {"", "K", "M", "G"};

    /** @return the name in reports that programs read: {@code share} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return for people, such as {@code 93.4}, {@code 1.22 M}, {@code 3.4 ms}; percent without their sign */
    public String show(double value) {
        return switch (this) {
            case SHARE -> format("%.1f", 100 * value);
            case NUMBER -> Math.abs(value) < 10 ? format("%.3f", value) : format("%.2f", value);
            case COUNT -> thousands(value).strip();
            case BYTES -> thousands(value) + "B";
            case SECONDS -> value < 1 ? format(value < 0.1 ? "%.1f ms" : "%.0f ms", 1e3 * value) : time(value);
        };
    }

    private static String time(double seconds) {
        if (seconds < FEW_MINUTES) {
            return format(seconds < 100 ? "%.2f s" : "%.0f s", seconds);
        }
        double minutes = seconds / 60;
        return minutes < FEW_MINUTES ? format("%.0f min", minutes) : format("%.1f h", minutes / 60);
    }

    private static String thousands(double value) {
        int power = 0;
        double rest = value;
        while (rest >= 1000 && power < THOUSANDS.length - 1) {
            rest /= 1000;
            power++;
        }
        return format(power == 0 || rest >= 100 ? "%.0f" : rest >= 10 ? "%.1f" : "%.2f", rest) + " " + THOUSANDS[power];
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
