// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.List;
import java.util.Map;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

/**
 * A way in which a checkpoint stores the numbers of its tensors. A new one is a class here, its place in {@link #all},
 * and what stored.py makes of it.
 */
interface WeightForm {

    /** What a checkpoint may have; looked through in this order, and the last one takes what no other does. */
    static List<WeightForm> all(Checkpoint checkpoint) {
        return List.of(new BlockForm(checkpoint), new CodeForm(checkpoint), new RowForm(checkpoint),
                new TiledForm(checkpoint, TiledForm.Kind.NVFP4), new TiledForm(checkpoint, TiledForm.Kind.MXFP8),
                new RotatedForm(checkpoint), new ScaledForm(checkpoint), new OtherForm(checkpoint),
                new FloatForm(checkpoint));
    }

    /** The checkpoint that is looked at. */
    Checkpoint checkpoint();

    /** The form that a stored tensor has, of all. */
    static WeightForm of(List<WeightForm> all, String stored) throws CheckpointException {
        for (WeightForm form : all) {
            if (form.recognises(stored)) {
                return form;
            }
        }
        throw new IllegalStateException("No form takes " + stored + ".");
    }

    /** @param stored name of a tensor that is there */
    boolean recognises(String stored) throws CheckpointException;

    /** @throws CheckpointException if the tensor cannot be computed with, saying what to use instead */
    void require(String stored) throws CheckpointException;

    /** Name for people of what the numbers are stored as, such as {@code BF16}. */
    String label(String stored) throws CheckpointException;

    /** How many numbers a tensor has, without a look at more than headers. */
    default long count(String stored) throws CheckpointException {
        return checkpoint().info(stored).count();
    }

    /** Shape of the numbers, as far as the checkpoint tells. */
    default List<Long> shape(String stored) throws CheckpointException {
        return checkpoint().info(stored).shape();
    }

    /** Shape that a tensor must be stored in, for numbers of a shape. */
    default List<Long> storedShape(String stored, List<Long> shape) throws CheckpointException {
        return shape;
    }

    /** Bytes of a tensor as it is stored, with all that belongs to it. */
    default long bytes(Wanted wanted) throws CheckpointException {
        return checkpoint().info(wanted.stored()).bytes(wanted.count());
    }

    /** What a tensor takes once it is {@link #read}. */
    default Memory memory(Wanted wanted) throws CheckpointException {
        return wanted.matrix() ? Memory.packed(bytes(wanted), wanted.count())
                : Memory.plain(wanted.count());
    }

    /**
     * Reads a tensor as it stays in memory: what stored.py finds under the tensor's name and these ends of names. What
     * ends in nothing is in the numbers that are computed with; of what else there is, they can be made by stored.py.
     *
     * @param dtype the numbers that are computed with
     * @return tensors that are the caller's
     */
    Map<String, Tensor> read(Wanted wanted, WeightLoader loader, DType dtype) throws CheckpointException;
}
