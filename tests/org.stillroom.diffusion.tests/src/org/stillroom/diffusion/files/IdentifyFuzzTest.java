// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.Checkpoint;

/**
 * Asks what files with damaged headers are: whatever is in them, there is an answer, and one that cannot be read says
 * why. The system property {@code stillroom.fuzz} sets how many of each.
 */
class IdentifyFuzzTest {

    private static final long[] NUMBERS = {0, 1, 2, 3, 31, 32, 33, 255, 256, 1 << 16, Integer.MAX_VALUE, 1L << 40,
        Long.MAX_VALUE, -1};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gguf/t5xxl-mixed.gguf", "gguf/flux1-schnell-Q3_K_S.gguf", "gguf/sd3_medium-sdcpp.gguf",
        "fp8/t5xxl_fp8_e5m2.safetensors", "fp8/flux1-dev-fp8-e4m3fn.safetensors",
        "all_in_one/sd3_large_fp8_scaled.safetensors", "lora/flux_kohya.safetensors"})
    void thereIsAlwaysAnAnswer(String name) throws Exception {
        long seed = 20261130;
        int count = Integer.getInteger("stillroom.fuzz", 300);
        Random random = new Random(seed);
        Path whole = TestData.shared("weights/" + name);
        long size = Files.size(whole);
        Checkpoint checkpoint = Checkpoint.open(whole);
        long data = size;
        for (String each : checkpoint.names()) {
            data = Math.min(data, checkpoint.info(each).begin());
        }
        byte[] header = Arrays.copyOf(Files.readAllBytes(whole), (int) data);
        Path path = folder.resolve("fuzz" + name.substring(name.lastIndexOf('.')));
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            // the weights themselves are never read
            file.setLength(size);
            for (int i = 0; i < count; i++) {
                byte[] input = mutate(random, header);
                file.seek(0);
                file.write(input);
                try {
                    ModelFile found = ModelFile.identify(path);
                    assertEquals(path, found.path());
                    assertTrue(found.kind() != ModelKind.NOT_A_MODEL || !found.problem().isEmpty());
                    assertTrue(found.notes().stream().noneMatch(String::isEmpty));
                    assertTrue(found.bytes() <= size && found.parameters() >= 0, found.summary());
                } catch (Throwable e) {
                    fail("Input " + i + " of seed " + seed + ": " + HexFormat.of().formatHex(input), e);
                }
            }
        }
    }

    /** As long as before, so that data stay in their place. */
    private static byte[] mutate(Random random, byte[] sound) {
        byte[] bytes = sound.clone();
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(bytes.length - 8);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) ('0' + random.nextInt(10));
                case 2 -> {
                    int from = random.nextInt(bytes.length - 8);
                    System.arraycopy(bytes, from, bytes, at, Math.min(random.nextInt(60), bytes.length
                            - Math.max(from, at)));
                }
                default -> {
                    long number = NUMBERS[random.nextInt(NUMBERS.length)];
                    for (int i = 0; i < 8; i++) {
                        bytes[at + i] = (byte) (number >> 8 * i);
                    }
                }
            }
        }
        return bytes;
    }
}
