// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.nodes.DiffusionModels;
import org.stillroom.nodes.contract.ModelIdentity;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Tensor;

/** What measures pictures is offered where it is asked for. */
class EvaluationModelsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"Conv2d_1a_3x3.conv.weight", "blocks.0.0.conv.weight"})
    void theInceptionNetworkIsKnown(String name) throws Exception {
        Path file = folder.resolve("inception.safetensors");
        try (Tensor weight = Tensor.randn(1, 32, 3, 3, 3)) {
            SafetensorsWriter.write(file, Map.of(name, weight), Map.of());
        }
        ModelIdentity found = new EvaluationModels().identify(file).orElseThrow();
        assertEquals(Set.of("inception"), found.kinds());
        assertTrue(found.summary().startsWith("Inception network, for Fréchet distances, F32, "), found.summary());
        assertEquals(Set.of(), new DiffusionModels().identify(file).orElseThrow().kinds());
    }

    @Test
    void whatIsNoneIsLeftToOthers() throws Exception {
        Path page = Files.writeString(folder.resolve("page.safetensors"), "<html>");
        assertEquals(Optional.empty(), new EvaluationModels().identify(page));
        assertEquals(Optional.empty(), new EvaluationModels().identify(folder));
    }

    /** A folder as transformers saves it: its text encoder serves as such, the whole for scores. */
    @Test
    void aWholeClipModelServesForScores() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"clip\"}");
        try (Tensor weight = Tensor.randn(1, 4, 4)) {
            SafetensorsWriter.write(folder.resolve("model.safetensors"), Map.of("visual_projection.weight", weight,
                    "text_model.embeddings.token_embedding.weight", weight), Map.of());
        }
        assertTrue(new DiffusionModels().identify(folder).orElseThrow().kinds().contains("clipVision"));
    }
}
