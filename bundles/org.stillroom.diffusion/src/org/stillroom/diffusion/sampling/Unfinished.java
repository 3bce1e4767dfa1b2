// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/** Where a sampler stands after a step. What the methods return is the caller's to close. */
public final class Unfinished {

    private final Program program;
    private final Tensor latents;
    private final Tensor velocity;
    private final float sigma;

    /** @param sigma the share of noise that is left in the latents, in [0, 1] */
    Unfinished(Program program, Tensor latents, Tensor velocity, float sigma) {
        this.program = program;
        this.latents = latents;
        this.velocity = velocity;
        this.sigma = sigma;
    }

    /** The latents, noise and all: [batch, channels, height, width], float32 on the CPU. */
    public Tensor latents() {
        return latents.to(Device.CPU, DType.F32);
    }

    /** What the latents will be if the velocity stays as it is: x - sigma v, shaped as the latents. */
    public Tensor estimate() {
        try (Tensor end = program.call("euler", latents, velocity, -sigma)) {
            return end.to(Device.CPU, DType.F32);
        }
    }
}
