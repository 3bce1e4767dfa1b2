// SPDX-License-Identifier: EPL-2.0
package org.stillroom.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.family.flux.FluxTransformer;
import org.stillroom.diffusion.family.sd3.Sd3Config;
import org.stillroom.diffusion.family.sd3.Sd3Transformer;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.torch.runtime.Program;

/**
 * A model that gpu/run.py measures, without weights.
 *
 * @param title for people
 * @param small whether it stands for the large ones where there is no card
 * @param config numbers that the program's calls take, by their names here
 * @param tensors shapes by the names that the program has for them
 */
record MeasuredModel(String name, String title, Program.Library program, boolean small, Map<String, Object> config,
        SortedMap<String, List<Long>> tensors) {

    private static final int VOCABULARY = 32128;
    private static final int BUCKETS = 32;
    private static final int MAX_DISTANCE = 128;

    /** In the order in which they are measured. */
    static List<MeasuredModel> all() {
        List<MeasuredModel> all = new ArrayList<>();
        all.add(t5("t5-xxl", "T5-XXL", false, 4096, 10240, 24, 64));
        all.add(t5("t5-xl", "T5-XL", false, 2048, 5120, 24, 32));
        all.add(t5("t5-large", "T5-Large", false, 1024, 2816, 24, 16));
        all.add(t5("t5-base", "T5-Base", false, 768, 2048, 12, 12));
        all.add(t5("t5-tiny", "a T5 of 3 layers of 128", true, 128, 256, 3, 2));
        all.add(flux("flux-dev", "FLUX.1-dev", false, new FluxConfig(64, 19, 38, 128, 24, 4096, 768, true,
                FluxConfig.AXES_OF_128)));
        all.add(flux("flux-tiny", "a FLUX of 2 + 3 blocks of 256", true, new FluxConfig(64, 2, 3, 128, 2, 128, 64,
                true, FluxConfig.AXES_OF_128)));
        all.add(sd3("sd3.5-large", "SD3.5-large", false, 38, 38, 4096, 2048, 192, 0));
        all.add(sd3("sd3.5-medium", "SD3.5-medium", false, 24, 24, 4096, 2048, 384, 13));
        all.add(sd3("sd3.5-tiny", "an SD3.5 of 4 blocks of 128", true, 4, 2, 128, 64, 32, 2));
        all.add(vae("flux-vae", "FLUX's VAE", false, List.of(128, 256, 512, 512)));
        all.add(vae("vae-tiny", "a VAE of 32 to 64 channels", true, List.of(32, 64, 64, 64)));
        return all;
    }

    private static MeasuredModel t5(String name, String title, boolean small, int dModel, int dFf, int layers,
            int heads) {
        T5Config config = new T5Config(VOCABULARY, dModel, 64, dFf, layers, heads, BUCKETS, MAX_DISTANCE, 1e-6, true,
                OptionalInt.empty());
        return new MeasuredModel(name, title, T5Encoder.LIBRARY, small, Map.of("vocabSize", config.vocabSize(),
                "dModel", dModel, "dKv", config.dKv(), "dFf", dFf, "layers", layers, "heads", heads,
                "maxDistance", MAX_DISTANCE, "epsilon", config.epsilon(), "gated", config.gated()), config.shapes());
    }

    private static MeasuredModel flux(String name, String title, boolean small, FluxConfig config) {
        return new MeasuredModel(name, title, FluxTransformer.LIBRARY, small, Map.of(
                "latentChannels", config.latentChannels(), "numbers", config.numbers(),
                "headDim", config.attentionHeadDim(), "jointAttentionDim", config.jointAttentionDim(),
                "pooledProjectionDim", config.pooledProjectionDim(), "guidanceEmbeds", config.guidanceEmbeds(),
                "axesDimsRope", config.axesDimsRope()), config.shapes());
    }

    private static MeasuredModel sd3(String name, String title, boolean small, int layers, int heads, int joint,
            int pooled, int positions, int dual) {
        Sd3Config config = new Sd3Config(2, 16, layers, 64, heads, joint, pooled, positions, true,
                new TreeSet<>(IntStream.range(0, dual).boxed().toList()));
        return new MeasuredModel(name, title, Sd3Transformer.LIBRARY, small, Map.of(
                "latentChannels", config.latentChannels(), "patchSize", config.patchSize(), "layers", layers,
                "heads", heads, "headDim", config.attentionHeadDim(), "jointAttentionDim", joint,
                "pooledProjectionDim", pooled, "posEmbedMaxSize", positions,
                "dualAttentionLayers", config.dualAttentionLayers()), config.shapes());
    }

    private static MeasuredModel vae(String name, String title, boolean small, List<Integer> channels) {
        VaeConfig config = new VaeConfig(16, channels, 2, 32, 0.3611, 0.1159, false, false, true);
        return new MeasuredModel(name, title, VaeConfig.LIBRARY, small, Map.of(
                "latentChannels", config.latentChannels(), "blockOutChannels", channels,
                "layersPerBlock", config.layersPerBlock(), "normNumGroups", config.normNumGroups(),
                "scalingFactor", config.scalingFactor(), "shiftFactor", config.shiftFactor()), config.shapes());
    }
}
