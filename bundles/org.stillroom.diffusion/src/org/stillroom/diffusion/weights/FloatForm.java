// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.TensorInfo;

/** Floating-point numbers as they are. Integers are quantized, and mean nothing without their scales. */
record FloatForm(Checkpoint checkpoint) implements WeightForm {

    @Override
    public boolean recognises(String stored) {
        return true;
    }

    @Override
    public void require(String stored) throws CheckpointException {
        TensorInfo info = checkpoint.info(stored);
        if (!info.dtype().floating()) {
            throw new CheckpointException(checkpoint.path() + " stores " + stored + " as " + info.dtype()
                    + ", expected float32, float16, bfloat16 or float8; fetch the model in one of these formats.");
        }
    }
}
