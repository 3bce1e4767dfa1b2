// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.List;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/**
 * A way in which checkpoints store the numbers of a tensor. A new one is a class here, a line in {@link #ALL}, and what
 * {@code linear} in blocks.py does with it.
 */
interface WeightForm {

    /** Looked through in this order; the last one takes what no other does. */
    List<WeightForm> ALL = List.of(new ScaledForm(), new FloatForm());

    /** @param stored name of a tensor that is there */
    boolean recognises(Checkpoint checkpoint, String stored);

    /** @throws CheckpointException if the tensor cannot be computed with, saying what to use instead */
    void require(Checkpoint checkpoint, String stored) throws CheckpointException;

    /** The form of a stored tensor. */
    static WeightForm of(Checkpoint checkpoint, String stored) {
        return ALL.stream().filter(form -> form.recognises(checkpoint, stored)).findFirst().orElseThrow();
    }
}
