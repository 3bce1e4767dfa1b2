// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.torch.GgufFile;

/**
 * Opens damaged GGUF files: only a {@link CheckpointException} may come out, and no tensor may lie outside of the file.
 * The system property {@code stillroom.fuzz} sets how many.
 */
class GgufFuzzTest {

    private static final long[] NUMBERS = {0, 1, 2, 3, 4, 5, 8, 9, 12, 13, 14, 31, 32, 39, 255, 256, 1 << 16, 1 << 20,
        Integer.MAX_VALUE, 0xffffffffL, 1L << 32, 1L << 40, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE, -1};

    @TempDir
    private Path folder;

    @Test
    void damagedFilesAreRefusedAndNothingElseHappens() throws Exception {
        long seed = 20261130;
        int count = Integer.getInteger("stillroom.fuzz", 4_000);
        Random random = new Random(seed);
        byte[][] sound = {
            new GgufFile().number("general.alignment", 8).text("general.architecture", "flux")
                    .texts("tokenizer.ggml.tokens", "a", "bc", "").tensor("a", 2, 0, 32, 2).tensor("b", 12, 40, 256)
                    .tensor("c", 30, 184, 3, 1, 2).bytes(8, new byte[196]),
            new GgufFile().pair("n", 9, new byte[] {9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0,
                0, 7, 7}).tensor("a", 0, 0, 4).bytes(32, new byte[16]),
            new GgufFile().bytes(32, new byte[0]),
        };
        int opened = 0;
        Path path = folder.resolve("fuzz.gguf");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            for (int i = 0; i < count; i++) {
                byte[] input = mutate(random, sound[random.nextInt(8) == 0 ? 2 : random.nextInt(2)]);
                file.setLength(0);
                file.write(input);
                try {
                    Checkpoint checkpoint = Checkpoint.open(path);
                    opened++;
                    for (String name : checkpoint.names()) {
                        TensorInfo info = checkpoint.info(name);
                        assertTrue(info.begin() >= 24 && info.begin() <= info.end() && info.end() <= input.length);
                    }
                    assertTrue(checkpoint.bytes() <= input.length);
                } catch (CheckpointException e) {
                    assertTrue(e.getMessage().contains("fuzz.gguf"), e.getMessage());
                } catch (Throwable e) {
                    fail("Input " + i + " of seed " + seed + ": " + HexFormat.of().formatHex(input), e);
                }
            }
        }
        assertTrue(opened > 0 && opened < count, "some files must be refused");
    }

    private static byte[] mutate(Random random, byte[] sound) {
        byte[] bytes = sound.clone();
        for (int edits = 1 + random.nextInt(3); edits > 0 && bytes.length > 0; edits--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(7)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                case 2 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(40));
                case 3 -> bytes = splice(bytes, at, at, new byte[1 + random.nextInt(12)]);
                case 4 -> bytes = splice(bytes, at, Math.min(at + random.nextInt(12), bytes.length), new byte[0]);
                case 5 -> {
                    int from = random.nextInt(bytes.length);
                    int to = Math.min(from + random.nextInt(60), bytes.length);
                    bytes = splice(bytes, at, at, Arrays.copyOfRange(bytes, from, to));
                }
                default -> {
                    ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(NUMBERS[random.nextInt(NUMBERS.length)]);
                    int length = Math.min(random.nextBoolean() ? 8 : 4, bytes.length - at);
                    System.arraycopy(number.array(), 0, bytes, at, length);
                }
            }
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] by) {
        byte[] result = new byte[bytes.length - (to - from) + by.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(bytes, to, result, from + by.length, bytes.length - to);
        return result;
    }
}
