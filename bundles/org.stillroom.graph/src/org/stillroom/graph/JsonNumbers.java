// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers of graph files. Nothing is rounded, and a number that takes long to compute with, such as 1e999999999 as a
 * whole number, does not get in: it reads as a missing node.
 */
final class JsonNumbers {

    static final int MAX_DIGITS = 1000;
    static final int MAX_EXPONENT = 1000;

    private JsonNumbers() {}

    static JsonNode whole(String text) {
        if (text.length() > MAX_DIGITS) {
            return MissingNode.getInstance();
        }
        BigInteger value = new BigInteger(text);
        if (value.bitLength() >= Long.SIZE) {
            return BigIntegerNode.valueOf(value);
        }
        return value.bitLength() >= Integer.SIZE
                ? LongNode.valueOf(value.longValue())
                : IntNode.valueOf(value.intValue());
    }

    static JsonNode decimal(String text) {
        // Twice the digits: the canonical text, with its exponent, may be longer than the digits.
        if (text.length() > 2 * MAX_DIGITS) {
            return MissingNode.getInstance();
        }
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            // The exponent does not fit an int.
            return MissingNode.getInstance();
        }
        if (value.scale() == 0) {
            // Such as 5e0, which would be printed as 5 and come back as a whole number.
            value = value.setScale(1);
        }
        long exponent = (long) value.precision() - value.scale() - 1;
        if (value.precision() > MAX_DIGITS || Math.abs(exponent) > MAX_EXPONENT) {
            return MissingNode.getInstance();
        }
        // BigDecimal has no negative zero.
        return value.signum() == 0 && text.startsWith("-") ? DoubleNode.valueOf(-0.0) : DecimalNode.valueOf(value);
    }

    /**
     * Canonical text.
     *
     * @throws IllegalArgumentException if JSON cannot express the number
     */
    static String text(JsonNode number) {
        String text = number.asText();
        if (number.isIntegralNumber() || text.equals("-0.0")) {
            return text;
        }
        try {
            return new BigDecimal(text).toString();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a graph file cannot hold the number " + text, e);
        }
    }

    /** Orders numbers by value, so that 1 and 1.0 are no difference; anything else is equal or not. */
    static int compare(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return new BigDecimal(a.asText()).compareTo(new BigDecimal(b.asText()));
        }
        return a.equals(b) ? 0 : 1;
    }
}
