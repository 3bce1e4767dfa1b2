// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.values;

import java.util.Optional;
import java.util.stream.Stream;
import org.stillroom.nodes.Checked;
import org.stillroom.nodes.Sized;
import org.stillroom.nodes.Spec;
import org.stillroom.torch.Tensor;

/**
 * A batch of latents in diffusion space (scaled and shifted), or of noise.
 *
 * @param samples [batch, channels, height / 8, width / 8], fp32 on the CPU
 */
public record Latent(Tensor samples) implements AutoCloseable, Sized, Checked {

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

    /** @param width of the picture in pixels; @param height likewise; 0 where a size is not known */
    public record Info(int batch, int channels, int width, int height) implements Spec {}
}
