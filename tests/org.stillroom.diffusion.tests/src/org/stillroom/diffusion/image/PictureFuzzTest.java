// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.test.TestData;

/**
 * Reads damaged pictures of every kind: a picture or a sentence comes out, in time, and in no more memory than the size
 * takes that the file tells. The system property {@code stillroom.fuzz} sets how many.
 */
class PictureFuzzTest {

    /** For what a decoder has at hand, whatever the picture. */
    private static final long BYTES = 24 << 20;
    private static final long BYTES_A_PIXEL = 64;
    private static final long SLOWEST_MILLIS = 20_000;
    private static final long SEED = 20261130;

    @TempDir
    private Path folder;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<Path> sound = new ArrayList<>();

    @BeforeEach
    void find() throws IOException {
        try (Stream<Path> files = Files.list(TestData.own("files"))) {
            files.filter(file -> !file.toString().endsWith(".json")).sorted().forEach(sound::add);
        }
        assertTrue(sound.size() > 40);
    }

    @Test
    void cutFilesAreRefused() throws Exception {
        for (Path picture : sound) {
            byte[] whole = Files.readAllBytes(picture);
            // Of films, the rest does not matter.
            int needed = picture.getFileName().toString().startsWith("film") ? whole.length / 6 : whole.length - 2;
            for (int length = 0; length < needed; length += 1 + whole.length / 97) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertEquals(false, read(cut), picture + " cut to " + length + " of " + whole.length + " bytes");
            }
        }
    }

    @Test
    void damagedFilesGiveASentenceOrAPicture() throws Exception {
        int count = Integer.getInteger("stillroom.fuzz", 4_000);
        Random random = new Random(SEED);
        int opened = 0;
        for (int i = 0; i < count; i++) {
            byte[] input = mutate(random, Files.readAllBytes(sound.get(i % sound.size())));
            try {
                opened += read(input) ? 1 : 0;
            } catch (Throwable e) {
                fail("Input " + i + " of seed " + SEED + ", from " + sound.get(i % sound.size()) + ": "
                        + HexFormat.of().formatHex(input), e);
            }
        }
        assertTrue(opened > count / 20 && opened < count, opened + " of " + count + " were read");
    }

    private boolean read(byte[] input) throws IOException {
        Path file = Files.write(folder.resolve("fuzz"), input);
        long before = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        long pixels = 0;
        boolean opened = false;
        try {
            PictureFiles.Size size = PictureFiles.size(file);
            pixels = (long) size.width() * size.height();
            RgbImage image = PictureFiles.rgb(file, Progress.NONE);
            assertEquals(size, new PictureFiles.Size(image.width(), image.height()));
            opened = true;
        } catch (IOException e) {
            assertTrue(e.getMessage().startsWith(file + " "), e.getMessage());
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < SLOWEST_MILLIS, pixels + " pixels took " + millis + " ms");
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < BYTES + BYTES_A_PIXEL * pixels, pixels + " pixels took " + bytes + " bytes");
        return opened;
    }

    private static byte[] mutate(Random random, byte[] sound) {
        byte[] changed = sound.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            // Headers are where most can go wrong.
            int at = random.nextInt(random.nextBoolean() ? Math.min(64, changed.length) : changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] = (byte) random.nextInt();
                case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> changed[at] = (byte) (random.nextBoolean() ? 0xff : 0);
                default -> {
                    int count = Math.min(random.nextInt(6), changed.length - at);
                    int from = random.nextInt(changed.length - count + 1);
                    System.arraycopy(sound, from, changed, at, count);
                }
            }
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(changed, random.nextInt(changed.length)) : changed;
    }
}
