// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import org.stillroom.diffusion.family.flux.FluxTransformer;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.distill.training.Stage;
import org.stillroom.torch.runtime.Program;

/** Loads distill.py, which takes the steps. */
final class DistillProgram {

    private DistillProgram() {
    }

    /** Compiled once. */
    static Program load() {
        return Program.load(DistillProgram.class, "distill.py",
                FluxTransformer.LIBRARY, T5Encoder.LIBRARY,
                new Program.Library("optim", Stage.class, "optim.py"));
    }
}
