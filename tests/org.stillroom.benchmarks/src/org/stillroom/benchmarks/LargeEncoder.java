// SPDX-License-Identifier: EPL-2.0
package org.stillroom.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/**
 * Opens, loads and runs an encoder of T5-XXL's size with made-up float16 weights, 9.5 GB of them in 24 layers, and
 * prints times and memory. One policy a process, because peak memory is the process's.
 */
public final class LargeEncoder {

    private static final int TURNS = 5;

    private LargeEncoder() {}

    /** @param arguments {@code write FOLDER LAYERS}, or {@code open|keep|stream|compare FOLDER F32|BF16|I8 TOKENS} */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        if (arguments[0].equals("write")) {
            write(folder, Integer.parseInt(arguments[2]));
        } else if (arguments[0].equals("compare")) {
            compare(folder, DType.valueOf(arguments[2]), Integer.parseInt(arguments[3]));
        } else {
            measure(arguments[0], folder, DType.valueOf(arguments[2]), Integer.parseInt(arguments[3]));
        }
    }

    private static void measure(String policy, Path folder, DType dtype, int tokens) throws Exception {
        long start = System.nanoTime();
        Checkpoint checkpoint = Checkpoint.open(folder);
        double opened = seconds(start);
        // three columns
        String encoded = " | |";
        if (!policy.equals("open")) {
            try (T5Encoder encoder = policy.equals("keep") ? T5Encoder.load(folder, Device.CPU, dtype, Progress.NONE)
                    : T5Encoder.open(folder, Residence.Policy.STREAM, Device.CPU, dtype, Progress.NONE)) {
                double loaded = seconds(start);
                long first = System.nanoTime();
                try (Tensor output = encoder.encode(List.of(Collections.nCopies(tokens, 5)), Progress.NONE)) {
                    encoded = String.format(" loaded %.1f s | %d tokens in %.1f s | finite %s", loaded, tokens,
                            seconds(first), output.finite());
                }
            }
        }
        System.out.printf("| %s, %s | %.1f GB in %d tensors opened in %.3f s |%s | peak %,d MiB "
                + "| without mapped files %,d MiB | heap %,d MiB |%n",
                policy, dtype, checkpoint.bytes() / 1e9, checkpoint.names().size(), opened, encoded, Memory.peak(),
                Memory.anonymous(), Memory.heap());
    }

    /** How much longer a prompt takes with streamed weights whose file is in the system's cache; median of turns. */
    private static void compare(Path folder, DType dtype, int tokens) throws Exception {
        double[] kept = new double[TURNS];
        double[] streamed = new double[TURNS];
        double[] ratios = new double[TURNS];
        try (T5Encoder keep = T5Encoder.load(folder, Device.CPU, dtype, Progress.NONE);
                T5Encoder stream = T5Encoder.open(folder, Residence.Policy.STREAM, Device.CPU, dtype, Progress.NONE)) {
            for (int i = -1; i < TURNS; i++) {
                double with = encode(keep, tokens);
                double without = encode(stream, tokens);
                if (i >= 0) {
                    kept[i] = with;
                    streamed[i] = without;
                    ratios[i] = without / with;
                }
            }
        }
        for (double[] each : List.of(kept, streamed, ratios)) {
            Arrays.sort(each);
        }
        System.out.printf(Locale.ROOT, "| %s, %d tokens | kept %.2f s | streamed %.2f s | ratio %.2f |%n", dtype,
                tokens, kept[TURNS / 2], streamed[TURNS / 2], ratios[TURNS / 2]);
    }

    private static double encode(T5Encoder encoder, int tokens) throws Exception {
        long start = System.nanoTime();
        encoder.encode(List.of(Collections.nCopies(tokens, 5)), Progress.NONE).close();
        return seconds(start);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void write(Path folder, int layers) throws IOException {
        Files.createDirectories(folder);
        ObjectMapper json = new ObjectMapper();
        json.writeValue(folder.resolve("config.json").toFile(), json.createObjectNode()
                .put("model_type", "t5").put("d_model", XxlTensors.WIDTH).put("d_kv", 64)
                .put("d_ff", XxlTensors.FEED_FORWARD)
                .put("num_layers", layers).put("num_heads", 64).put("vocab_size", XxlTensors.WORDS)
                .put("feed_forward_proj", "gated-gelu").put("is_encoder_decoder", false)
                .set("architectures", json.createArrayNode().add("T5EncoderModel")));
        XxlFile.F16.write(folder.resolve("model.safetensors"), layers);
    }
}
