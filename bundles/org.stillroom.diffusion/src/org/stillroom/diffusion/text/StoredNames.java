// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.stillroom.diffusion.weights.FloatWeights;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.Slice;

/** Under which names a checkpoint stores the tensors of a text encoder, and whether they are what the model needs. */
final class StoredNames {

    private StoredNames() {}

    /**
     * What stands before a name that only one tensor of the model has.
     *
     * @param unique end of the name, such as {@code encoder.final_layer_norm.weight}
     * @param what for messages, such as {@code T5 encoder}
     */
    static String prefix(Checkpoint checkpoint, String unique, String what) throws CheckpointException {
        List<String> found = checkpoint.names().stream()
                .filter(name -> name.equals(unique) || name.endsWith("." + unique))
                .toList();
        if (found.size() != 1) {
            throw new CheckpointException(checkpoint.path() + " does not look like a " + what + ": "
                    + (found.isEmpty() ? "it has no tensor named …" + unique : "it has several: " + found)
                    + "; choose the file or folder of a " + what + ".");
        }
        return found.get(0).substring(0, found.get(0).length() - unique.length());
    }

    /**
     * How to load a model part by part, after a check of names, shapes and number formats of all parts.
     *
     * @param parts shapes by name
     * @param stored gives the name under which the checkpoint has a tensor
     */
    static List<Map<String, List<Slice>>> plans(Checkpoint checkpoint, List<Map<String, List<Long>>> parts,
            UnaryOperator<String> stored) throws CheckpointException {
        Map<String, List<Long>> expected = new TreeMap<>();
        parts.forEach(part -> part.forEach((name, shape) -> expected.put(stored.apply(name), shape)));
        checkpoint.require(expected);
        FloatWeights.require(checkpoint, expected.keySet());
        return parts.stream().map(part -> plan(part.keySet(), stored)).toList();
    }

    private static Map<String, List<Slice>> plan(Set<String> names, UnaryOperator<String> stored) {
        Map<String, List<Slice>> plan = new LinkedHashMap<>();
        names.forEach(name -> plan.put(name, List.of(Slice.whole(stored.apply(name)))));
        return plan;
    }
}
