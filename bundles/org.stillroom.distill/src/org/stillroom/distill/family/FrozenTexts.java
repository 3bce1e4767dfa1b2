// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** What a frozen encoder gives for the captions of all samples: computed once, kept in half precision. */
final class FrozenTexts {

    /** What the encoder gives for the captions. */
    static final String TEXT = "text";
    /** What that of the family to start from gives for the plain captions of the same samples. */
    static final String SHOWN = "shown";

    private FrozenTexts() {
    }

    /** In half precision, as the encoder is shipped: what is trained on is then what is drawn with. */
    static Weights rounded(Weights average, T5Config config, Device device) {
        Map<String, Tensor> rounded = new LinkedHashMap<>();
        try {
            for (String name : config.shapes().keySet()) {
                try (Tensor full = average.get(name); Tensor half = full.to(Device.CPU, DType.F16)) {
                    rounded.put(name, half.to(Device.CPU, DType.F32));
                }
            }
            return Weights.trainable(rounded, device, DType.F32);
        } finally {
            rounded.values().forEach(Tensor::close);
        }
    }

    /** What tells an encoder from others. */
    static String fingerprint(Weights encoder) {
        try (Tensor table = encoder.get("shared.weight")) {
            return Integer.toHexString(Arrays.hashCode(table.floats()));
        }
    }

    /**
     * Encodes prompts, some at a time.
     *
     * @param t5 stays the caller's
     * @param ids tokens of a prompt, by its number
     * @param progress told of each that is done
     * @return [count, tokens, width], float16 on the CPU
     */
    static Tensor encode(T5Encoder t5, IntFunction<List<Integer>> ids, int count, IntConsumer progress)
            throws CheckpointException {
        List<Tensor> parts = new ArrayList<>();
        try {
            for (int first = 0; first < count; first += Latents.BATCH) {
                int next = Math.min(count, first + Latents.BATCH);
                try (Tensor text = t5.encode(IntStream.range(first, next).mapToObj(ids).toList(), Progress.NONE)) {
                    parts.add(text.to(Device.CPU, DType.F16));
                }
                progress.accept(next);
            }
            return Tensor.cat(0, parts);
        } finally {
            parts.forEach(Tensor::close);
        }
    }

    static void write(Path file, Map<String, Tensor> texts, Map<String, String> settings) throws IOException {
        SafetensorsWriter.write(file, texts, settings);
    }

    /**
     * The texts of all samples, by name; the caller closes them.
     *
     * @throws TrainingException if the file was made with other settings
     */
    static List<Tensor> read(Path file, List<String> names, Map<String, String> settings)
            throws CheckpointException {
        Checkpoint checkpoint = Checkpoint.open(file);
        Latents.requireSame(file, checkpoint, settings);
        try (Weights loaded = WeightLoader.load(checkpoint, WeightLoader.whole(names), Device.CPU, DType.F16,
                Progress.NONE)) {
            return names.stream().map(loaded::get).toList();
        }
    }
}
