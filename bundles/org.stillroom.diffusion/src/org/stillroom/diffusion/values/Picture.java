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
 * A batch of pictures.
 *
 * @param pixels [batch, 3, height, width] in [0, 1], fp32 on the CPU
 */
public record Picture(Tensor pixels) implements AutoCloseable, Sized, Checked, Specified, Showable {

    @Override
    public void close() {
        pixels.close();
    }

    @Override
    public long bytes() {
        return pixels.bytes();
    }

    @Override
    public Optional<String> problem() {
        return NotFinite.problem(Stream.of(pixels));
    }

    @Override
    public Shown shown() {
        long[] shape = pixels.shape();
        return new Shown.Words(shape.length != 4 ? Arrays.toString(shape) : (shape[0] == 1 ? "a picture of "
                : shape[0] + " pictures of ") + shape[3] + " x " + shape[2] + " pixels");
    }

    @Override
    public Optional<Spec> spec(Optional<Spec> said) {
        long[] shape = pixels.shape();
        return shape.length != 4 ? said : Optional.of(new Info((int) shape[0], (int) shape[3], (int) shape[2]));
    }

    /** In pixels; 0 where a size is not known. */
    public record Info(int batch, int width, int height) implements Spec {}
}
