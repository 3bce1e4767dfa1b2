// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.torch.Fixtures;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.Weights;

class WeightsTest {

    private static final String MAP_EVERYTHING = "0";

    @TempDir
    private Path folder;
    private long before;
    private Path file;

    @BeforeEach
    void write() throws Exception {
        before = Torch.allocatedBytes();
        file = folder.resolve("m.safetensors");
        Map<String, Tensor> tensors = new TreeMap<>();
        tensors.put("qkv", Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 6, 2));
        tensors.put("half", tensors.get("qkv").to(Device.CPU, DType.BF16));
        tensors.put("eighth", tensors.get("qkv").to(Device.CPU, DType.F8_E4M3));
        tensors.put("ids", Tensor.of(new long[] {5, 6}, 2));
        tensors.put("odd", Tensor.of(new byte[] {7}, 1));
        tensors.put("scalar", Tensor.of(new float[] {3}));
        SafetensorsWriter.write(file, tensors, Map.of());
        tensors.values().forEach(Tensor::close);
    }

    @AfterEach
    void nothingIsLeft() {
        System.clearProperty(WeightLoader.MAP_FROM_PROPERTY);
        assertEquals(before, Torch.allocatedBytes());
    }

    private Weights load(Map<String, List<Slice>> plan, DType dtype) throws CheckpointException {
        return WeightLoader.load(Checkpoint.open(file), plan, Device.CPU, dtype, () -> { });
    }

    private static float[] floats(Weights weights, String name) {
        try (Tensor tensor = weights.get(name)) {
            return tensor.floats();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {MAP_EVERYTHING, "1000000"})
    void takesRowsInAnyOrder(String mapFrom) throws Exception {
        System.setProperty(WeightLoader.MAP_FROM_PROPERTY, mapFrom);
        try (Weights weights = load(Map.of(
                "q", List.of(Slice.rows("qkv", 0, 2)),
                "k", List.of(Slice.rows("qkv", 2, 4)),
                "swapped", List.of(Slice.rows("qkv", 3, Slice.END), Slice.rows("qkv", 0, 3)),
                "mixed", List.of(Slice.whole("half"), Slice.rows("eighth", 5, 6)),
                "none", List.of(Slice.rows("qkv", 2, 2)),
                "scalar", List.of(Slice.whole("scalar"))), DType.F32)) {
            assertEquals(!mapFrom.equals("1000000"), weights.mapped());
            assertArrayEquals(new float[] {1, 2, 3, 4}, floats(weights, "q"));
            assertArrayEquals(new float[] {5, 6, 7, 8}, floats(weights, "k"));
            assertArrayEquals(new float[] {7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6}, floats(weights, "swapped"));
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 11, 12}, floats(weights, "mixed"));
            assertArrayEquals(new float[0], floats(weights, "none"));
            assertArrayEquals(new float[] {3}, floats(weights, "scalar"));
            assertEquals(4 * (4 + 4 + 12 + 14 + 1), weights.bytes());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"F32", "F16", "BF16", "F64"})
    void convertsFloatingPointNumbersOnly(String type) throws Exception {
        System.setProperty(WeightLoader.MAP_FROM_PROPERTY, MAP_EVERYTHING);
        try (Weights weights = load(WeightLoader.whole(Checkpoint.open(file).names()), DType.valueOf(type))) {
            for (String name : List.of("qkv", "half", "eighth")) {
                try (Tensor tensor = weights.get(name)) {
                    assertEquals(type + "[6, 2] on cpu", tensor.toString());
                    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, tensor.floats());
                }
            }
            try (Tensor ids = weights.get("ids"); Tensor odd = weights.get("odd")) {
                assertEquals("I64[2] on cpu", ids.toString());
                assertArrayEquals(new long[] {5, 6}, ids.longs());
                assertEquals(DType.U8, odd.dtype());
            }
        }
    }

    @Test
    void aViewOfMappedWeightsOutlivesThem() throws Exception {
        System.setProperty(WeightLoader.MAP_FROM_PROPERTY, MAP_EVERYTHING);
        Tensor view;
        try (Weights weights = load(WeightLoader.whole(List.of("qkv")), DType.F32)) {
            assertTrue(weights.mapped());
            view = Program.load(Fixtures.class, "probe.py").call("pick", weights, "qkv");
        }
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, view.floats());
        view.close();
    }

    /** Pages of files are given back when weights are closed; memory of libtorch's own would be zeros then. */
    @Test
    void whatWasComputedFromMappedWeightsAndIsSharedStaysAsItIs() throws Exception {
        System.setProperty(WeightLoader.MAP_FROM_PROPERTY, MAP_EVERYTHING);
        float[] ones = new float[1 << 16];
        Arrays.fill(ones, 1);
        Fixtures.write(file, Map.of("x", ones));
        Tensor shared;
        try (Weights weights = load(WeightLoader.whole(List.of("x")), DType.F32); Tensor x = weights.get("x");
                Weights computed = Weights.adopt(Map.of("y", x.to(Device.CPU, DType.F64)), weights.files())) {
            shared = computed.get("y");
        }
        assertArrayEquals(ones, shared.floats());
        shared.close();
    }

    @Test
    void aPlanMustFitTheCheckpoint() {
        for (List<Slice> slices : List.of(
                List.of(Slice.whole("absent")), List.of(Slice.rows("qkv", 0, 7)),
                List.of(Slice.rows("qkv", 7, Slice.END)),
                List.of(Slice.rows("scalar", 0, 1)), List.of(Slice.whole("qkv"), Slice.whole("ids")),
                List.of(Slice.whole("scalar"), Slice.whole("scalar")))) {
            String message = assertThrows(CheckpointException.class,
                    () -> load(Map.of("x", slices), DType.F32)).getMessage();
            assertTrue(message.contains(slices.get(0).name()), message);
        }
        assertThrows(IllegalArgumentException.class, () -> load(Map.of("x", List.of()), DType.F32));
    }

    @Test
    void cancellingFreesWhatWasLoaded() {
        int[] calls = {0};
        assertThrows(CancellationException.class, () -> WeightLoader.load(Checkpoint.open(file),
                WeightLoader.whole(List.of("qkv", "half", "eighth")), Device.CPU, DType.F32, () -> {
                    if (++calls[0] == 2) {
                        throw new CancellationException();
                    }
                }));
    }

    @Test
    void aFileThatWasReplacedBeforeLoadingIsNoticed() throws Exception {
        Checkpoint checkpoint = Checkpoint.open(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        String message = assertThrows(CheckpointException.class, () -> WeightLoader.load(checkpoint,
                WeightLoader.whole(List.of("qkv")), Device.CPU, DType.F32, () -> { })).getMessage();
        assertTrue(message.contains("was changed"), message);
        Files.delete(file);
        assertThrows(CheckpointException.class, () -> WeightLoader.load(checkpoint,
                WeightLoader.whole(List.of("qkv")), Device.CPU, DType.F32, () -> { }));
    }

    /** A small checkpoint is copied, so whatever happens to its file cannot hurt this process. */
    @Test
    void smallCheckpointsDoNotDependOnTheirFile() throws Exception {
        try (Weights weights = load(WeightLoader.whole(List.of("qkv")), DType.F32)) {
            assertFalse(weights.mapped());
            try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
                damaged.setLength(0);
            }
            weights.verifyUnchanged();
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, floats(weights, "qkv"));
        }
    }

    /** Replacing a mapped file by moving, as downloads do, leaves the map on the old file, and is noticed. */
    @Test
    void changesOfAMappedFileAreNoticed() throws Exception {
        System.setProperty(WeightLoader.MAP_FROM_PROPERTY, MAP_EVERYTHING);
        try (Weights weights = load(WeightLoader.whole(List.of("qkv")), DType.F32)) {
            weights.verifyUnchanged();
            Path other = Fixtures.write(folder.resolve("other"), Map.of("x", new float[] {1}));
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            assertThrows(CheckpointException.class, weights::verifyUnchanged);
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, floats(weights, "qkv"));
        }
    }

    @Test
    void misalignedTensorsAreCopied() throws Exception {
        System.setProperty(WeightLoader.MAP_FROM_PROPERTY, MAP_EVERYTHING);
        Fixtures.write(file, "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                + "\"b\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[1,9]}}", 9);
        try (Weights weights = load(WeightLoader.whole(List.of("b")), DType.F32); Tensor b = weights.get("b")) {
            assertEquals(0x0807060504030201L, b.longs()[0]);
        }
    }
}
