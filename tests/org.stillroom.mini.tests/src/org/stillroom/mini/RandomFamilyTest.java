// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.image.Checksums;
import org.stillroom.diffusion.model.Progress;
import org.stillroom.diffusion.text.ClipEncoder;
import org.stillroom.diffusion.text.ClipOutput;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.transformer.Conditioning;
import org.stillroom.diffusion.transformer.DiffusionTransformer;
import org.stillroom.diffusion.transformer.TransformerFile;
import org.stillroom.diffusion.vae.PictureRange;
import org.stillroom.diffusion.vae.VaeDecoder;
import org.stillroom.diffusion.vae.VaeEncoder;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.torch.DType;
import org.stillroom.torch.Device;
import org.stillroom.torch.Tensor;

/** The random family is the same for everybody, and every part of it is what users' models are. */
class RandomFamilyTest {

    private static final Runnable NO_CANCEL = () -> {};

    @TempDir
    static Path models;

    private static Path family;

    @BeforeAll
    static void write() throws IOException {
        family = models.resolve("somewhere").resolve(RandomFamily.NAME);
        RandomFamily.write(family, RandomFamily.SEED);
    }

    @Test
    void sameSeedSameBytes() throws Exception {
        Path again = models.resolve("again");
        Path other = models.resolve("other");
        RandomFamily.write(again, RandomFamily.SEED);
        RandomFamily.write(other, RandomFamily.SEED + 1);
        assertEquals(checksums(family), checksums(again));
        SortedMap<String, String> others = checksums(other);
        assertEquals(checksums(family).keySet(), others.keySet());
        for (String part : List.of("vae/diffusion_pytorch_model.safetensors", "text_encoder/model.safetensors")) {
            assertNotEquals(checksums(family).get(part), others.get(part));
        }
    }

    /** Users' pictures name these sums: a change of the family must be meant, and then has a new seed or version. */
    @Test
    void bytesAreThoseOfVersion1() throws Exception {
        assertEquals("92655aad3271d338f5babe4c11548500f7549baf3cad3781f48e245ab7a171e2",
                checksums(family).get("transformer/diffusion_pytorch_model.safetensors"));
        assertEquals("406db77c6d4ad701712f551d0962d4b32cbfe1e875c90ca46e387ba775407434",
                checksums(family).get("vae/diffusion_pytorch_model.safetensors"));
    }

    @Test
    void wholeFamilyIsLeftAlone() throws Exception {
        Path file = family.resolve("model_index.json");
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(file, old);
        RandomFamily.write(family, RandomFamily.SEED);
        assertEquals(old, Files.getLastModifiedTime(file));
    }

