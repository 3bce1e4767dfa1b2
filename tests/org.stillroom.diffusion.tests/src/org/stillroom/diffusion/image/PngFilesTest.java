// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Pictures arrive on disk whole, rounded as diffusers does, and with their texts. */
class PngFilesTest {

    private static final SortedMap<String, String> NO_TEXTS = new TreeMap<>();

    @TempDir
    Path folder;

    @Test
    void levelsAreRoundedHalfToEvenAndClamped() throws Exception {
        float[] reds = {0, 0.5f / 255, 1.5f / 255, 127.49f / 255, 0.999f, 1.7f, -3, Float.NaN};
        int[] expected = {0, 0, 2, 127, 255, 255, 0, 0};
        float[] planes = Arrays.copyOf(reds, 24);
        planes[8] = 1;
        planes[16] = 0.2f;
        try (Tensor pixels = Tensor.of(planes, 1, 3, 1, 8)) {
            BufferedImage image = ImageIO.read(write(pixels, 0).toFile());
            for (int x = 0; x < 8; x++) {
                assertEquals(expected[x], image.getRGB(x, 0) >> 16 & 255, "red at " + x);
            }
            assertEquals(0xff00ff33, image.getRGB(0, 0));
        }
    }

    @Test
    void anyOfABatchIsWritten() throws Exception {
        try (Tensor pixels = Tensor.of(new float[] {0, 0, 0, 1, 1, 1}, 2, 3, 1, 1)) {
            assertEquals(0xff000000, ImageIO.read(write(pixels, 0).toFile()).getRGB(0, 0));
            assertEquals(0xffffffff, ImageIO.read(write(pixels, 1).toFile()).getRGB(0, 0));
        }
    }

    @Test
    void textsComeBackUnchanged() throws Exception {
        SortedMap<String, String> texts = new TreeMap<>(Map.of(
                PngFiles.GRAPH, "{\n  \"text\": \"snö, 静物 and \uD83E\uDD8A\"\n}\n" + "x".repeat(200_000),
                PngFiles.MODELS, "{}"));
        try (Tensor pixels = picture()) {
            Path file = PngFiles.writeNext(folder, "picture", pixels, 0, texts, Progress.NONE);
            assertEquals(texts, PngText.read(file));
            assertEquals(texts.get(PngFiles.GRAPH), PngFiles.graphOf(file).orElseThrow());
        }
    }

    @Test
    void pictureWithoutGraphHasNone() throws Exception {
        try (Tensor pixels = picture()) {
            assertTrue(PngFiles.graphOf(write(pixels, 0)).isEmpty());
        }
    }

    @Test
    void sharedComfyPicturesHaveTheirTexts() throws Exception {
        try (Stream<Path> files = Files.list(TestData.shared("comfy"))) {
            List<Path> pictures = files.filter(file -> file.toString().endsWith(".png")).toList();
            assertTrue(pictures.size() > 0);
            for (Path picture : pictures) {
                assertTrue(PngText.read(picture).containsKey("workflow"), picture.toString());
            }
        }
    }

    @Test
    void damagedFilesAreRefused() throws Exception {
        Path file;
        try (Tensor pixels = picture()) {
            file = write(pixels, 0);
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
        assertTrue(message(() -> PngText.read(file)).contains("not a whole PNG file"));
        Files.writeString(file, "not a picture");
        assertTrue(message(() -> PngText.read(file)).contains("is not a PNG file"));
        byte[] lying = Arrays.copyOf(bytes, 40);
        Arrays.fill(lying, 33, 37, (byte) 0xff);
        Files.write(file, lying);
        assertTrue(message(() -> PngText.read(file)).contains("not a whole PNG file"));
    }

    @Test
    void numbersGoOnFromTheHighest() throws Exception {
        Files.createFile(folder.resolve("picture_00007.png"));
        Files.createFile(folder.resolve("picture-of_00012.png"));
        Files.createFile(folder.resolve("picture_x.png"));
        try (Tensor pixels = picture()) {
            assertEquals("picture_00008.png", write(pixels, 0).getFileName().toString());
            assertEquals("picture_00009.png", write(pixels, 0).getFileName().toString());
        }
    }

    @Test
    void manyWritersNeverShareANumber() throws Exception {
        try (Tensor pixels = picture(); ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Path>> written = IntStream.range(0, 64).mapToObj(i -> threads.submit(() -> write(pixels, 0)))
                    .toList();
            Set<Path> files = new HashSet<>();
            for (Future<Path> file : written) {
                files.add(file.get());
                assertTrue(ImageIO.read(file.get().toFile()) != null);
            }
            assertEquals(64, files.size());
        }
        assertEquals(64, left());
    }

    @Test
    void writingOverReplaces() throws Exception {
        try (Tensor black = Tensor.of(new float[3], 1, 3, 1, 1); Tensor white = picture()) {
            PngFiles.writeOver(folder, "viewer", black, 0, NO_TEXTS, Progress.NONE);
            Path file = PngFiles.writeOver(folder, "viewer", white, 0, NO_TEXTS, Progress.NONE);
            assertEquals("viewer.png", file.getFileName().toString());
            assertEquals(8, ImageIO.read(file.toFile()).getWidth());
        }
        assertEquals(1, left());
    }

    @Test
    void cancelLeavesNothing() throws Exception {
        int[] calls = {0};
        try (Tensor pixels = Tensor.randn(1, 1, 3, 600, 400)) {
            assertThrows(CancellationException.class,
                    () -> PngFiles.writeNext(folder, "picture", pixels, 0, NO_TEXTS, () -> {
                        // After the last band of rows, so inside the encoder.
                        if (++calls[0] > 5) {
                            throw new CancellationException();
                        }
                    }));
        }
        assertEquals(0, left());
    }

    @Test
    void folderThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (Tensor pixels = picture()) {
            String message = message(() -> PngFiles.writeNext(file, "picture", pixels, 0, NO_TEXTS, Progress.NONE));
            assertTrue(message.contains("cannot be written to the folder " + file), message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "../picture", "a/b", "a\\b", ".hidden", "", "  ", "con", "Aux.txt", "a:b", "a\u0000b", "end."})
    void namesThatAreNotFileNamesAreRefused(String name) throws Exception {
        assertTrue(FileNames.problem(name).isPresent());
        try (Tensor pixels = picture()) {
            assertThrows(IllegalArgumentException.class,
                    () -> PngFiles.writeNext(folder, name, pixels, 0, NO_TEXTS, Progress.NONE));
        }
        assertEquals(0, left());
    }

    @ParameterizedTest
    @ValueSource(strings = {"picture", "Ein schönes Bild", "静物", "a.b", "console", "v1-2_x (3)"})
    void otherNamesAreKept(String name) {
        assertTrue(FileNames.problem(name).isEmpty());
    }

    private Path write(Tensor pixels, int index) throws IOException {
        return PngFiles.writeNext(folder, "picture", pixels, index, NO_TEXTS, Progress.NONE);
    }

    private static Tensor picture() {
        return Tensor.zeros(DType.F32, Device.CPU, 1, 3, 8, 8);
    }

    private long left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private interface Work {
        Object run() throws IOException;
    }

    private static String message(Work work) {
        return assertThrows(IOException.class, work::run).getMessage();
    }
}
