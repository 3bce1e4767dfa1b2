// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.stillroom.nodes.contract.Parameter;

/** Values of parameters as a person reads and types them. */
public final class ParameterTexts {

    private static final int LONGEST_NUMBER = 60;

    private ParameterTexts() {}

    /** The value as it is typed; numbers without zeros at their end. */
    public static String text(JsonNode value) {
        if (value.isBigDecimal() || value.isDouble() || value.isFloat()) {
            BigDecimal plain = value.decimalValue().stripTrailingZeros();
            return Math.abs((long) plain.scale()) < 30 ? plain.toPlainString() : plain.toString();
        }
        return value.asText();
    }

    /** What was typed as a value; a text where it is not what the parameter takes, for the check to find. */
    public static JsonNode value(Parameter parameter, String typed) {
        return switch (parameter.kind()) {
            case INTEGER, NUMBER -> number(typed.strip());
            case BOOLEAN -> typed.equals("true") || typed.equals("false") ? BooleanNode.valueOf(typed.equals("true"))
                    : TextNode.valueOf(typed);
            case TEXT, CHOICE, MODEL, FILE -> TextNode.valueOf(typed);
        };
    }

    private static JsonNode number(String typed) {
        if (typed.length() > LONGEST_NUMBER) {
            return TextNode.valueOf(typed);
        }
        try {
            BigDecimal number = new BigDecimal(typed);
            boolean whole = number.scale() <= 0 && number.precision() - number.scale() <= LONGEST_NUMBER;
            return whole ? whole(number.toBigIntegerExact()) : DecimalNode.valueOf(number);
        } catch (NumberFormatException e) {
            return TextNode.valueOf(typed);
        }
    }

    private static JsonNode whole(BigInteger number) {
        return number.bitLength() < Integer.SIZE ? IntNode.valueOf(number.intValue())
                : number.bitLength() < Long.SIZE ? LongNode.valueOf(number.longValue())
                : BigIntegerNode.valueOf(number);
    }
}