    @Test
    void otherFilesInItsPlaceAreKeptAndNamed(@TempDir Path mine) throws Exception {
        Files.writeString(mine.resolve("notes.txt"), "mine");
        String message = assertThrows(IOException.class, () -> RandomFamily.write(mine, 1)).getMessage();
        assertTrue(message.contains(mine.toString()), message);
        try (Stream<Path> files = Files.list(mine)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void manyMayWriteItAtOnce() throws Exception {
        Path folder = models.resolve("at-once").resolve(RandomFamily.NAME);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Void>> writers = Stream.generate(() -> threads.<Void>submit(() -> {
                RandomFamily.write(folder, RandomFamily.SEED);
                return null;
            })).limit(3).toList();
            for (Future<Void> writer : writers) {
                writer.get();
            }
        }
        assertEquals(checksums(family), checksums(folder));
        try (Stream<Path> files = Files.list(folder.getParent())) {
            assertEquals(List.of(folder), files.toList());
        }
    }

    @Test
    void nothingIsLeftBesideIt() throws Exception {
        try (Stream<Path> files = Files.list(family.getParent())) {
            assertEquals(List.of(family), files.toList());
        }
    }

    @Test
    void tokenizersKnowWordsAndSpellTheOthers() throws Exception {
        try (TextTokenizer t5 = TextTokenizer.open(family.resolve("tokenizer_2"));
                TextTokenizer clip = TextTokenizer.open(family.resolve("tokenizer"))) {
            List<Integer> known = t5.encode("a red fox", 16);
            assertEquals(List.of(1, 0), known.subList(3, 5), "three words, then the end");
            assertTrue(t5.encode("zebra", 16).indexOf(1) >= 5, "a token a letter");
            assertFalse(t5.encode("zebra!", 16).contains(2), "nothing unknown");
            assertTrue(t5.encode("静物", 16).contains(2), "unknown");
            List<Integer> pairs = clip.encode("a red fox", 77);
            assertEquals(List.of(1022, 1023), List.of(pairs.get(0), pairs.get(4)));
            assertEquals(77, clip.encode("静物 and a zebra", 77).size());
            assertTrue(clip.encode("静物 \uD83E\uDD8A", 77).stream().allMatch(id -> id >= 0 && id < 1024));
        }
    }

    @Test
    void encodersGiveWhatTheTransformerTakes() throws Exception {
        List<List<Integer>> rows = List.of(List.of(7, 30, 1, 0));
        for (String encoder : List.of("text_encoder_2", "students/small")) {
            try (T5Encoder t5 = T5Encoder.load(family.resolve(encoder), Device.CPU, DType.F32, NO_CANCEL);
                    Tensor states = t5.encode(rows, Progress.NONE)) {
                assertArrayEquals(new long[] {1, 4, 96}, states.shape());
                assertTrue(spread(states) > 0.3 && spread(states) < 3, encoder + " " + spread(states));
            }
        }
        try (ClipEncoder clip = ClipEncoder.load(family.resolve("text_encoder"), Device.CPU, DType.F32, NO_CANCEL);
                ClipOutput output = clip.encode(List.of(List.of(1022, 5, 1023)), Progress.NONE)) {
            assertArrayEquals(new long[] {1, 64}, output.pooled().shape());
        }
    }

    @Test
    void textSteersTheTransformer() throws Exception {
        try (DiffusionTransformer flux = TransformerFile.open(family.resolve("transformer"))
                .load(Device.CPU, DType.F32, NO_CANCEL);
                Tensor noise = Tensor.randn(1, 1, 16, 8, 8);
                Tensor pooled = Tensor.randn(2, 1, 64);
                Tensor guidance = Tensor.of(new float[] {3.5f}, 1);
                Tensor one = predict(flux, noise, Tensor.randn(3, 1, 8, 96), pooled, guidance);
                Tensor two = predict(flux, noise, Tensor.randn(4, 1, 8, 96), pooled, guidance)) {
            assertTrue(spread(one) > 0.5 && spread(one) < 10, "spread " + spread(one));
            float[] difference = one.floats();
            float[] other = two.floats();
            for (int i = 0; i < other.length; i++) {
                difference[i] -= other[i];
            }
            assertTrue(spread(difference) > 0.3 * spread(one), "another text, another direction");
        }
    }

    private static Tensor predict(DiffusionTransformer flux, Tensor noise, Tensor text, Tensor pooled,
            Tensor guidance) throws Exception {
        try (text; Conditioning conditioning = flux.condition(text, pooled, guidance, 8, 8)) {
            return flux.predict(noise, 1000, conditioning, NO_CANCEL);
        }
    }

    @Test
    void picturesAreColouredAndNeitherFlatNorGrain() throws Exception {
        VaeFile vae = VaeFile.open(family.resolve("vae"));
        try (VaeDecoder decoder = vae.loadDecoder(Device.CPU, DType.F32, NO_CANCEL);
                Tensor latents = Tensor.randn(1, 1, 16, 8, 8);
                Tensor decoded = decoder.decode(latents, Progress.NONE);
                Tensor picture = PictureRange.toPicture(decoded);
                VaeEncoder encoder = vae.loadEncoder(Device.CPU, DType.F32, NO_CANCEL);
                Tensor again = encoder.encode(decoded, Progress.NONE)) {
            assertArrayEquals(new long[] {1, 3, 64, 64}, picture.shape());
            float[] pixels = picture.floats();
            double steps = 0;
            double colour = 0;
            for (int i = 0; i < 64 * 64; i++) {
                steps += i % 64 == 0 ? 0 : Math.abs(pixels[i] - pixels[i - 1]) / (64 * 64);
                colour += Math.abs(pixels[i] - pixels[i + 64 * 64]) / (64 * 64);
            }
            assertTrue(spread(picture) > 0.08, "spread " + spread(picture));
            assertTrue(colour > 0.05, "difference of red and green " + colour);
            assertTrue(steps < 0.25 * spread(picture), "step from pixel to pixel " + steps);
            assertArrayEquals(latents.shape(), again.shape());
        }
    }

    private static SortedMap<String, String> checksums(Path folder) throws IOException {
        Checksums checksums = new Checksums(models.resolve("checksums.json"));
        SortedMap<String, String> sums = new TreeMap<>(checksums.of(folder, NO_CANCEL));
        checksums.of(folder.resolve("students/small"), NO_CANCEL)
                .forEach((file, sum) -> sums.put("students/small/" + file, sum));
        return sums;
    }

    private static double spread(Tensor tensor) {
        return spread(tensor.floats());
    }

    /** Standard deviation. */
    private static double spread(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / values.length;
        return Math.sqrt(squares / values.length - mean * mean);
    }
}
