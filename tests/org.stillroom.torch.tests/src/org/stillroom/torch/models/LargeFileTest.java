// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.torch.Fixtures;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** Files as large as T5-XXL and larger, made with holes, in a process with little heap. */
class LargeFileTest {

    private static final long EMBEDDING = 3L << 30;
    private static final int LAYERS = 24;
    private static final long LAYER = 280L << 20;

    @TempDir
    private Path folder;

    @Test
    void aFileOfTenGigabytesOpensInLittleHeapAndLoadsTensorByTensor() throws Exception {
        Path file = folder.resolve("large.safetensors");
        writeSparse(file);
        Fixtures.Outcome outcome = Fixtures.java(Open.class, List.of("-Xmx48m"), file.toString());
        assertEquals(0, outcome.exitCode(), outcome.output());
        assertTrue(outcome.output().contains("all well"), outcome.output());
    }

    /** 0.0078125 in float16 is 0x2000: the only byte that is not 0 lies at the end of each tensor. */
    private static void writeSparse(Path file) throws Exception {
        StringBuilder header = new StringBuilder("{\"shared\":" + entry(EMBEDDING, 0, 4096));
        for (int i = 0; i < LAYERS; i++) {
            header.append(",\"layer.").append(i).append("\":").append(entry(LAYER, EMBEDDING + i * LAYER, 4096));
        }
        byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer start = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).put(json);
        while (start.hasRemaining()) {
            start.put((byte) ' ');
        }
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(start.array());
            out.setLength(start.capacity() + EMBEDDING + LAYERS * LAYER);
            for (int i = 0; i <= LAYERS; i++) {
                out.seek(start.capacity() + EMBEDDING + i * LAYER - 1);
                out.write(0x20);
            }
        }
    }

    private static String entry(long bytes, long begin, int columns) {
        return "{\"dtype\":\"F16\",\"shape\":[" + bytes / 2 / columns + "," + columns + "],\"data_offsets\":["
                + begin + "," + (begin + bytes) + "]}";
    }

    /** What runs in the process with little heap. */
    static final class Open {

        private Open() {
        }

        public static void main(String[] args) throws Exception {
            Checkpoint checkpoint = Checkpoint.open(Path.of(args[0]));
            assertEquals(EMBEDDING + LAYERS * LAYER, checkpoint.bytes());
            long rows = checkpoint.info("layer.0").shape().get(0);
            for (int i = 0; i < LAYERS; i++) {
                // As stored: a map, of which only the last page is read.
                try (Weights layer = load(checkpoint, Slice.whole("layer." + i), DType.F16)) {
                    assertTrue(layer.mapped());
                    assertLast(layer, rows);
                }
            }
            // Converted: copied in parts.
            try (Weights layer = load(checkpoint, Slice.rows("layer.7", rows - 3, rows), DType.F32)) {
                assertLast(layer, 3);
            }
            // More than 2 GiB in one tensor: only rows of it here, to be kind to the machine.
            long shared = checkpoint.info("shared").shape().get(0);
            try (Weights end = load(checkpoint, Slice.rows("shared", shared - 5, shared), DType.F16)) {
                assertLast(end, 5);
            }
            System.out.println("all well");
        }

        private static Weights load(Checkpoint checkpoint, Slice slice, DType dtype) throws CheckpointException {
            return WeightLoader.load(checkpoint, Map.of("x", List.of(slice)), Device.CPU, dtype, () -> { });
        }

        private static void assertLast(Weights weights, long rows) {
            Program probe = Program.load(Fixtures.class, "probe.py");
            try (Tensor last = probe.call("last", weights, "x")) {
                assertArrayEquals(new float[] {0, 0.0078125f}, last.floats());
            }
            try (Tensor x = weights.get("x")) {
                assertEquals(rows, x.size(0));
            }
        }
    }
}
