// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stillroom.editor.canvas.parts.ParameterTexts;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.ParameterCheck;
import org.stillroom.test.canvas.CanvasFixture;

/** Numbers that are stepped and typed. */
class ParameterStepsTest {

    private static Parameter parameter(String type, String id) {
        return CanvasFixture.catalog().nodeType("org.stillroom." + type).orElseThrow().parameter(id).orElseThrow();
    }

    private static String step(Parameter parameter, JsonNode value, int steps) {
        return ParameterSteps.step(parameter, value, steps).map(ParameterTexts::text).orElse("none");
    }

    @Test
    void stepsStayInRange() {
        Parameter steps = parameter("denoiser", "steps");
        assertEquals("12", step(steps, IntNode.valueOf(8), 4));
        assertEquals("1", step(steps, IntNode.valueOf(8), -40));
        assertEquals("1000", step(steps, IntNode.valueOf(999), 10));
    }

    @Test
    void stepsAreMultiples() {
        Parameter width = parameter("latentNoise", "width");
        assertEquals("272", step(width, IntNode.valueOf(256), 1));
        assertEquals("16", step(width, IntNode.valueOf(16), -1));
    }

    @Test
    void decimalNumbersStepByTenths() {
        Parameter guidance = parameter("denoiser", "guidance");
        assertEquals("3.4", step(guidance, ParameterTexts.value(guidance, "3.5"), -1));
        assertEquals("4", step(guidance, ParameterTexts.value(guidance, "3.5"), 5));
    }

    @Test
    void whatIsNoNumberIsNotStepped() {
        assertEquals("none", step(parameter("denoiser", "steps"), TextNode.valueOf("many"), 1));
    }

    @Test
    void whatIsTypedIsReadAsItsKind() {
        Parameter steps = parameter("denoiser", "steps");
        assertEquals(IntNode.valueOf(12), ParameterTexts.value(steps, " 12 "));
        assertEquals(Optional.of("found the text \"a lot\", expected a whole number"),
                ParameterCheck.problem(steps, ParameterTexts.value(steps, "a lot")));
        assertEquals(Optional.of("found 1.5, expected a whole number"),
                ParameterCheck.problem(steps, ParameterTexts.value(steps, "1.5")));
        assertEquals(TextNode.valueOf("12"), ParameterTexts.value(parameter("prompt", "text"), "12"));
    }
}
