// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A number with its unit, and how people read it.
 *
 * @param value in the unit; not finite where it is not known
 */
public record Quantity(double value, Unit unit) {

    /** What a number counts or measures. */
    public enum Unit {
        /** Nothing that has a name. */
        PLAIN,
        /** A part of a whole that is 1, read as a percentage. */
        SHARE,
        /** How many, read in thousands, millions and billions. */
        COUNT,
        BYTES,
        SECONDS
    }

    private static final List<String> COUNTS = List.of("", " K", " M", " B", " T");
    private static final List<String> BYTES = List.of(" B", " KB", " MB", " GB", " TB");
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    public Quantity {
        Objects.requireNonNull(unit, "unit");
    }

    public static Quantity of(double value) {
        return new Quantity(value, Unit.PLAIN);
    }

    public static Quantity share(double value) {
        return new Quantity(value, Unit.SHARE);
    }

    public static Quantity count(double value) {
        return new Quantity(value, Unit.COUNT);
    }

    public static Quantity bytes(double value) {
        return new Quantity(value, Unit.BYTES);
    }

    public static Quantity seconds(double value) {
        return new Quantity(value, Unit.SECONDS);
    }

    /** With three digits or so, and the same in every language: {@code 92.5 %}, {@code 4.76 B}, {@code 1:05 min}. */
    public String text() {
        if (!Double.isFinite(value)) {
            return "\u2013";
        }
        return switch (unit) {
            case PLAIN -> digits(value);
            case SHARE -> String.format(Locale.ROOT, Math.abs(value) >= 9.995 ? "%,.0f %%" : "%.1f %%", 100 * value);
            case COUNT -> scaled(COUNTS);
            case BYTES -> scaled(BYTES);
            case SECONDS -> time();
        };
    }

    private String time() {
        double size = Math.abs(value);
        if (size < 0.9995) {
            return digits(1000 * value) + " ms";
        }
        if (size < 99.95) {
            return digits(value) + " s";
        }
        long whole = Math.round(value);
        if (size < HOUR) {
            return String.format(Locale.ROOT, "%d:%02d min", whole / (long) MINUTE, Math.abs(whole % (long) MINUTE));
        }
        long minutes = Math.abs(whole / (long) MINUTE % (long) MINUTE);
        return String.format(Locale.ROOT, "%d:%02d h", whole / (long) HOUR, minutes);
    }

    private String scaled(List<String> units) {
        double rest = value;
        int step = 0;
        // 999.5 would be read as 1000
        while (Math.abs(rest) >= 999.5 && step < units.size() - 1) {
            rest /= 1000;
            step++;
        }
        boolean whole = step == 0 && rest == Math.rint(rest);
        return (whole ? String.format(Locale.ROOT, "%.0f", rest) : digits(rest)) + units.get(step);
    }

    private static String digits(double number) {
        double size = Math.abs(number);
        if (number == 0 || size >= 999.5 && size < 1e9) {
            return String.format(Locale.ROOT, "%,.0f", number);
        }
        if (size < 0.000_999_5 || size >= 1e9) {
            return String.format(Locale.ROOT, "%.2e", number);
        }
        // 0.9996 is read as 1.00
        int before = (int) Math.floor(Math.log10(size / 0.9995) + 1e-9);
        return String.format(Locale.ROOT, "%." + Math.clamp(2 - before, 0, 5) + "f", number);
    }
}
