// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.runtime.Tensor;

/** Users' pictures are read as they are, whatever their kind, and damaged ones are refused. */
class PictureFilesTest {

    @TempDir
    Path folder;

    @Test
    void coloursAreKept() throws Exception {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x336699);
        image.setRGB(1, 0, 0xffffff);
        try (Tensor pixels = read(save(image, "png"))) {
            assertArrayEquals(new long[] {1, 3, 1, 2}, pixels.shape());
            assertArrayEquals(new float[] {0.2f, 1, 0.4f, 1, 0.6f, 1}, pixels.floats(), 1e-6f);
        }
    }

    @Test
    void transparentPixelsLieOverWhite() throws Exception {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00336699);
        image.setRGB(1, 0, 0x33000000);
        try (Tensor pixels = read(save(image, "png"))) {
            assertArrayEquals(new float[] {1, 0.8f, 1, 0.8f, 1, 0.8f}, pixels.floats(), 1e-6f);
        }
    }

    @Test
    void greyIsNotBrightened() throws Exception {
        for (String format : new String[] {"png", "jpg"}) {
            BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
            WritableRaster raster = image.getRaster();
            raster.setPixels(0, 0, 8, 8, filled(64, 128));
            try (Tensor pixels = read(save(image, format))) {
                for (float value : pixels.floats()) {
                    assertEquals(128 / 255f, value, 1e-6f);
                }
            }
        }
    }

    @Test
    void sixteenBitsAreScaled() throws Exception {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setPixels(0, 0, 2, 1, new int[] {65535, 13107});
        try (Tensor pixels = read(save(image, "png"))) {
            assertArrayEquals(new float[] {1, 0.2f, 1, 0.2f, 1, 0.2f}, pixels.floats(), 1e-6f);
        }
    }

    @Test
    void paletteIsLookedUp() throws Exception {
        for (int type : new int[] {BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_BINARY}) {
            BufferedImage image = new BufferedImage(2, 1, type);
            image.setRGB(0, 0, 0xffffffff);
            image.setRGB(1, 0, 0xff000000);
            try (Tensor pixels = read(save(image, "png"))) {
                assertArrayEquals(new float[] {1, 0, 1, 0, 1, 0}, pixels.floats(), 1e-6f);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void truncatedFilesAreRefused(String format) throws Exception {
        Path file = save(noise(64), format);
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 20, 40, bytes.length / 2}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            String message = message(file);
            assertTrue(message.startsWith(file.toString()), message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void damagedFilesGiveASentenceOrAPicture(String format) throws Exception {
        Path file = save(noise(24), format);
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            byte[] changed = bytes.clone();
            for (int change = 0; change <= i % 3; change++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            Files.write(file, changed);
            try (Tensor pixels = read(file)) {
                assertEquals(4, pixels.shape().length);
            } catch (IOException e) {
                assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
            }
        }
    }

    @Test
    void hugeSizeIsRefusedBeforeDecoding() throws Exception {
        Path file = save(noise(8), "png");
        ByteBuffer png = ByteBuffer.wrap(Files.readAllBytes(file));
        png.putInt(16, 100_000).putInt(20, 100_000);
        CRC32 crc = new CRC32();
        crc.update(png.array(), 12, 17);
        png.putInt(29, (int) crc.getValue());
        Files.write(file, png.array());
        assertTrue(message(file).contains("100000 x 100000 pixels"), message(file));
        assertThrows(IOException.class, () -> PictureFiles.size(file));
    }

    /** A scan of a few bytes takes the time of the whole picture. */
    @Test
    void moreScansThanAnyProgramMakesAreRefused() throws Exception {
        byte[] jpeg = Files.readAllBytes(TestData.own("files/progressive.jpg"));
        int last = new String(jpeg, StandardCharsets.ISO_8859_1).lastIndexOf("\u00ff\u00da");
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(jpeg, 0, last);
        for (int i = 0; i < 64; i++) {
            many.write(jpeg, last, jpeg.length - 2 - last);
        }
        many.write(jpeg, jpeg.length - 2, 2);
        Path file = Files.write(folder.resolve("many.jpg"), many.toByteArray());
        assertTrue(message(file).contains("has more than 64 scans"), message(file));
    }

    @Test
    void otherFilesAreRefused() throws Exception {
        Path text = Files.writeString(folder.resolve("text.png"), "not a picture");
        assertTrue(message(text).contains("is not a PNG, JPEG, WebP, BMP or GIF file"), message(text));
        assertOther("II*\0", "is a TIFF picture");
        assertOther("\0\0\0\u0018ftypheic\0\0\0\0", "is a HEIC picture");
        assertOther("\0\0\0\u0018ftypavif\0\0\0\0", "is an AVIF picture");
        assertOther("<!DOCTYPE html>", "is a web page");
        assertOther("version https://git-lfs.github.com/spec/v1", "is a pointer of Git LFS");
        assertTrue(message(folder).contains("is not a file"));
    }

    private void assertOther(String content, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("other.png"), content);
        assertTrue(message(file).contains(expected), message(file));
    }

    /** Films often begin with a frame that does not cover the whole. */
    @Test
    void aFrameLiesWhereItsFileSays() throws Exception {
        byte[] gif = Files.readAllBytes(TestData.own("files/plain.gif"));
        int frame = 13 + 3 * (2 << (gif[10] & 7));
        frame = new String(gif, StandardCharsets.ISO_8859_1).indexOf(',', frame);
        gif[6] = 30;
        gif[8] = 16;
        gif[frame + 1] = 7;
        gif[frame + 3] = 3;
        assertFrame("moved.gif", gif, "plain.gif", 7, 3);
        byte[] webp = Files.readAllBytes(TestData.own("files/film.webp"));
        int shown = new String(webp, StandardCharsets.ISO_8859_1).indexOf("ANMF") + 8;
        webp[24] = 29;
        webp[27] = 15;
        webp[shown] = 4;
        webp[shown + 3] = 1;
        assertFrame("moved.webp", webp, "film.webp", 8, 2);
    }

    private void assertFrame(String name, byte[] moved, String inPlace, int left, int top) throws IOException {
        Path file = Files.write(folder.resolve(name), moved);
        assertEquals(new PictureFiles.Size(30, 16), PictureFiles.size(file));
        PictureFiles.Masked whole = PictureFiles.masked(file, Progress.NONE);
        try (Tensor frame = read(TestData.own("files/" + inPlace)); Tensor pixels = whole.pixels();
                Tensor mask = whole.mask()) {
            float[] expected = frame.floats();
            float[] found = pixels.floats();
            for (int i = 0; i < found.length; i++) {
                int x = i % 30 - left;
                int y = i / 30 % 16 - top;
                boolean inside = x >= 0 && x < 20 && y >= 0 && y < 12;
                assertEquals(inside ? expected[(i / 480 * 12 + y) * 20 + x] : 1, found[i], 1e-6, name + " " + i);
                assertEquals(inside ? 0 : 1, mask.floats()[i], 1e-6, name + " mask " + i);
            }
        }
    }

    @Test
    void readingStopsWhenItIsToldTo() throws Exception {
        Path file = save(noise(64), "png");
        Progress stopped = new Progress() {
            @Override
            public void progress(long done, long total) {
                checkCancelled();
            }

            @Override
            public void checkCancelled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> PictureFiles.read(file, stopped));
    }

    @Test
    void sizeNeedsNoDecoding() throws Exception {
        assertEquals(new PictureFiles.Size(64, 64), PictureFiles.size(save(noise(64), "jpg")));
    }

    private static int[] filled(int count, int value) {
        int[] values = new int[count];
        Arrays.fill(values, value);
        return values;
    }

    private static BufferedImage noise(int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < size * size; i++) {
            image.setRGB(i % size, i / size, random.nextInt());
        }
        return image;
    }

    private Path save(BufferedImage image, String format) throws IOException {
        Path file = folder.resolve("picture." + format);
        assertTrue(ImageIO.write(image, format, file.toFile()));
        return file;
    }

    private static Tensor read(Path file) throws IOException {
        return PictureFiles.read(file, Progress.NONE);
    }

    private static String message(Path file) {
        return assertThrows(IOException.class, () -> read(file)).getMessage();
    }
}
