// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.torch.Fixtures;

/**
 * Opens damaged safetensors files: only a {@link CheckpointException} may come out. The system property
 * {@code stillroom.fuzz} sets how many.
 */
class CheckpointFuzzTest {

    private static final String[] FRAGMENTS = {"{", "}", "[", "]", ",", ":", "\"", "-", "0", "1e9", "null", "true",
        "9223372036854775807", "18446744073709551616", "\"dtype\"", "\"shape\"", "\"data_offsets\"", "\"F32\"",
        "\"BOOL\"", "\"F4\"", "\"__metadata__\"", "\\u0000", "\\ud800", "\u00e9", "[[[[[[[[[[[[[[[[[[[[",
        " ", "\n", "\0"};

    @TempDir
    private Path folder;

    @Test
    void damagedFilesAreRefusedAndNothingElseHappens() throws Exception {
        long seed = 20261122;
        int count = Integer.getInteger("stillroom.fuzz", 4_000);
        Random random = new Random(seed);
        byte[][] sound = {
            Files.readAllBytes(Fixtures.resource(folder, "golden.safetensors")),
            Fixtures.safetensors("{\"__metadata__\":{\"k\":\"v\"},\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],"
                    + "\"data_offsets\":[0,24]},\"b\":{\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[24,26]}}", 26),
            Fixtures.safetensors("{}", 0),
        };
        int opened = 0;
        Path path = folder.resolve("fuzz.safetensors");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            for (int i = 0; i < count; i++) {
                byte[] input = mutate(random, sound[random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(2)]);
                file.setLength(0);
                file.write(input);
                try {
                    Checkpoint checkpoint = Checkpoint.open(path);
                    opened++;
                    assertTrue(checkpoint.bytes() <= input.length);
                } catch (CheckpointException e) {
                    assertTrue(e.getMessage().contains("fuzz.safetensors"), e.getMessage());
                } catch (Throwable e) {
                    fail("Input " + i + " of seed " + seed + ": " + HexFormat.of().formatHex(input), e);
                }
            }
        }
        assertTrue(opened < count, "some files must be refused");
    }

    private static byte[] mutate(Random random, byte[] sound) {
        byte[] bytes = sound.clone();
        int header = (int) ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = Math.min(8 + random.nextInt(header), bytes.length);
            switch (random.nextInt(8)) {
                case 0 -> {
                    if (at < bytes.length) {
                        bytes[at] = (byte) random.nextInt(256);
                    }
                }
                case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                case 2 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(20));
                case 3 -> bytes = splice(bytes, at, at, FRAGMENTS[random.nextInt(FRAGMENTS.length)].getBytes());
                case 4 -> bytes = splice(bytes, at, Math.min(at + random.nextInt(12), bytes.length), new byte[0]);
                case 5 -> {
                    int from = Math.min(8 + random.nextInt(header), bytes.length);
                    int to = Math.min(from + random.nextInt(40), bytes.length);
                    bytes = splice(bytes, at, at, Arrays.copyOfRange(bytes, from, to));
                }
                case 6 -> {
                    if (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
                        bytes[at] = (byte) ('0' + random.nextInt(10));
                    }
                }
                default -> {
                    if (bytes.length >= 8) {
                        long length = random.nextBoolean() ? random.nextLong() : header + random.nextInt(9) - 4L;
                        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
                    }
                }
            }
        }
        return bytes;
    }

    /** Replaces bytes, and mostly corrects the length of the header, so that the header is read at all. */
    private static byte[] splice(byte[] bytes, int from, int to, byte[] by) {
        byte[] result = new byte[bytes.length - (to - from) + by.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(bytes, to, result, from + by.length, bytes.length - to);
        if (result.length >= 8) {
            ByteBuffer length = ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN);
            length.putLong(0, length.getLong(0) + by.length - (to - from));
        }
        return result;
    }
}
