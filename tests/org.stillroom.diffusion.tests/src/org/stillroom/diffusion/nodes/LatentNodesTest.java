// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.models.ModelCache;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Tensor;

/** Noise from a seed or a file, and tensors to a file. */
class LatentNodesTest {

    @TempDir
    private Path folder;

    @Test
    void noiseOfASeedIsPyTorchs() throws Exception {
        SortedMap<String, Tensor> golden = TestData.tensors(TestData.own("transformer/flux-dev/golden.safetensors"));
        try (FakeContext context = noise().set("seed", 6).set("width", 48).set("height", 32).set("batch", 2)) {
            assertEquals(new Latent.Info(2, 16, 48, 32), context.configure().spec("latent", Latent.Info.class));
            context.execute();
            // the last digits are other ones where there is no AVX2, see TensorTest
            assertArrayEquals(golden.get("pictures.noise").floats(),
                    context.out("latent", Latent.class).samples().floats(), 4e-6f);
        }
        golden.values().forEach(Tensor::close);
    }

    @Test
    void anotherSeedGivesOtherNoise() throws Exception {
        try (FakeContext one = noise().set("seed", 1).set("width", 16).set("height", 16);
                FakeContext two = noise().set("seed", 2).set("width", 16).set("height", 16)) {
            float first = one.execute().out("latent", Latent.class).samples().floats()[0];
            assertNotEquals(first, two.execute().out("latent", Latent.class).samples().floats()[0]);
        }
    }

    @Test
    void noiseFromAFile() throws Exception {
        float[] numbers = {1, 2, 3, 4};
        try (Tensor given = Tensor.of(numbers, 1, 1, 2, 2)) {
            SafetensorsWriter.write(folder.resolve("given.safetensors"), Map.of("start", given), Map.of());
        }
        try (FakeContext context = noise().set("file", "given.safetensors").set("tensor", "start")) {
            assertEquals(new Latent.Info(1, 1, 16, 16), context.configure().spec("latent", Latent.Info.class));
            assertArrayEquals(numbers, context.execute().out("latent", Latent.class).samples().floats());
        }
    }

    @Test
    void saysWhatIsWrongWithANoiseFile() throws Exception {
        try (Tensor flat = Tensor.of(new float[4], 4)) {
            SafetensorsWriter.write(folder.resolve("flat.safetensors"), Map.of("noise", flat), Map.of());
        }
        Files.writeString(folder.resolve("text.safetensors"), "no tensors");
        assertError(noise().set("file", "flat.safetensors"), "tensor: ", "has shape [4]");
        assertError(noise().set("file", "flat.safetensors").set("tensor", "x"), "tensor: ",
                "has no tensor \"x\"; it has noise");
        try (Tensor huge = Tensor.of(new float[1025], 1, 1, 1, 1025)) {
            SafetensorsWriter.write(folder.resolve("huge.safetensors"), Map.of("noise", huge), Map.of());
        }
        assertError(noise().set("file", "huge.safetensors"), "tensor: ", "at most [64, 256, 1024, 1024]");
        assertError(noise().set("file", "text.safetensors"), "file: ", "text.safetensors");
        assertError(noise().set("file", "none.safetensors"), "file: ", "none.safetensors");
        try (FakeContext context = noise().set("file", "flat.safetensors")) {
            assertThrows(NodeException.class, context::execute);
        }
    }

    @Test
    void refusesABatchThatNoMachineHolds() throws Exception {
        long needed = 64L * 8192 * 8192 * 13;
        assumeTrue(ModelCache.machineMemory() < needed, "this machine has the memory");
        FakeContext context = noise().set("width", 8192).set("height", 8192).set("batch", 64);
        assertError(context, "batch: A batch of 64 with 8192 x 8192 pixels each takes 55.8 GB", "smaller pictures");
    }

    @Test
    void savesEveryTensorUnderTheNextFreeNumber() throws Exception {
        try (Tensor a = Tensor.of(new float[] {1, 2}, 1, 1, 2);
                Tensor b = Tensor.of(new float[] {3, 4}, 1, 2);
                FakeContext context = new FakeContext("saveTensors", folder)) {
            ClipOutput prompt = new ClipOutput(b, Optional.of(b), a);
            context.set("name", "mine").in("t5", new TextEmbedding(a, Optional.of(a)))
                    .in("clip", new ClipEmbedding(prompt, Optional.of(prompt))).in("latent", new Latent(a));
            assertEquals(List.of(), context.configure().errors);
            context.execute().execute();
            assertEquals(List.of(folder.resolve("mine_00001.safetensors"), folder.resolve("mine_00002.safetensors")),
                    context.written);
            SortedMap<String, Tensor> saved = TestData.tensors(context.written.get(1));
            assertEquals(Set.of("prompt_embeds", "negative_prompt_embeds", "pooled", "projected", "penultimate",
                    "negative_pooled", "negative_projected", "negative_penultimate", "latents"), saved.keySet());
            assertArrayEquals(new float[] {3, 4}, saved.get("projected").floats());
            saved.values().forEach(Tensor::close);
        }
    }

    @Test
    void leavesNothingWhereItCannotWrite() throws Exception {
        Path gone = folder.resolve("gone");
        try (Tensor a = Tensor.of(new float[1], 1);
                FakeContext context = new FakeContext("saveTensors", folder, gone)) {
            context.in("latent", new Latent(a));
            String message = assertThrows(NodeException.class, context::execute).getMessage();
            assertTrue(message.contains("cannot be written to the folder"), message);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertFalse(files.findAny().isPresent());
        }
    }

    @Test
    void refusesBadNamesAndNothingToSave() throws Exception {
        assertError(new FakeContext("saveTensors", folder), ": ", "Nothing is wired");
        try (FakeContext context = new FakeContext("saveTensors", folder).set("name", "../up").in("latent", "later")) {
            context.configure();
            assertTrue(context.errors.get(0).startsWith("name: "), context.errors::toString);
            assertEquals("name", assertThrows(NodeException.class, context::execute).at());
        }
    }

    private FakeContext noise() {
        return new FakeContext("latentNoise", folder);
    }

    private static void assertError(FakeContext context, String start, String part) throws Exception {
        try (context) {
            context.configure();
            assertEquals(1, context.errors.size(), context.errors::toString);
            assertTrue(context.errors.get(0).startsWith(start) && context.errors.get(0).contains(part),
                    context.errors::toString);
        }
    }
}
