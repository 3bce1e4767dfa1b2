// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.stillroom.nodes.contract.Parameter;

/** Values of parameters as a person types and reads them. */
public final class ParameterText {

    private static final int MOST_DIGITS = 400;

    private ParameterText() {}

    /** What is typed, as a value of the parameter's kind; empty if it is none, such as letters for a number. */
    public static Optional<JsonNode> parse(Parameter parameter, String typed) {
        boolean number = parameter.kind() == Parameter.Kind.INTEGER || parameter.kind() == Parameter.Kind.NUMBER;
        return number ? number(typed.strip()) : Optional.of(TextNode.valueOf(typed));
    }

    /** A value as it is typed; numbers without an exponent where that is not long. */
    public static String text(JsonNode value) {
        if (value.isNumber() && !value.isIntegralNumber()) {
            BigDecimal decimal = value.decimalValue();
            return Math.abs((long) decimal.scale()) < 30 ? decimal.toPlainString() : decimal.toString();
        }
        return value.isNull() ? "" : value.asText();
    }

    /** Whether two values mean the same: 3.5 and 3.50 do. */
    public static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        return a.equals(b);
    }

    /** A whole number, in the form that a graph file gives it. */
    public static JsonNode whole(BigInteger value) {
        if (value.bitLength() >= Long.SIZE) {
            return BigIntegerNode.valueOf(value);
        }
        return value.bitLength() >= Integer.SIZE ? LongNode.valueOf(value.longValue())
                : IntNode.valueOf(value.intValue());
    }

    private static Optional<JsonNode> number(String typed) {
        if (typed.isEmpty() || typed.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        try {
            BigDecimal value = new BigDecimal(typed);
            if (Math.abs((long) value.scale()) > MOST_DIGITS) {
                return Optional.empty();
            }
            BigDecimal plain = value.stripTrailingZeros();
            return Optional.of(plain.scale() <= 0 ? whole(plain.toBigIntegerExact()) : DecimalNode.valueOf(plain));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
