// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/** Between the range of pictures, [0, 1], and that of autoencoders, [-1, 1]. */
public final class PictureRange {

    private PictureRange() {}

    /** @return a new tensor of the same shape, clamped to [0, 1] */
    public static Tensor toPicture(Tensor decoded) {
        return program().call("to_picture", decoded);
    }

    /** @return a new tensor of the same shape, in [-1, 1] */
    public static Tensor fromPicture(Tensor pixels) {
        return program().call("from_picture", pixels);
    }

    private static Program program() {
        return Program.load(VaeConfig.LIBRARY);
    }
}
