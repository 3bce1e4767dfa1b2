// SPDX-License-Identifier: EPL-2.0
package org.stillroom.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/**
 * Loads and runs an encoder of T5-XXL's size from a file in one format, and prints times, memory, and what it costs
 * that weights stay as they are stored: of a step, the part that a step of one layer takes longer than with float32
 * weights. One format a process, because peak memory is the process's.
 */
public final class StoredEncoder {

    private static final int TURNS = 5;

    private StoredEncoder() {}

    /** @param arguments {@code write FOLDER FORMAT LAYERS}, or {@code measure FOLDER FORMAT LAYERS TOKENS} */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        XxlFile format = XxlFile.valueOf(arguments[2]);
        int layers = Integer.parseInt(arguments[3]);
        if (arguments[0].equals("write")) {
            format.write(format.in(folder, layers), layers);
            format.write(format.in(folder, 1), 1);
            System.out.println(format.in(folder, layers));
        } else {
            measure(format, folder, layers, Integer.parseInt(arguments[4]));
        }
    }

    private static void measure(XxlFile format, Path folder, int layers, int tokens) throws Exception {
        Path file = format.in(folder, layers);
        long start = System.nanoTime();
        String row;
        try (T5Encoder encoder = T5Encoder.load(file, Device.CPU, DType.F32, Progress.NONE)) {
            double loaded = seconds(start);
            double first = encode(encoder, tokens);
            double second = encode(encoder, tokens);
            row = String.format(Locale.ROOT, "| Stillroom, %s | %.2f | %.2f | %.1f | %.1f | %,d | %,d |", format,
                    Files.size(file) / 1e9, loaded, first, second, Memory.peak(), Memory.anonymous());
        }
        System.out.printf(Locale.ROOT, "%s %.0f %% |%n", row, 100 * share(format.in(folder, 1), tokens));
    }

    /** Median over turns of the part of a step that dequantising takes. */
    private static double share(Path file, int tokens) throws Exception {
        StoredModel model = T5Files.open(file).model();
        List<String> names = model.names();
        try (T5Encoder stored = T5Encoder.load(file, Device.CPU, DType.F32, Progress.NONE);
                T5Encoder plain = T5Encoder.of("plain", stored.config(), Residence.of(
                        model.loadPlain(names, Device.CPU, DType.F32, Progress.NONE)), Device.CPU)) {
            double[] shares = new double[TURNS];
            for (int i = -1; i < TURNS; i++) {
                double with = encode(stored, tokens);
                double without = encode(plain, tokens);
                if (i >= 0) {
                    shares[i] = 1 - without / with;
                }
            }
            Arrays.sort(shares);
            return shares[TURNS / 2];
        }
    }

    private static double encode(T5Encoder encoder, int tokens) throws Exception {
        long start = System.nanoTime();
        try (Tensor states = encoder.encode(List.of(Collections.nCopies(tokens, 5)), Progress.NONE)) {
            if (!states.finite()) {
                throw new IllegalStateException("It gives numbers that are not finite.");
            }
            return seconds(start);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
