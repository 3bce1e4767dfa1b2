// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.torch.Fixtures;
import org.stillroom.torch.models.Slice;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.Weights;

/** Folders: which file is chosen, and shards. */
class CheckpointFolderTest {

    private static final String INDEX = "model.safetensors.index.json";

    @TempDir
    private Path folder;

    private void single(String file, String tensor) throws Exception {
        Fixtures.write(folder.resolve(file), Map.of(tensor, new float[] {1}));
    }

    private void index(String json) throws Exception {
        Files.writeString(folder.resolve(INDEX), json.replace('\'', '"'));
    }

    private String missing() {
        return assertThrows(MissingFileException.class, () -> Checkpoint.open(folder)).getMessage();
    }

    private String refused() {
        return assertThrows(CheckpointException.class, () -> Checkpoint.open(folder)).getMessage();
    }

    @Test
    void theUsualNameGoesFirstAndVariantsLast() throws Exception {
        single("model.fp16.safetensors", "variant");
        assertEquals(Set.of("variant"), Checkpoint.open(folder).names());
        single("other.safetensors", "other");
        assertEquals(Set.of("other"), Checkpoint.open(folder).names());
        single("diffusion_pytorch_model.safetensors", "diffusion");
        assertEquals(Set.of("diffusion"), Checkpoint.open(folder).names());
        single("model.safetensors", "model");
        assertEquals(Set.of("model"), Checkpoint.open(folder).names());
    }

    @Test
    void aVariantMayBeInShards() throws Exception {
        single("model.fp16-00001-of-00002.safetensors", "a");
        single("model.fp16-00002-of-00002.safetensors", "b");
        Files.writeString(folder.resolve("model.safetensors.index.fp16.json"),
                "{\"weight_map\":{\"a\":\"model.fp16-00001-of-00002.safetensors\","
                        + "\"b\":\"model.fp16-00002-of-00002.safetensors\"}}");
        assertEquals(Set.of("a", "b"), Checkpoint.open(folder).names());
        single("model.safetensors", "whole");
        assertEquals(Set.of("whole"), Checkpoint.open(folder).names());
    }

    @Test
    void allMissingShardsAreNamed() throws Exception {
        index("{'weight_map':{'a':'one.safetensors','b':'two.safetensors','c':'three.safetensors'}}");
        single("two.safetensors", "b");
        assertTrue(missing().contains("2 of 3 shards (one.safetensors, three.safetensors) are missing"), missing());
    }

    @Test
    void saysWhatAFolderHoldsInstead() throws Exception {
        assertTrue(missing().contains("holds no .safetensors file"));
        Files.writeString(folder.resolve("pytorch_model.bin"), "x");
        assertTrue(refused().contains("only pickles (pytorch_model.bin)"));
        single("a.safetensors", "a");
        single("b.safetensors", "b");
        assertTrue(refused().contains("a.safetensors, b.safetensors"));
    }

    @BeforeEach
    void start() {
        Torch.start();
    }

    @Test
    void shardsAreOneCheckpoint() throws Exception {
        single("model-00001-of-00002.safetensors", "a");
        single("model-00002-of-00002.safetensors", "b");
        index("{'metadata':{'total_size':8},'weight_map':{'a':'model-00001-of-00002.safetensors',"
                + "'b':'model-00002-of-00002.safetensors'}}");
        Checkpoint checkpoint = Checkpoint.open(folder);
        assertEquals(Set.of("a", "b"), checkpoint.names());
        assertEquals(checkpoint.names(), Checkpoint.open(folder.resolve(INDEX)).names());
        try (Weights weights = WeightLoader.load(checkpoint,
                Map.of("both", List.of(Slice.whole("b"), Slice.whole("a"))), Device.CPU, DType.F32, () -> { });
                Tensor both = weights.get("both")) {
            assertArrayEquals(new float[] {1, 1}, both.floats());
        }
        Files.delete(folder.resolve("model-00002-of-00002.safetensors"));
        assertTrue(missing().contains("The shard model-00002-of-00002.safetensors is missing"));
    }

    @Test
    void shardsMustHoldWhatTheIndexSays() throws Exception {
        single("one.safetensors", "a");
        single("two.safetensors", "b");
        index("{'weight_map':{'a':'one.safetensors','b':'two.safetensors','c':'two.safetensors'}}");
        assertTrue(refused().contains("The tensor c is not in the shard two.safetensors"));
        index("{'weight_map':{'a':'two.safetensors','b':'one.safetensors'}}");
        assertTrue(refused().contains("is not in the shard"));
        single("two.safetensors", "a");
        index("{'weight_map':{'a':'one.safetensors','b':'two.safetensors'}}");
        assertTrue(refused().contains("The tensor a is in two shards"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.safetensors", "/etc/x.safetensors", "sub/x.safetensors", "sub\\x.safetensors",
        "C:x.safetensors", "x.bin", "..", "", "x\u0001.safetensors"})
    void shardsStayInTheFolder(String name) throws Exception {
        String escaped = name.replace("\\", "\\\\").replace("\u0001", "\\u0001");
        index("{'weight_map':{'a':'" + escaped + "'}}");
        assertTrue(refused().contains("a shard must be a .safetensors file beside the index"), refused());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{'weight_map':{}}", "{'weight_map':[]}", "{'weight_map':{'a':1}}",
        "{'weight_map':{'a':'x.safetensors','a':'y.safetensors'}}", "{'weight_map':{'a':'x.safetensors'}"})
    void wrongIndexesAreRefused(String json) throws Exception {
        index(json);
        assertTrue(refused().contains(INDEX));
    }
}
