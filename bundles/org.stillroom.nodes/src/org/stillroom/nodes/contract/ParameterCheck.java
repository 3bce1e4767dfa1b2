// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stillroom.graph.Ids;

/** Tells whether a value fits a parameter. Needs nothing but the parameter's description. */
public final class ParameterCheck {

    private static final BigDecimal SMALLEST_INTEGER = new BigDecimal(BigInteger.TWO.pow(63).negate());
    private static final BigDecimal LARGEST_INTEGER = new BigDecimal(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));

    /** Larger decimal exponents are no finite doubles, nor safe to calculate with: 1e999999999 has a billion digits. */
    private static final long LARGEST_EXPONENT = 400;

    /** Longest path that a model or file may have. */
    private static final int LONGEST_PATH = 4096;

    private ParameterCheck() {}

    /**
     * What is wrong with {@code value}, as a sentence without the parameter's name, such as
     * {@code "found 5000, expected at most 1000"}; empty if it fits.
     */
    public static Optional<String> problem(Parameter parameter, JsonNode value) {
        return Optional.ofNullable(switch (parameter.kind()) {
            case TEXT -> text(parameter, value, Integer.MAX_VALUE);
            case MODEL, FILE -> text(parameter, value, LONGEST_PATH);
            case INTEGER, NUMBER -> number(parameter, value);
            case BOOLEAN -> value.isBoolean() ? null : found(value, "true or false");
            case CHOICE -> choice(parameter, value);
        });
    }

    private static String text(Parameter parameter, JsonNode value, int longest) {
        if (!value.isTextual()) {
            return found(value, "a text");
        }
        String text = value.textValue();
        BigDecimal length = BigDecimal.valueOf(text.codePointCount(0, text.length()));
        BigDecimal maximum = parameter.maximum().orElse(BigDecimal.valueOf(longest));
        if (parameter.minimum().isPresent() && length.compareTo(parameter.minimum().get()) < 0) {
            return "found " + (text.isEmpty() ? "nothing" : "a text of " + length + " characters")
                    + ", expected at least " + plain(parameter.minimum().get())
                    + (parameter.minimum().get().compareTo(BigDecimal.ONE) == 0 ? " character" : " characters");
        }
        if (length.compareTo(maximum) > 0) {
            return "found a text of " + length + " characters, expected at most " + plain(maximum);
        }
        return null;
    }

    private static String choice(Parameter parameter, JsonNode value) {
        boolean known = value.isTextual()
                && parameter.choices().stream().anyMatch(choice -> choice.id().equals(value.textValue()));
        return known ? null : found(value, "one of "
                + parameter.choices().stream().map(Parameter.Choice::id).collect(Collectors.joining(", ")));
    }

    private static String number(Parameter parameter, JsonNode value) {
        boolean whole = parameter.kind() == Parameter.Kind.INTEGER;
        if (!value.isNumber()) {
            return found(value, whole ? "a whole number" : "a number");
        }
        if (value.isFloatingPointNumber() && !value.isBigDecimal() && !Double.isFinite(value.doubleValue())) {
            return found(value, "a finite number");
        }
        BigDecimal number = value.decimalValue();
        long exponent = number.signum() == 0 ? 0 : (long) number.precision() - number.scale();
        if (Math.abs(exponent) > LARGEST_EXPONENT || Math.abs((long) number.scale()) > 2 * LARGEST_EXPONENT
                || !Double.isFinite(number.doubleValue())) {
            return found(value, "a number that fits 64 bits");
        }
        if (whole && number.stripTrailingZeros().scale() > 0) {
            return found(value, "a whole number");
        }
        return range(parameter, number, whole);
    }

    private static String range(Parameter parameter, BigDecimal number, boolean whole) {
        BigDecimal minimum = parameter.minimum().orElse(whole ? SMALLEST_INTEGER : number);
        BigDecimal maximum = parameter.maximum().orElse(whole ? LARGEST_INTEGER : number);
        if (number.compareTo(minimum) < 0) {
            return "found " + shown(number) + ", expected at least " + plain(minimum);
        }
        if (number.compareTo(maximum) > 0) {
            return "found " + shown(number) + ", expected at most " + plain(maximum);
        }
        BigDecimal step = parameter.multipleOf().orElse(BigDecimal.ZERO);
        if (step.signum() > 0 && number.remainder(step).signum() != 0) {
            return "found " + shown(number) + ", expected a multiple of " + plain(step);
        }
        return null;
    }

    private static String found(JsonNode value, String expected) {
        String shown = switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case NUMBER -> shown(value);
            case STRING -> "the text \"" + Ids.shorten(value.textValue()) + "\"";
            case NULL, MISSING -> "nothing";
            default -> Ids.shorten(value.asText());
        };
        return "found " + shown + ", expected " + expected;
    }

    private static String shown(JsonNode value) {
        // asText of a BigDecimal may write out every digit of its exponent
        return value.isBigDecimal() ? shown(value.decimalValue()) : Ids.shorten(value.asText());
    }

    private static String shown(BigDecimal number) {
        String written = Math.abs((long) number.scale()) < 30 ? number.toPlainString() : number.toString();
        return Ids.shorten(written);
    }

    private static String plain(BigDecimal limit) {
        return limit.stripTrailingZeros().toPlainString();
    }
}
