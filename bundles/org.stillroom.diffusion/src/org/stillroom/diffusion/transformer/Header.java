// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.transformer;

import java.util.List;
import org.stillroom.torch.Checkpoint;
import org.stillroom.torch.CheckpointException;

/** Names and shapes of a single file's tensors, without the prefix that all-in-one checkpoints have. */
record Header(Checkpoint checkpoint, String prefix) {

    private static final String IN_CHECKPOINTS = "model.diffusion_model.";

    static Header of(Checkpoint checkpoint) {
        boolean prefixed = checkpoint.names().stream().anyMatch(name -> name.startsWith(IN_CHECKPOINTS));
        return new Header(checkpoint, prefixed ? IN_CHECKPOINTS : "");
    }

    boolean has(String name) {
        return checkpoint.has(prefix + name);
    }

    boolean hasAny(String start) {
        String whole = prefix + start;
        return checkpoint.names().tailSet(whole).stream().limit(1).anyMatch(name -> name.startsWith(whole));
    }

    List<Long> shape(String name, int dimensions) throws CheckpointException {
        if (!has(name)) {
            throw problem("tensor " + prefix + name + " is missing; the file is not complete");
        }
        List<Long> shape = checkpoint.info(prefix + name).shape();
        if (shape.size() != dimensions || shape.stream().anyMatch(size -> size < 1 || size > 1 << 24)) {
            throw problem("tensor " + prefix + name + " has shape " + shape + ", which no such model has");
        }
        return shape;
    }

    int size(String name, int dimensions, int dimension) throws CheckpointException {
        return shape(name, dimensions).get(dimension).intValue();
    }

    /** How many numbered blocks there are: one more than the highest number below 1000. */
    int count(String start) {
        int count = 0;
        for (int i = 0; i < 1000; i++) {
            if (hasAny(start + i + ".")) {
                count = i + 1;
            }
        }
        return count;
    }

    /** Name of the file that may hold the config. */
    String configName() {
        String file = checkpoint.path().getFileName().toString();
        int dot = file.lastIndexOf('.');
        return (dot > 0 ? file.substring(0, dot) : file) + ".json";
    }

    CheckpointException problem(String what) {
        return new CheckpointException(checkpoint.path() + ": " + what + ".");
    }
}
