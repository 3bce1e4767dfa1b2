// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.torch.runtime.Tensor;

/**
 * Weights to start a training from, by name. Each depends on the seed and its own name only; the numbers come from
 * {@link Random}, whose algorithm is a part of Java's specification, so they are the same everywhere. Biases start as 0
 * and norms as 1; matrices are normal with a spread of gain / sqrt(inputs).
 */
public final class Initial implements AutoCloseable {

    /** A convolution after SiLU with this gain gives about as much as it gets. */
    private static final double AFTER_SILU = 1.4;
    /** What ends a residual branch starts small, so that the network starts as almost nothing but its skips. */
    private static final double BRANCH_END = 0.1;
    /** Added to a logit with a spread of 1: four fifths of the attention, among 16 tokens. */
    private static final float NEAR = 4;

    private static final String POSITIONS = "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight";

    private static final String PROJECTION = "final_projection.";

    private final Map<String, Tensor> tensors = new TreeMap<>();

    private Initial() {
    }

    /** Gain of a matrix or convolution by its name. */
    private interface Gain {
        double of(String name);
    }

    /** An autoencoder. */
    public static Initial vae(VaeConfig config, long seed) {
        return make(config.shapes(), seed, name -> {
            if (name.contains(".conv1.")) {
                return AFTER_SILU;
            }
            return name.contains(".conv2.") || name.contains(".to_out.") || name.startsWith("decoder.conv_out.")
                    ? BRANCH_END : 1;
        });
    }

    /** A FLUX transformer; modulations and the output start as 0 (https://arxiv.org/abs/2212.09748). */
    public static Initial flux(FluxConfig config, long seed) {
        return make(config.shapes(), seed, name -> name.endsWith(".linear.weight") || name.equals("proj_out.weight")
                ? 0 : 1);
    }

    /**
     * A T5 encoder, spread as transformers' {@code T5PreTrainedModel} with {@code initializer_factor} 1, and its
     * projection if it has one, with the variance of PyTorch's {@code nn.Linear}.
     */
    public static Initial t5(T5Config config, long seed) {
        return t5(config, config.shapes(), seed);
    }

    /** A T5 encoder's projection alone; nothing if it has none. */
    public static Initial projection(T5Config config, long seed) {
        Map<String, List<Long>> shapes = new TreeMap<>(config.shapes());
        shapes.keySet().removeIf(name -> !name.startsWith(PROJECTION));
        return t5(config, shapes, seed);
    }

    private static Initial t5(T5Config config, Map<String, List<Long>> shapes, long seed) {
        return make(shapes, seed, name -> {
            if (name.endsWith("Attention.q.weight")) {
                return 1 / Math.sqrt(config.dKv());
            }
            if (name.startsWith(PROJECTION)) {
                return 1 / Math.sqrt(3);
            }
            if (name.endsWith(".relative_attention_bias.weight")) {
                return Math.sqrt(config.heads() / (double) config.dModel());
            }
            return name.equals("shared.weight") ? Math.sqrt(config.dModel()) : 1;
        });
    }

    /**
     * A T5 encoder that looks near: three of four heads begin by looking most at one token, the one before, the one
     * after, two before and so on. FLUX gives text tokens no positions, so the order of words comes from the encoder's.
     */
    public static Initial t5LookingNear(T5Config config, long seed) {
        Initial made = t5(config, seed);
        made.put(POSITIONS, near(config.buckets(), config.heads()));
        return made;
    }

    /**
     * What a T5 has beside its encoder, spread in the same way; but the logits start with a spread of 1.
     *
     * @param shapes by transformers' names
     */
    public static Initial decoder(T5Config config, Map<String, List<Long>> shapes, long seed) {
        return t5(config, shapes, seed);
    }

    /** [buckets, heads]; a bucket of the lower half is a distance backwards, of the upper half forwards. */
    private static Tensor near(int buckets, int heads) {
        float[] bias = new float[buckets * heads];
        int forwards = buckets / 2;
        // beyond a quarter of all buckets, one has several distances
        int exact = buckets / 4;
        int looking = 0;
        for (int head = 0; head < heads; head++) {
            if (head % 4 < 3) {
                int distance = 1 + looking / 2 % Math.max(1, exact - 1);
                bias[((looking % 2 == 0 ? 0 : forwards) + distance) * heads + head] = NEAR;
                looking++;
            }
        }
        return Tensor.of(bias, buckets, heads);
    }

    /** Takes a weight in place of one made here, if there is one; it is closed with this. */
    public void put(String name, Tensor value) {
        Tensor before = tensors.put(name, value);
        if (before != null) {
            before.close();
        }
    }

    private static Initial make(Map<String, List<Long>> shapes, long seed, Gain gain) {
        Initial made = new Initial();
        shapes.forEach((name, sizes) -> {
            long[] shape = sizes.stream().mapToLong(Long::longValue).toArray();
            float[] values = new float[Math.toIntExact(sizes.stream().reduce(1L, Math::multiplyExact))];
            if (shape.length == 1) {
                Arrays.fill(values, name.endsWith(".bias") ? 0 : 1);
            } else {
                double spread = gain.of(name) / Math.sqrt(values.length / (double) shape[0]);
                Random random = new Random(seed * 1_000_003 + name.hashCode());
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (spread * random.nextGaussian());
                }
            }
            made.tensors.put(name, Tensor.of(values, shape));
        });
        return made;
    }

    /** By name; closed with this. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
