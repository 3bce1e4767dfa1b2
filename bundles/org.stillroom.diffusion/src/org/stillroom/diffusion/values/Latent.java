// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.values;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.stillroom.nodes.contract.Checked;
import org.stillroom.nodes.contract.Showable;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.nodes.contract.Sized;
import org.stillroom.nodes.contract.Spec;
import org.stillroom.nodes.contract.Specified;
import org.stillroom.torch.runtime.Tensor;

/**
 * A batch of latents in diffusion space (scaled and shifted), or of noise.
 *
 * @param samples [batch, channels, height / 8, width / 8], fp32 on the CPU
 */
public record Latent(Tensor samples) implements AutoCloseable, Sized, Checked, Specified, Showable {

    @Override
    public void close() {
        samples.close();
    }

    @Override
    public long bytes() {
        return samples.bytes();
    }

    @Override
    public Optional<String> problem() {
        return NotFinite.problem(Stream.of(samples));
    }

    @Override
    public Shown shown() {
        long[] shape = samples.shape();
        return new Shown.Words(shape.length != 4 ? Arrays.toString(shape) : (shape[0] == 1 ? "" : shape[0] + " times ")
                + shape[3] + " x " + shape[2] + " of " + shape[1] + " channels");
    }

    @Override
    public Optional<Spec> spec(Optional<Spec> said) {
        long[] shape = samples.shape();
        return shape.length != 4 ? said : Optional.of(new Info((int) shape[0], (int) shape[1], (int) shape[3] * 8,
                (int) shape[2] * 8, said.filter(Info.class::isInstance).flatMap(info -> ((Info) info).space())));
    }

    /**
     * @param width of the picture in pixels; 0 if it is not known
     * @param height likewise
     * @param space whose latents they are; empty if that is not known, or for noise
     */
    public record Info(int batch, int channels, int width, int height, Optional<LatentSpace> space) implements Spec {

        /** Of nobody known. */
        public Info(int batch, int channels, int width, int height) {
            this(batch, channels, width, height, Optional.empty());
        }

        /** The same size, as somebody's latents. */
        public Info of(Optional<LatentSpace> owner) {
            return new Info(batch, channels, width, height, owner);
        }
    }
}
