// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.List;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/**
 * A way in which a checkpoint stores the numbers of its tensors. A new one is a class here, a line in {@link #all}, and
 * what {@code linear} in blocks.py does with it.
 */
interface WeightForm {

    /** What a checkpoint may have; looked through in this order, and the last one takes what no other does. */
    static List<WeightForm> all(Checkpoint checkpoint) {
        return List.of(new BlockForm(checkpoint), ScaledForm.in(checkpoint), new FloatForm(checkpoint));
    }

    /** @param stored name of a tensor that is there */
    boolean recognises(String stored) throws CheckpointException;

    /** @throws CheckpointException if the tensor cannot be computed with, saying what to use instead */
    void require(String stored) throws CheckpointException;
}
