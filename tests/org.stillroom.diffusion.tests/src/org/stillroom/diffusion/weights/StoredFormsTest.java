// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** Fused layers whose numbers have scales, cut and swapped, worked out by hand. */
class StoredFormsTest {

    @TempDir
    private Path folder;

    private final Map<String, Tensor> tensors = new TreeMap<>();

    /** Rows of 4 numbers: 0 to 3, 10 to 13 and so on. */
    private void numbers(int rows, DType dtype) {
        float[] all = new float[rows * 4];
        for (int i = 0; i < all.length; i++) {
            all[i] = 10 * (i / 4) + i % 4;
        }
        try (Tensor tensor = Tensor.of(all, rows, 4)) {
            tensors.put("fused.weight", tensor.to(Device.CPU, dtype));
        }
        tensors.put("fused.bias", Tensor.of(new float[rows], rows));
    }

    private void text(String name, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        tensors.put(name, Tensor.of(bytes, bytes.length));
    }

    private StoredModel model(int... rows) throws Exception {
        Path file = folder.resolve("model.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        Shapes shapes = new Shapes();
        for (int i = 0; i < rows.length; i++) {
            shapes.linear("part" + i, 4, rows[i]);
        }
        Layout layout = new Layout("", shapes.parts());
        if (rows.length == 1) {
            layout.swap("part0", "fused");
        } else {
            layout.split("fused", "", "part0", "part1", "part2");
        }
        return StoredModel.of(Checkpoint.open(file), layout);
    }

    private static float[] plain(StoredModel model, String name) throws Exception {
        try (Weights loaded = model.loadPlain(List.of(name), Device.CPU, DType.F32, Progress.NONE);
                Tensor tensor = loaded.get(name)) {
            return tensor.floats();
        }
    }

    @Test
    void scalesOfRowsAreCutWithThem() throws Exception {
        numbers(6, DType.I8);
        tensors.put("fused.weight_scale", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 6, 1));
        StoredModel model = model(1, 2, 3);
        assertArrayEquals(new float[] {0, 1, 2, 3}, plain(model, "part0.weight"));
        assertArrayEquals(new float[] {20, 22, 24, 26, 60, 63, 66, 69}, plain(model, "part1.weight"));
        assertArrayEquals(new float[] {120, 124, 128, 132, 200, 205, 210, 215, 300, 306, 312, 318},
                plain(model, "part2.weight"));
        assertEquals(6 * 4 + 6 * 4 + 6 * 4, model.bytes());
    }

    /** The nearest numbers that float8 has. */
    @Test
    void scalesOfRowsAreSwappedWithThem() throws Exception {
        numbers(4, DType.F8_E4M3);
        tensors.put("fused.weight_scale", Tensor.of(new float[] {1, 2, 4, 8}, 4));
        assertArrayEquals(new float[] {80, 80, 88, 96, 240, 256, 256, 256, 0, 1, 2, 3, 20, 22, 24, 26},
                plain(model(4), "part0.weight"));
    }

    @Test
    void scalesOfBlocksAreCut() throws Exception {
        numbers(6, DType.I8);
        tensors.put("fused.weight_scale", Tensor.of(new float[] {1, 10, 2, 20, 3, 30}, 3, 2));
        StoredModel model = model(1, 2, 3);
        assertArrayEquals(new float[] {10, 11, 120, 130, 40, 42, 440, 460}, plain(model, "part1.weight"));
    }

    @Test
    void whatIsQuantisedOtherwiseIsRefusedByItsName() throws Exception {
        numbers(6, DType.I8);
        tensors.put("fused.weight_scale", Tensor.of(new float[] {1}, 1));
        text("fused.comfy_quant", "{\"format\":\"w9_of_tomorrow\"}");
        String message = assertThrows(CheckpointException.class, () -> model(1, 2, 3)).getMessage();
        assertTrue(message.contains("stores fused.weight as w9_of_tomorrow, which is not read"), message);
    }

    @Test
    void float8WithoutAScaleIsPlainWhateverItIsCalled() throws Exception {
        numbers(6, DType.F8_E5M2);
        text("fused.comfy_quant", "{\"format\":\"float8_e5m2\"}");
        assertArrayEquals(new float[] {0, 1, 2, 3}, plain(model(1, 2, 3), "part0.weight"));
    }

    @Test
    void codesOfFourBitsAreCutWhereverTheirBlocksBegin() throws Exception {
        // 6 rows of 4 codes, each its number modulo 16; blocks of 6 numbers, which begin within rows
        byte[] codes = new byte[12];
        for (int i = 0; i < 12; i++) {
            codes[i] = (byte) ((2 * i % 16) << 4 | (2 * i + 1) % 16);
        }
        tensors.put("fused.weight", Tensor.of(codes, 12, 1));
        float[] map = new float[16];
        for (int i = 0; i < 16; i++) {
            map[i] = i;
        }
        tensors.put("fused.weight.quant_map", Tensor.of(map, 16));
        tensors.put("fused.weight.absmax", Tensor.of(new float[] {1, 2, 3, 4}, 4));
        tensors.put("fused.bias", Tensor.of(new float[6], 6));
        text("fused.weight.quant_state.bitsandbytes__nf4",
                "{\"quant_type\":\"nf4\",\"blocksize\":6,\"shape\":[6,4],\"dtype\":\"float16\"}");
        StoredModel model = model(1, 2, 3);
        assertArrayEquals(new float[] {0, 1, 2, 3}, plain(model, "part0.weight"));
        assertArrayEquals(new float[] {4, 5, 12, 14, 16, 18, 20, 22}, plain(model, "part1.weight"));
        assertArrayEquals(new float[] {36, 39, 42, 45, 0, 3, 8, 12, 16, 20, 24, 28}, plain(model, "part2.weight"));
        for (String name : List.of("part0.weight", "part1.weight", "part2.weight")) {
            try (Weights kept = model.load(List.of(name), Device.CPU, DType.F32, Progress.NONE)) {
                assertEquals(kept.bytes(), model.memory(List.of(name)).bytes(DType.F32));
            }
        }
    }
}
