// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.nodes.contract.Parameter.Kind;

class ParameterCheckTest {

    private static final Parameter SEED = parameter(Kind.INTEGER, "0", "18446744073709551615", null);
    private static final Parameter WIDTH = parameter(Kind.INTEGER, "16", "8192", "16");
    private static final Parameter GUIDANCE = parameter(Kind.NUMBER, "0", "100", null);
    private static final Parameter ANY_NUMBER = parameter(Kind.NUMBER, null, null, null);
    private static final Parameter ANY_INTEGER = parameter(Kind.INTEGER, null, null, null);
    private static final Parameter NAME = parameter(Kind.TEXT, "1", "5", null);

    private static Parameter parameter(Kind kind, String minimum, String maximum, String multipleOf) {
        return new Parameter("p", "P", kind, NullNode.getInstance(), number(minimum), number(maximum),
                number(multipleOf), List.of(), List.of(new Parameter.Choice("auto", "Automatic"),
                        new Parameter.Choice("float32", "float32")), false, false, false, "");
    }

    private static Optional<BigDecimal> number(String text) {
        return Optional.ofNullable(text).map(BigDecimal::new);
    }

    private static JsonNode decimal(String text) {
        return DecimalNode.valueOf(new BigDecimal(text));
    }

    private static String problem(Parameter parameter, JsonNode value) {
        return ParameterCheck.problem(parameter, value).orElse("");
    }

    @Test
    void integersReachTo64BitsUnsigned() {
        assertEquals("", problem(SEED, BigIntegerNode.valueOf(new BigInteger("18446744073709551615"))));
        assertEquals("found 18446744073709551616, expected at most 18446744073709551615",
                problem(SEED, BigIntegerNode.valueOf(new BigInteger("18446744073709551616"))));
        assertEquals("found -1, expected at least 0", problem(SEED, IntNode.valueOf(-1)));
        assertEquals("", problem(ANY_INTEGER, BigIntegerNode.valueOf(BigInteger.TWO.pow(63).negate())));
        assertEquals("found -9223372036854775809, expected at least -9223372036854775808", problem(ANY_INTEGER,
                BigIntegerNode.valueOf(BigInteger.TWO.pow(63).negate().subtract(BigInteger.ONE))));
    }

    @Test
    void rangesMultiplesAndWholeness() {
        assertEquals("", problem(WIDTH, IntNode.valueOf(1024)));
        assertEquals("", problem(WIDTH, decimal("1.024e3")));
        assertEquals("found 1000, expected a multiple of 16", problem(WIDTH, IntNode.valueOf(1000)));
        assertEquals("found 9000, expected at most 8192", problem(WIDTH, IntNode.valueOf(9000)));
        assertEquals("found 0, expected at least 16", problem(WIDTH, IntNode.valueOf(0)));
        assertEquals("found 20.5, expected a whole number", problem(WIDTH, DoubleNode.valueOf(20.5)));
        assertEquals("", problem(GUIDANCE, DoubleNode.valueOf(3.5)));
        assertEquals("found 100.1, expected at most 100", problem(GUIDANCE, decimal("100.1")));
        assertEquals("found the text \"3\", expected a number", problem(GUIDANCE, TextNode.valueOf("3")));
        assertEquals("found true, expected a whole number", problem(WIDTH, BooleanNode.TRUE));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numbersThatAreNone(double value) {
        assertTrue(problem(ANY_NUMBER, DoubleNode.valueOf(value)).endsWith("expected a finite number"));
        assertTrue(problem(SEED, DoubleNode.valueOf(value)).endsWith("expected a finite number"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e999999999", "1e-999999999", "1e2147483647"})
    void absurdExponentsAreRefusedWithoutWritingThemOut(String text) {
        for (Parameter parameter : List.of(ANY_NUMBER, GUIDANCE, WIDTH, SEED,
                parameter(Kind.NUMBER, null, null, "0.5"))) {
            String problem = assertTimeoutPreemptively(Duration.ofSeconds(5),
                    () -> problem(parameter, decimal(text)));
            assertTrue(problem.length() > 10 && problem.length() < 200, problem);
        }
    }

    @Test
    void textsByLengthInCharacters() {
        assertEquals("", problem(NAME, TextNode.valueOf("abcde")));
        assertEquals("", problem(NAME, TextNode.valueOf("\uD83E\uDD8A".repeat(5))));
        assertEquals("found a text of 6 characters, expected at most 5", problem(NAME, TextNode.valueOf("abcdef")));
        assertEquals("found nothing, expected at least 1 character", problem(NAME, TextNode.valueOf("")));
        assertEquals("found 5, expected a text", problem(NAME, IntNode.valueOf(5)));
        assertEquals("found nothing, expected a text", problem(NAME, NullNode.getInstance()));
        assertEquals("found nothing, expected a text", problem(NAME, MissingNode.getInstance()));
        assertTrue(problem(parameter(Kind.MODEL, null, null, null), TextNode.valueOf("m".repeat(5000)))
                .contains("at most 4096"));
    }

    @Test
    void choicesAreListed() {
        Parameter dtype = parameter(Kind.CHOICE, null, null, null);
        assertEquals("", problem(dtype, TextNode.valueOf("float32")));
        assertEquals("found the text \"float33\", expected one of auto, float32",
                problem(dtype, TextNode.valueOf("float33")));
    }

    @Test
    void otherKindsAndLongValuesStayReadable() {
        assertEquals("", problem(parameter(Kind.BOOLEAN, null, null, null), BooleanNode.FALSE));
        assertEquals("found a list, expected true or false",
                problem(parameter(Kind.BOOLEAN, null, null, null), JsonNodeFactory.instance.arrayNode()));
        assertEquals("found an object, expected a text", problem(NAME, JsonNodeFactory.instance.objectNode()));
        String problem = problem(WIDTH, TextNode.valueOf("\u001b[31m" + "x".repeat(1_000_000)));
        assertTrue(problem.length() < 200 && problem.indexOf('\u001b') < 0, problem);
    }
}
