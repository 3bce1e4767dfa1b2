// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.Collection;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.TensorInfo;

/** Weights must be stored as floating-point numbers: integers are quantized, and mean nothing without their scales. */
public final class FloatWeights {

    private FloatWeights() {}

    /** @throws CheckpointException naming the first of these tensors that is stored as something else */
    public static void require(Checkpoint checkpoint, Collection<String> names) throws CheckpointException {
        for (String name : names) {
            TensorInfo info = checkpoint.info(name);
            if (!info.dtype().floating()) {
                throw new CheckpointException(checkpoint.path() + " stores " + name + " as " + info.dtype()
                        + ", expected float32, float16, bfloat16 or float8; fetch the model in one of these formats.");
            }
        }
    }
}
