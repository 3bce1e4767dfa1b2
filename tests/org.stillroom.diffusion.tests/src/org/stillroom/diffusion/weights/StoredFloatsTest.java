// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** Matrices of plain floating-point numbers stay in the type that they are stored in. */
class StoredFloatsTest {

    private static final String MAP_FROM = "stillroom.torch.mapFrom";
    private static final long SIDE = 256;

    @TempDir
    private Path folder;

    @AfterEach
    void asBefore() {
        System.clearProperty(MAP_FROM);
    }

    /** Every pattern of bits, of two bytes as well. */
    private Path file(DType dtype) throws Exception {
        try (Tensor all = Tensor.empty(dtype, Device.CPU, SIDE, SIDE);
                Tensor bias = Tensor.empty(dtype, Device.CPU, SIDE)) {
            for (Tensor each : List.of(all, bias)) {
                each.access(0, each.count(), 1 << 20, (part, from) -> {
                    for (int i = 0; part.hasRemaining(); i++) {
                        if (dtype.size() == 1) {
                            part.put((byte) i);
                        } else {
                            part.putShort((short) i);
                        }
                    }
                });
            }
            Path file = folder.resolve(dtype + ".safetensors");
            SafetensorsWriter.write(file, Map.of("x.weight", all, "x.bias", bias), Map.of());
            return file;
        }
    }

    private static StoredModel model(Path file) throws Exception {
        return StoredModel.of(Checkpoint.open(file), Layout.same("",
                List.of(Map.of("x.weight", List.of(SIDE, SIDE), "x.bias", List.of(SIDE)))));
    }

    /** What torch converts when it loads is what it always was. */
    @ParameterizedTest
    @CsvSource({"F8_E4M3,F32", "F8_E4M3,BF16", "F8_E4M3,F16", "F8_E5M2,F32", "F8_E5M2,BF16", "F16,F32", "BF16,F32"})
    void whatIsConvertedAtUseIsWhatTorchConverts(DType stored, DType dtype) throws Exception {
        StoredModel model = model(file(stored));
        try (Weights kept = model.load(model.names(), Device.CPU, dtype, Progress.NONE);
                Weights plain = model.loadPlain(model.names(), Device.CPU, dtype, Progress.NONE);
                Tensor expected = plain.get("x.weight");
                Tensor found = Program.load(Blocks.STORED).call("matrix", kept, "x.weight", dtype.number())) {
            assertEquals(List.of("x.bias", "x.weight." + stored), kept.names().stream().sorted().toList());
            assertEquals(dtype, found.dtype());
            assertArrayEquals(expected.floats(), found.floats());
            long bytes = SIDE * SIDE * stored.size() + SIDE * dtype.size();
            assertEquals(bytes, kept.bytes());
            assertEquals(bytes, model.memory(model.names()).bytes(dtype));
            try (Tensor ids = Tensor.of(new long[] {3, 0, 255, 3}, 2, 2);
                    Tensor rows = Program.load(Blocks.STORED).call("rows", ids, kept, "x.weight");
                    Tensor third = expected.slice(0, 255, 256); Tensor row = rows.slice(0, 1, 2).slice(1, 0, 1)) {
                assertArrayEquals(new long[] {2, 2, SIDE}, rows.shape());
                assertArrayEquals(third.floats(), row.floats());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"F16,F16", "F16,BF16", "BF16,F16"})
    void whatIsAsWideAsItIsComputedWithBecomesIt(DType stored, DType dtype) throws Exception {
        StoredModel model = model(file(stored));
        try (Weights kept = model.load(model.names(), Device.CPU, dtype, Progress.NONE)) {
            assertEquals(List.of("x.bias", "x.weight"), kept.names().stream().sorted().toList());
        }
    }

    /** Only the bias, which is converted, takes memory of its own. */
    @Test
    void matricesOfLargeFilesAreMapped() throws Exception {
        System.setProperty(MAP_FROM, "0");
        StoredModel model = model(file(DType.F8_E4M3));
        try (Weights kept = model.load(model.names(), Device.CPU, DType.F32, Progress.NONE)) {
            assertTrue(kept.mapped());
            kept.verifyUnchanged();
        }
    }
}
