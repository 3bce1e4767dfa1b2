// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.List;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/**
 * Names and shapes of a checkpoint's tensors, before any is read.
 *
 * @param prefix what stands before all names that are asked for, such as {@code model.diffusion_model.}; may be empty
 */
public record Header(Checkpoint checkpoint, String prefix) {

    private static final int MOST_BLOCKS = 1000;

    /**
     * A model's tensors in a checkpoint, which may have something in front of all of their names.
     *
     * @param unique end of a name that only one tensor has, such as {@code encoder.final_layer_norm.weight}
     * @param what for messages, such as {@code T5 encoder}
     */
    public static Header around(Checkpoint checkpoint, String unique, String what) throws CheckpointException {
        List<String> found = checkpoint.names().stream()
                .filter(name -> name.equals(unique) || name.endsWith("." + unique))
                .toList();
        if (found.size() != 1) {
            throw new CheckpointException(checkpoint.path() + " does not look like a " + what + ": "
                    + (found.isEmpty() ? "it has no tensor named …" + unique : "it has several: " + found)
                    + "; choose the file or folder of a " + what + ".");
        }
        return new Header(checkpoint, found.get(0).substring(0, found.get(0).length() - unique.length()));
    }

    public boolean has(String name) {
        return checkpoint.has(prefix + name);
    }

    /** Whether there is a name with this beginning. */
    public boolean hasAny(String start) {
        String whole = prefix + start;
        return checkpoint.names().tailSet(whole).stream().limit(1).anyMatch(name -> name.startsWith(whole));
    }

    /** @throws CheckpointException if there is no such tensor, or it has not that many dimensions of a sane size */
    public List<Long> shape(String name, int dimensions) throws CheckpointException {
        if (!has(name)) {
            throw problem("tensor " + prefix + name + " is missing; fetch the whole file again");
        }
        List<Long> shape = WeightForm.of(WeightForm.all(checkpoint), prefix + name).shape(prefix + name);
        if (shape.size() != dimensions || shape.stream().anyMatch(size -> size < 1 || size > ConfigFile.LARGEST)) {
            throw problem("tensor " + prefix + name + " has the shape " + shape + ", expected " + dimensions
                    + " dimensions from 1 to " + ConfigFile.LARGEST + "; fetch the file again");
        }
        return shape;
    }

    /** How many dimensions a tensor has; 0 if it is not there. */
    public int dimensions(String name) throws CheckpointException {
        return has(name) ? checkpoint.info(prefix + name).shape().size() : 0;
    }

    /** One of a tensor's dimensions; otherwise like {@link #shape}. */
    public int size(String name, int dimensions, int dimension) throws CheckpointException {
        return shape(name, dimensions).get(dimension).intValue();
    }

    /**
     * How many numbered blocks there are: one more than the highest number below 1000, so that a block missing among
     * them is missed later.
     */
    public int count(String start) {
        int count = 0;
        for (int i = 0; i < MOST_BLOCKS; i++) {
            if (hasAny(start + i + ".")) {
                count = i + 1;
            }
        }
        return count;
    }

    /**
     * A problem with this checkpoint, as an exception.
     *
     * @param what a sentence without its period
     */
    public CheckpointException problem(String what) {
        return new CheckpointException(checkpoint.path() + ": " + what + ".");
    }
}
