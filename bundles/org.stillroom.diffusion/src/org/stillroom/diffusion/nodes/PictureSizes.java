// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.Optional;
import org.stillroom.diffusion.image.PictureFiles;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.torch.models.ModelCache;
import org.stillroom.torch.runtime.Tensor;

/** Sizes that nodes give pictures. */
final class PictureSizes {

    private PictureSizes() {}

    /** What is known of the picture at an input; empty if its size is not. */
    static Optional<Picture.Info> known(ConfigureContext context, String input) {
        return context.input(input, Picture.Info.class)
                .filter(image -> image.batch() > 0 && image.width() > 0 && image.height() > 0);
    }

    static Picture.Info of(Tensor pixels) {
        return new Picture.Info((int) pixels.size(0), (int) pixels.size(3), (int) pixels.size(2));
    }

    /** The nearest multiple, but never nothing. */
    static int nearest(double size, int multiple) {
        return (int) Math.max(multiple, Math.min(Integer.MAX_VALUE - multiple, Math.round(size / multiple) * multiple));
    }

    /** Reports a size that is too large, at a parameter. */
    static void check(ConfigureContext context, String parameter, Picture.Info image) {
        long pixels = (long) image.width() * image.height();
        if (pixels > PictureFiles.LARGEST) {
            context.error(parameter, "The picture would have " + image.width() + " x " + image.height()
                    + " pixels; at most " + PictureFiles.LARGEST / 1_000_000
                    + " megapixels are made. Make it smaller.");
            return;
        }
        PictureMemory.problem(new Latent.Info(image.batch(), 1, image.width(), image.height()),
                ModelCache.machineMemory()).ifPresent(problem -> context.error(parameter, problem));
    }
}
