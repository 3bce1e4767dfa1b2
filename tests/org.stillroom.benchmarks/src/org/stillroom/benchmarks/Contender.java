// SPDX-License-Identifier: EPL-2.0
package org.stillroom.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Torch;

/**
 * The Java side of bench.py: answers each line of tab-separated words with one line of JSON. Requests are
 * {@code about}, {@code load CASE FOLDER DTYPE}, {@code run CASE FILE} (FILE gets the output, {@code -} for none),
 * {@code unload CASE} and {@code gemm ROWS IN OUT}.
 */
public final class Contender {

    private Contender() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Map<String, Forward> loaded = new HashMap<>();
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            System.out.println(answer(line.split("\t"), loaded));
        }
        for (Forward forward : loaded.values()) {
            forward.close();
        }
    }

    private static String answer(String[] words, Map<String, Forward> loaded) throws Exception {
        switch (words[0]) {
            case "about" -> {
                Torch.start();
                return "{\"about\": \"libtorch " + Torch.version() + ", Java " + Runtime.version() + "\"}";
            }
            case "load" -> loaded.put(words[1], Forward.load(words[1], Path.of(words[2]),
                    DType.valueOf(words[3])));
            case "unload" -> loaded.remove(words[1]).close();
            case "gemm" -> {
                return "{\"seconds\": " + Gemm.seconds(Long.parseLong(words[1]), Long.parseLong(words[2]),
                        Long.parseLong(words[3])) + "}";
            }
            case "run" -> {
                return run(loaded.get(words[1]), words[2]);
            }
            default -> throw new IllegalArgumentException("there is no request " + words[0]);
        }
        return "{}";
    }

    private static String run(Forward forward, String file) throws Exception {
        long start = System.nanoTime();
        try (Tensor output = forward.run()) {
            double seconds = (System.nanoTime() - start) / 1e9;
            if (!file.equals("-")) {
                SafetensorsWriter.write(Path.of(file), Map.of("output", output), Map.of());
            }
            return "{\"seconds\": " + seconds + "}";
        }
    }
}
