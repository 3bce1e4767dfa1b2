// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.files.ModelFile;
import org.stillroom.diffusion.text.T5Encoder.Padding;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** The relatives of T5 v1.1, against transformers: umT5, mT5, the first T5, and students. */
class T5VariantTest {

    private static final String TABLE = "encoder.block.%d.layer.0.SelfAttention.relative_attention_bias.weight";

    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource({"umt5,KEEP", "umt5,STREAM", "t5-v1.0,KEEP", "t5-v1.0,STREAM", "mt5,KEEP", "student-sd3,KEEP",
        "student-chroma,KEEP"})
    void givesWhatTransformersGives(String variant, Residence.Policy policy) throws Exception {
        assertMatches(folder(variant), variant, policy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"umt5", "t5-v1.0", "mt5"})
    void soDoSingleFilesWithoutAConfig(String variant) throws Exception {
        Path file = temp.resolve("encoder.safetensors");
        Files.copy(folder(variant).resolve("model.safetensors"), file);
        assertMatches(file, variant, Residence.Policy.KEEP);
    }

    /** llama.cpp's names, by which GGUF files have them. */
    @ParameterizedTest
    @ValueSource(strings = {"umt5", "t5-v1.0"})
    void soDoTheNamesOfGguf(String variant) throws Exception {
        SortedMap<String, Tensor> renamed = new TreeMap<>();
        TestData.tensors(folder(variant).resolve("model.safetensors")).forEach((name, tensor) -> {
            if (!name.equals("encoder.embed_tokens.weight")) {
                renamed.put(GgmlT5Names.of(name), tensor);
            }
        });
        Path file = temp.resolve("encoder.safetensors");
        SafetensorsWriter.write(file, renamed, Map.of());
        assertTrue(renamed.containsKey("enc.blk.1.attn_rel_b.weight") == variant.equals("umt5"), variant);
        assertMatches(file, variant, Residence.Policy.KEEP);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"umt5 | umT5 encoder", "t5-v1.0 | T5 v1.0 encoder", "mt5 | T5 encoder",
        "student-sd3 | distilled T5 encoder", "student-chroma | distilled T5 v1.0 encoder"})
    void areNamed(String variant, String label) {
        ModelFile file = ModelFile.identify(folder(variant));
        assertEquals(label, file.label());
        assertEquals("", file.problem());
    }

    @Test
    void everyTableOfAnUmT5MustBeThere() throws Exception {
        String last = TABLE.formatted(2);
        Path folder = Files.createDirectory(temp.resolve("umt5"));
        Files.copy(folder("umt5").resolve("config.json"), folder.resolve("config.json"));
        SortedMap<String, Tensor> tensors = TestData.tensors(folder("umt5").resolve("model.safetensors"));
        tensors.remove(last);
        SafetensorsWriter.write(folder.resolve("model.safetensors"), tensors, Map.of());
        String message = assertThrows(CheckpointException.class, () -> T5Files.open(folder)).getMessage();
        assertTrue(message.contains(last + " is missing"), message);
        assertEquals(message, ModelFile.identify(folder).problem());
    }

    private static Path folder(String variant) {
        return TestData.shared("models/encoders/tiny-" + variant);
    }

    private static void assertMatches(Path model, String variant, Residence.Policy policy) throws Exception {
        SortedMap<String, Tensor> golden =
                TestData.tensors(TestData.shared("models/golden/t5variant-tiny-" + variant + ".safetensors"));
        List<String> lengths = golden.keySet().stream().filter(name -> name.startsWith("input_ids."))
                .map(name -> name.substring("input_ids.".length())).toList();
        assertTrue(lengths.size() > 1, golden.keySet().toString());
        try (T5Encoder encoder = T5Encoder.open(model, policy, Device.CPU, DType.F32, Progress.NONE)) {
            for (String length : lengths) {
                List<List<Integer>> rows = Encodings.rows(golden.get("input_ids." + length));
                try (Tensor attended = encoder.encode(rows, Padding.ATTENDED, Progress.NONE);
                        Tensor masked = encoder.encode(rows, Padding.MASKED, Progress.NONE)) {
                    TestData.assertClose(length, attended, golden.get("last_hidden_state." + length), 1e-5);
                    TestData.assertClose(length, masked, golden.get("last_hidden_state_masked." + length), 1e-5);
                }
            }
        }
    }
}
