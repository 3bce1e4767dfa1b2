// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.distill.training.Initial;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;
import org.stillroom.world.World;

/**
 * A family to start another one from: its autoencoder is used as it is, and its transformer, but for what reads the
 * text, is where the new one begins.
 *
 * @param folder in diffusers' layout
 */
record StartFamily(Path folder) {

    /** It reads what another encoder gives. */
    private static final String READS_TEXT = "context_embedder.";
    private static final String LAST_LAYER = "proj_out.weight";

    /** @throws CheckpointException if it is of other sizes */
    Weights vae(VaeConfig config, Device device) throws CheckpointException {
        Checkpoint checkpoint = Checkpoint.open(folder.resolve("vae"));
        checkpoint.require(config.shapes());
        return load(checkpoint, config.shapes().keySet().stream().toList(), device);
    }

    Latents.Scale scale() throws CheckpointException {
        ConfigFile config = ConfigFile.read(folder.resolve("vae/config.json"));
        return new Latents.Scale(config.number("scaling_factor", 1), config.number("shift_factor", 0));
    }

    /**
     * Puts its transformer in place of what was made.
     *
     * @throws CheckpointException if it is of other sizes
     */
    void put(FluxConfig config, Initial made) throws CheckpointException {
        SortedMap<String, List<Long>> shapes = new TreeMap<>(config.shapes());
        shapes.keySet().removeIf(name -> name.startsWith(READS_TEXT));
        Checkpoint checkpoint = transformer();
        checkpoint.require(shapes);
        try (Weights found = load(checkpoint, List.copyOf(shapes.keySet()), Device.CPU)) {
            found.names().forEach(name -> made.put(name, found.get(name)));
        }
    }

    /**
     * Its whole transformer, which computes as one of the other sizes does.
     *
     * @throws TrainingException if it is of other sizes, but for the width of the text
     */
    Weights transformer(FluxConfig config, Device device) throws CheckpointException {
        if (!(TransformerFile.open(folder).config() instanceof FluxConfig found)
                || !found.equals(new FluxConfig(config.inChannels(), config.numLayers(), config.numSingleLayers(),
                        config.attentionHeadDim(), config.numAttentionHeads(), found.jointAttentionDim(),
                        config.pooledProjectionDim(), config.guidanceEmbeds(), config.axesDimsRope()))) {
            throw new TrainingException("The transformer of " + folder + " is of other sizes than " + config
                    + "; start from another family, or from none.");
        }
        return load(transformer(), List.copyOf(found.shapes().keySet()), device);
    }

    /**
     * What its encoder gives for plain captions of samples 0 to count - 1.
     *
     * @param progress told of each that is done
     * @return [count, tokens, width], float16 on the CPU
     */
    Tensor texts(World world, int count, Device device, IntConsumer progress) throws CheckpointException {
        int tokens = TextTokenizer.usualLength(folder.resolve("tokenizer_2"));
        try (TextTokenizer tokenizer = TextTokenizer.open(folder.resolve("tokenizer_2"));
                T5Encoder encoder = T5Encoder.load(folder.resolve("text_encoder_2"), device, DType.F32,
                        Progress.NONE)) {
            return FrozenTexts.encode(encoder, index -> tokenizer.encode(world.scene(index).caption(), tokens), count,
                    progress);
        }
    }

    /** What tells it from others. */
    Map<String, String> texts() throws CheckpointException {
        try (Weights found = load(transformer(), List.of(LAST_LAYER), Device.CPU);
                Tensor layer = found.get(LAST_LAYER)) {
            return Map.of("start", scale() + " " + Integer.toHexString(Arrays.hashCode(layer.floats())));
        }
    }

    private Checkpoint transformer() throws CheckpointException {
        return Checkpoint.open(folder.resolve("transformer"));
    }

    private static Weights load(Checkpoint checkpoint, List<String> names, Device device) throws CheckpointException {
        try (Weights loaded = WeightLoader.load(checkpoint, WeightLoader.whole(names), device, DType.F32,
                Progress.NONE)) {
            return loaded.trainable(device, DType.F32);
        }
    }
}
