// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.workbench.services.Catalog;

/** Values as a person types them, and names of files that a person chose. */
class ParameterTextTest {

    private static Parameter parameter(String type, String id) {
        NodeType found = Catalog.get().nodeType("org.stillroom." + type).orElseThrow();
        return found.parameter(id).orElseThrow();
    }

    @Test
    void readsNumbersWithoutRounding() {
        Parameter seed = parameter("latentNoise", "seed");
        JsonNode largest = ParameterText.parse(seed, " 18446744073709551615 ").orElseThrow();
        assertEquals("18446744073709551615", largest.asText());
        assertEquals("18446744073709551615", ParameterText.text(largest));
        assertEquals(IntNode.valueOf(7), ParameterText.parse(seed, "7").orElseThrow());
        Parameter guidance = parameter("denoiser", "guidance");
        assertEquals(DecimalNode.valueOf(new BigDecimal("3.5")), ParameterText.parse(guidance, "3.50").orElseThrow());
        assertEquals("3.5", ParameterText.text(DecimalNode.valueOf(new BigDecimal("3.5"))));
    }

    @Test
    void takesNothingForANumber() {
        Parameter seed = parameter("latentNoise", "seed");
        for (String typed : List.of("", "x", "1 2", "--3", "1e999999999")) {
            assertEquals(Optional.empty(), ParameterText.parse(seed, typed), typed);
        }
    }

    @Test
    void keepsTextsAsTheyAre() {
        assertEquals(TextNode.valueOf(" two\nlines "), ParameterText.parse(parameter("prompt", "text"),
                " two\nlines ").orElseThrow());
    }

    @Test
    void knowsThatValuesMeanTheSame() {
        assertTrue(ParameterText.same(IntNode.valueOf(2), DecimalNode.valueOf(new BigDecimal("2.0"))));
        assertFalse(ParameterText.same(IntNode.valueOf(2), TextNode.valueOf("2")));
    }

    @Test
    void givesASpinnerOnlyWhatItCanHold() {
        assertTrue(SpinnerField.fits(parameter("denoiser", "steps")));
        assertTrue(SpinnerField.fits(parameter("denoiser", "guidance")));
        assertFalse(SpinnerField.fits(parameter("latentNoise", "seed")));
    }

    @Test
    void namesChosenModelsByTheirFolder() {
        List<Path> folders = List.of(Path.of("/models/a"), Path.of("/models/b"));
        assertEquals("flux/t5", ChosenPaths.model(Path.of("/models/b/flux/t5/config.json"), folders));
        assertEquals("x.safetensors", ChosenPaths.model(Path.of("/models/a/x.safetensors"), folders));
        assertEquals("/else/x.safetensors", ChosenPaths.model(Path.of("/else/x.safetensors"), folders));
    }

    @Test
    void namesChosenFilesByTheGraphsFolder() {
        assertEquals("in/cat.png", ChosenPaths.file(Path.of("/graphs/in/cat.png"), Path.of("/graphs")));
        assertEquals("/else/cat.png", ChosenPaths.file(Path.of("/else/cat.png"), Path.of("/graphs")));
    }
}
