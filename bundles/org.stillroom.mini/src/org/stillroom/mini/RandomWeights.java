// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.torch.Tensor;

/**
 * Random tensors by name. Each depends on the seed, the model and its own name only. The numbers come from
 * {@link Random}, whose algorithm is a part of Java's specification, so they are the same everywhere.
 */
final class RandomWeights implements AutoCloseable {

    /** Binomial weights of a 3 x 3 neighbourhood: smooth, so that a random decoder paints shapes instead of grain. */
    private static final float[] SMOOTH = {1, 2, 1, 2, 4, 2, 1, 2, 1};
    private static final float SMOOTH_NORM = 6;

    private final SortedMap<String, Tensor> tensors = new TreeMap<>();
    private final String model;
    private final long seed;

    RandomWeights(String model, long seed) {
        this.model = model;
        this.seed = seed;
    }

    SortedMap<String, Tensor> tensors() {
        return Collections.unmodifiableSortedMap(tensors);
    }

    /** Normal numbers around {@code mean}. */
    void normal(String name, double mean, double spread, long... shape) {
        float[] values = new float[Math.toIntExact(count(shape))];
        Random random = random(name);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + spread * random.nextGaussian());
        }
        tensors.put(name, Tensor.of(values, shape));
    }

    /** All elements the same. */
    void constant(String name, float value, long... shape) {
        float[] values = new float[Math.toIntExact(count(shape))];
        Arrays.fill(values, value);
        tensors.put(name, Tensor.of(values, shape));
    }

    /** A linear layer's weight and bias; with gain 1 outputs are about as large as inputs. */
    void linear(String prefix, int out, int in, double gain) {
        normal(prefix + ".weight", 0, gain / Math.sqrt(in), out, in);
        normal(prefix + ".bias", 0, 0.1 * gain, out);
    }

    /** A normalisation's weight and bias, which change nothing. */
    void norm(String prefix, int width) {
        constant(prefix + ".weight", 1, width);
        constant(prefix + ".bias", 0, width);
    }

    /**
     * A linear layer whose outputs come in groups that are almost alike.
     *
     * @param out outputs, a multiple of {@code group}
     */
    void groupedLinear(String prefix, int out, int in, int group, double gain) {
        float[] values = new float[out * in];
        Random random = random(prefix);
        for (int first = 0; first < out; first += group) {
            for (int column = 0; column < in; column++) {
                double common = random.nextGaussian();
                for (int row = first; row < first + group; row++) {
                    double detail = 0.2 * random.nextGaussian();
                    values[row * in + column] = (float) (gain / Math.sqrt(in) * (common + detail));
                }
            }
        }
        tensors.put(prefix + ".weight", Tensor.of(values, out, in));
        constant(prefix + ".bias", 0, out);
    }

    /** A 3 x 3 convolution that smooths and mixes channels at random. */
    void smoothConv(String prefix, int out, int in, double gain) {
        smoothConv(prefix, mix(prefix, out, in, gain), in);
        normal(prefix + ".bias", 0, 0.1 * gain, out);
    }

    /** The same, so balanced that inputs that are all alike give 0. */
    void balancedSmoothConv(String prefix, int out, int in, double gain) {
        double[] mix = mix(prefix, out, in, gain);
        for (int row = 0; row < out; row++) {
            double mean = Arrays.stream(mix, row * in, (row + 1) * in).average().orElse(0);
            for (int column = 0; column < in; column++) {
                mix[row * in + column] -= mean;
            }
        }
        smoothConv(prefix, mix, in);
        constant(prefix + ".bias", 0, out);
    }

    private double[] mix(String prefix, int out, int in, double gain) {
        Random random = random(prefix + " mix");
        double[] mix = new double[out * in];
        for (int pair = 0; pair < mix.length; pair++) {
            mix[pair] = gain / Math.sqrt(in) * random.nextGaussian();
        }
        return mix;
    }

    private void smoothConv(String prefix, double[] mix, int in) {
        float[] values = new float[mix.length * SMOOTH.length];
        Random random = random(prefix);
        for (int i = 0; i < values.length; i++) {
            double detail = 1 + 0.3 * random.nextGaussian();
            values[i] = (float) (mix[i / SMOOTH.length] * detail * SMOOTH[i % SMOOTH.length] / SMOOTH_NORM);
        }
        tensors.put(prefix + ".weight", Tensor.of(values, mix.length / in, in, 3, 3));
    }

    private Random random(String name) {
        return new Random(seed * 1_000_003 + (model + "/" + name).hashCode());
    }

    private static long count(long[] shape) {
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        return count;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
