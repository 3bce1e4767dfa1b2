// SPDX-License-Identifier: EPL-2.0
package org.stillroom.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
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

    private LargeEncoder() {}

    /** @param arguments {@code write FOLDER LAYERS}, or {@code open|keep|stream FOLDER F32|BF16|I8 TOKENS} */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        if (arguments[0].equals("write")) {
            write(folder, Integer.parseInt(arguments[2]));
        } else {
            measure(arguments[0], folder, DType.valueOf(arguments[2]), Integer.parseInt(arguments[3]));
        }
    }

    private static void measure(String policy, Path folder, DType dtype, int tokens) throws Exception {
        long start = System.nanoTime();
        Checkpoint checkpoint = Checkpoint.open(folder);
        double opened = seconds(start);
        String encoded = "";
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
