// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.evaluation.report.Policy;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

class RandomEncoderTest {

    private static final EncoderSize TINY = new EncoderSize("tiny", "Tiny", 64, 96, 3, 2, true);

    @TempDir
    Path folder;

    /** Counts of transformers' T5EncoderModel; DistillT5's projection adds two matrices to the paper's Base. */
    @ParameterizedTest
    @CsvSource({"small,35332800", "base,109628544", "large,341231104", "xl,1223527424", "xxl,4762310656",
        "base-projected,129551488"})
    void sizesAreThoseOfThePaper(String id, long parameters) {
        assertEquals(parameters, EncoderSize.of(id).orElseThrow().parameters());
    }

    @ParameterizedTest
    @CsvSource({"F32,true", "BF16,true", "F32,false", "BF16,false"})
    void whatIsWrittenEncodes(DType dtype, boolean projected) throws Exception {
        EncoderSize size = new EncoderSize("tiny", "Tiny", 64, 96, 3, 2, projected);
        RandomEncoder.write(folder, size, dtype, Progress.NONE);
        var model = T5Files.open(folder).model();
        assertEquals(size.parameters(), model.parameters());
        assertEquals(RandomEncoder.bytes(size, dtype), Files.size(folder.resolve("model.safetensors"))
                - headerBytes(folder.resolve("model.safetensors")));
        try (T5Encoder encoder = T5Encoder.load(folder, Device.CPU, DType.F32, Progress.NONE);
                Tensor text = encoder.encode(List.of(Collections.nCopies(7, 3)), Progress.NONE)) {
            assertArrayEquals(new long[] {1, 7, projected ? 4096 : 64}, text.shape());
            double sum = 0;
            for (float value : text.floats()) {
                sum += Math.abs(value);
            }
            assertTrue(Double.isFinite(sum) && sum > 0, "sum " + sum);
        }
    }

    @Test
    void theSameOneIsWrittenAgainAndAWholeOneIsLeftAlone() throws Exception {
        RandomEncoder.write(folder, TINY, DType.BF16, Progress.NONE);
        byte[] first = Files.readAllBytes(folder.resolve("model.safetensors"));
        Progress never = () -> {
            throw new CancellationException("nothing is to be written");
        };
        RandomEncoder.write(folder, TINY, DType.BF16, never);
        Path half = Files.write(folder.resolve(".model.safetensors.half.part"), new byte[7]);
        Files.delete(folder.resolve("model.safetensors"));
        assertThrows(CancellationException.class, () -> RandomEncoder.write(folder, TINY, DType.BF16, never));
        assertFalse(Files.exists(folder.resolve("model.safetensors")));
        RandomEncoder.write(folder, TINY, DType.BF16, Progress.NONE);
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("model.safetensors")));
        assertFalse(Files.exists(half), "what a process that was killed left takes no room");
    }

    @Test
    void aMeasurementHasAllItsNumbersAndComesBackFromItsJson() throws Exception {
        RandomEncoder.write(folder, EncoderSize.ALL.getFirst(), DType.BF16, Progress.NONE);
        CostMeasurement one = new CostMeasurement(EncoderSize.ALL.getFirst(), CostFormat.BF16, Policy.STREAMED, 4,
                Device.CPU);
        CostRow row = one.measure(folder, Progress.NONE);
        assertEquals("small bf16 streamed", row.measured().key());
        assertEquals(35_332_800, row.parameters());
        assertTrue(row.file() >= 2 * row.parameters() && row.encode() > 0 && row.fastest() <= row.encode()
                && row.encode() <= row.slowest() && row.weights() > 0, row.toString());
        assertEquals(row, CostResult.of(row.json()).orElseThrow());
        String svg = CostChart.svg(List.of(row));
        assertTrue(svg.contains("small bf16 streamed") && svg.endsWith("</svg>\n"), svg);
        assertTrue(one.tooLarge(one.memory()).isEmpty() && one.needed()
                < new CostMeasurement(EncoderSize.ALL.getLast(), CostFormat.FP32, Policy.KEPT, 4, Device.CPU).needed());
    }

    private static long headerBytes(Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            return 8 + ByteBuffer.wrap(in.readNBytes(8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
        }
    }
}
