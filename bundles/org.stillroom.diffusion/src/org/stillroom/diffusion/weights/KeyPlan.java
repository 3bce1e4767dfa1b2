// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Slice;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Weights;

/**
 * Where each tensor of the layout that a model is computed in (mostly diffusers') lies in a file of another layout, as
 * ranges of rows, so that fused tensors are cut and chunks swapped while they are mapped, without a copy.
 */
public final class KeyPlan {

    private static final List<String> BOTH = List.of(".weight", ".bias");

    private final String prefix;
    private final SortedMap<String, List<Long>> shapes;
    private final SortedMap<String, List<Slice>> slices = new TreeMap<>();
    private final SortedMap<String, List<Long>> stored = new TreeMap<>();

    /**
     * @param prefix of every stored name, such as {@code model.diffusion_model.}
     * @param shapes of the tensors, by the names that the model is computed with
     */
    public KeyPlan(String prefix, SortedMap<String, List<Long>> shapes) {
        this.prefix = prefix;
        this.shapes = shapes;
    }

    /** The same layout under a prefix. */
    public static KeyPlan same(String prefix, SortedMap<String, List<Long>> shapes) {
        KeyPlan plan = new KeyPlan(prefix, shapes);
        shapes.keySet().forEach(name -> plan.tensor(name, name));
        return plan;
    }

    /** A tensor stored as it is. */
    public void tensor(String target, String source) {
        tensor(target, source, shapes.get(target));
    }

    /** A tensor with the same numbers in another shape, such as a 1x1 convolution for a matrix. */
    public void tensor(String target, String source, List<Long> storedShape) {
        add(target, Slice.whole(prefix + source));
        stored.put(prefix + source, storedShape);
    }

    /** Weight and bias of a layer. */
    public void linear(String target, String source) {
        BOTH.forEach(part -> tensor(target + part, source + part));
    }

    /** Weights and biases of several layers, stored one after another as one layer. */
    public void split(String source, String block, String... targets) {
        for (String part : BOTH) {
            long row = 0;
            for (String target : targets) {
                String name = block + target + part;
                add(name, Slice.rows(prefix + source + part, row, row + rows(name)));
                row += rows(name);
            }
            store(source + part, block + targets[0] + part, row);
        }
    }

    /** Weight and bias with halves exchanged: (shift, scale) as stored becomes diffusers' (scale, shift). */
    public void swap(String target, String source) {
        for (String part : BOTH) {
            String name = prefix + source + part;
            long rows = rows(target + part);
            slices.put(target + part, List.of(Slice.rows(name, rows / 2, rows), Slice.rows(name, 0, rows / 2)));
            store(source + part, target + part, rows);
        }
    }

    /**
     * Loads the tensors, after a check that the file holds all of them in the shapes that they must have, as
     * floating-point numbers.
     *
     * @param cancelCheck throws to stop
     * @return weights by the names that the model is computed with
     * @throws CheckpointException if a tensor or shard is missing, or has another shape or number format
     */
    public Weights load(Checkpoint checkpoint, Device device, DType dtype, Runnable cancelCheck)
            throws CheckpointException {
        checkpoint.require(stored);
        FloatWeights.require(checkpoint, stored.keySet());
        return WeightLoader.load(checkpoint, slices, device, dtype, cancelCheck);
    }

    private void add(String target, Slice slice) {
        slices.put(target, List.of(slice));
    }

    private void store(String source, String like, long rows) {
        List<Long> shape = new ArrayList<>(shapes.get(like));
        shape.set(0, rows);
        stored.put(prefix + source, shape);
    }

    private long rows(String target) {
        return shapes.get(target).get(0);
    }
}
