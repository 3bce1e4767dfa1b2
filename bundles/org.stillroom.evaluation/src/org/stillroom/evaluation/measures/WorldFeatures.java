// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.nio.file.Path;
import org.stillroom.diffusion.vae.VaeEncoder;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/**
 * Features for a family that has no network of its own to judge pictures: the latents of its autoencoder, pooled. Each
 * quarter of the picture gives the mean and the standard deviation of each latent channel, so that colours, places and
 * how much is drawn there count. Distances of different autoencoders cannot be compared, nor with FID.
 */
public final class WorldFeatures implements FeatureNetwork {

    /** Quarters along each side. */
    private static final int GRID = 2;
    private static final int STATISTICS = 2;

    private final VaeEncoder encoder;
    private final int channels;

    private WorldFeatures(VaeEncoder encoder, int channels) {
        this.encoder = encoder;
        this.channels = channels;
    }

    /**
     * @param vae folder or file of an autoencoder
     * @throws CheckpointException if it is missing, damaged, or has no encoder
     */
    public static WorldFeatures load(Path vae, Device device, Progress progress) throws CheckpointException {
        VaeFile file = VaeFile.open(vae);
        return new WorldFeatures(file.loadEncoder(device, DType.F32, progress), file.latentChannels());
    }

    @Override
    public String name() {
        return "autoencoder's latents, pooled";
    }

    @Override
    public int width() {
        return STATISTICS * GRID * GRID * channels;
    }

    private Tensor latents(Tensor pictures) {
        try {
            return encoder.encode(pictures, Progress.NONE);
        } catch (CheckpointException e) {
            throw new EvaluationException(e.getMessage(), e);
        }
    }

    /**
     * @param pictures [batch, 3, height, width] in [0, 1], height and width multiples of 16
     * @return [batch, 8 * latent channels]: for each channel and quarter its mean and its standard deviation
     */
    @Override
    public Tensor features(Tensor pictures) {
        Pictures.require(pictures);
        try (Tensor inRange = scaled(pictures); Tensor latents = latents(inRange)) {
            int height = Math.toIntExact(latents.size(2));
            int width = Math.toIntExact(latents.size(3));
            if (height % GRID != 0 || width % GRID != 0) {
                throw new IllegalArgumentException("Pictures of " + pictures.size(3) + " x " + pictures.size(2)
                        + " pixels cannot be cut into quarters of whole latents; give sizes that are multiples of "
                        + pictures.size(2) / height * GRID + ".");
            }
            float[] values = latents.floats();
            int batch = Math.toIntExact(latents.size(0));
            float[] features = new float[batch * width()];
            int at = 0;
            for (int plane = 0; plane < batch * channels; plane++) {
                for (int quarter = 0; quarter < GRID * GRID; quarter++) {
                    int top = quarter / GRID * (height / GRID);
                    int left = quarter % GRID * (width / GRID);
                    pool(values, (plane * height + top) * width + left, width, height / GRID, width / GRID, features,
                            at);
                    at += STATISTICS;
                }
            }
            return Tensor.of(features, batch, width());
        }
    }

    /** Mean and standard deviation of a part of a plane. */
    private static void pool(float[] values, int start, int stride, int rows, int columns, float[] to, int at) {
        double sum = 0;
        for (int i = 0; i < rows * columns; i++) {
            sum += values[start + i / columns * stride + i % columns];
        }
        double mean = sum / (rows * columns);
        double squares = 0;
        for (int i = 0; i < rows * columns; i++) {
            double difference = values[start + i / columns * stride + i % columns] - mean;
            squares += difference * difference;
        }
        to[at] = (float) mean;
        to[at + 1] = (float) Math.sqrt(squares / (rows * columns));
    }

    /** From [0, 1] to [-1, 1]. */
    private static Tensor scaled(Tensor pictures) {
        float[] levels = pictures.floats();
        for (int i = 0; i < levels.length; i++) {
            levels[i] = levels[i] * 2 - 1;
        }
        return Tensor.of(levels, pictures.shape());
    }

    @Override
    public long bytes() {
        return encoder.bytes();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
