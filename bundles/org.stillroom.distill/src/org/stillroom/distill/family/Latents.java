// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;
import org.stillroom.world.Sample;
import org.stillroom.world.World;

/**
 * Samples of the world as the transformer sees them, computed once: latents, in diffusion space, and token ids.
 *
 * @param latents [N, channels, rows, columns], float16, mean 0 and standard deviation 1 over all
 * @param ids [N, tokens], int64
 * @param scale how they came from the autoencoder's
 */
record Latents(Tensor latents, Tensor ids, Scale scale) implements AutoCloseable {

    /** Samples that are encoded at once. */
    static final int BATCH = 64;
    /** More tokens than any caption has letters. */
    private static final int LONGEST = 512;
    private static final String SCALING = "scaling_factor";
    private static final String SHIFT = "shift_factor";

    /** How the autoencoder's latents come to mean 0 and deviation 1: (mean - shift) * scaling. */
    record Scale(double scalingFactor, double shiftFactor) {
    }

    /** What makes latents of samples. */
    record Maker(World world, Autoencoder autoencoder, TextTokenizer tokenizer, int tokens) {

        /** Unscaled means of samples' latents. */
        private Tensor encode(List<Sample> samples) {
            return autoencoder.encode(samples.stream().map(Sample::picture).toList());
        }

        /** @throws TrainingException if the caption does not fit: what is cut off may be what is to be seen */
        private List<Integer> row(String caption) {
            int needed = tokenizer.encode(caption, LONGEST).indexOf(SpanCorruption.END) + 1;
            if (needed > tokens) {
                throw new TrainingException("The caption \"" + caption + "\" has " + needed
                        + " tokens with the end token, and prompts have " + tokens
                        + "; let them have more: --tokens " + Math.ceilDiv(needed, 16) * 16 + " or above.");
            }
            return tokenizer.encode(caption, tokens);
        }

        /** From the first samples. */
        Scale scale(int count) {
            double sum = 0;
            double squares = 0;
            long elements = 0;
            for (long first = 0; first < count; first += BATCH) {
                try (Tensor encoded = encode(samples(first, BATCH))) {
                    for (float value : encoded.floats()) {
                        sum += value;
                        squares += value * (double) value;
                        elements++;
                    }
                }
            }
            double mean = sum / elements;
            return new Scale(1 / Math.sqrt(squares / elements - mean * mean), mean);
        }

        List<Sample> samples(long first, int count) {
            return LongStream.range(first, first + count).mapToObj(world::sample).toList();
        }
    }

    /**
     * Makes the latents of samples 0 to count - 1.
     *
     * @param count a multiple of 64
     * @param progress told how many samples are done
     */
    static Latents make(Maker maker, Scale scale, int count, Progress progress) {
        List<Tensor> latents = new ArrayList<>();
        long[] ids = new long[count * maker.tokens()];
        Program program = FlowModel.program();
        try {
            for (int first = 0; first < count; first += BATCH) {
                progress.checkCancelled();
                List<Sample> samples = maker.samples(first, BATCH);
                try (Tensor encoded = maker.encode(samples)) {
                    latents.add(program.call("scaled", encoded, scale.scalingFactor(), scale.shiftFactor()));
                }
                for (int i = 0; i < BATCH; i++) {
                    List<Integer> row = maker.row(samples.get(i).caption());
                    for (int t = 0; t < row.size(); t++) {
                        ids[(first + i) * maker.tokens() + t] = row.get(t);
                    }
                }
                progress.progress(first + BATCH, count);
            }
            return new Latents(Tensor.cat(0, latents), Tensor.of(ids, count, maker.tokens()), scale);
        } finally {
            latents.forEach(Tensor::close);
        }
    }

    /** Token ids of a sample. */
    List<Integer> row(int index) {
        try (Tensor one = ids.slice(0, index, index + 1)) {
            return LongStream.of(one.longs()).mapToObj(Math::toIntExact).toList();
        }
    }

    void write(Path file, Map<String, String> settings) throws IOException {
        Map<String, String> texts = new TreeMap<>(settings);
        texts.put(SCALING, Double.toString(scale.scalingFactor()));
        texts.put(SHIFT, Double.toString(scale.shiftFactor()));
        SafetensorsWriter.write(file, Map.of("latents", latents, "ids", ids), texts);
    }

    /** @throws TrainingException if the file was made with other settings */
    static Latents read(Path file, Map<String, String> settings) throws CheckpointException {
        Checkpoint checkpoint = Checkpoint.open(file);
        requireSame(file, checkpoint, settings);
        try (Weights loaded = WeightLoader.load(checkpoint, WeightLoader.whole(List.of("latents", "ids")), Device.CPU,
                DType.F16, Progress.NONE)) {
            Map<String, String> texts = checkpoint.metadata();
            return new Latents(loaded.get("latents"), loaded.get("ids"), new Scale(
                    Double.parseDouble(texts.get(SCALING)), Double.parseDouble(texts.get(SHIFT))));
        }
    }

    /** @throws TrainingException if the file was made with other settings */
    static void requireSame(Path file, Checkpoint checkpoint, Map<String, String> settings) {
        settings.forEach((name, wanted) -> {
            String found = checkpoint.metadata().getOrDefault(name, "not given");
            if (!wanted.equals(found)) {
                throw new TrainingException(file + " was made with " + name + " " + found + ", not " + wanted
                        + ". Remove it to make it anew.");
            }
        });
    }

    @Override
    public void close() {
        latents.close();
        ids.close();
    }
}
