// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.torch.Slice;

/**
 * Where each tensor of diffusers' layout lies in a file of another layout, as ranges of rows, so that fused tensors are
 * cut and chunks swapped while they are mapped, without a copy.
 */
final class KeyPlan {

    private static final List<String> BOTH = List.of(".weight", ".bias");

    private final String prefix;
    private final SortedMap<String, List<Long>> shapes;
    private final SortedMap<String, List<Slice>> slices = new TreeMap<>();
    private final SortedMap<String, List<Long>> stored = new TreeMap<>();

    /**
     * @param prefix of every stored name, such as {@code model.diffusion_model.}
     * @param shapes of the tensors in diffusers' layout
     */
    KeyPlan(String prefix, SortedMap<String, List<Long>> shapes) {
        this.prefix = prefix;
        this.shapes = shapes;
    }

    /** The same layout under a prefix. */
    static KeyPlan same(String prefix, SortedMap<String, List<Long>> shapes) {
        KeyPlan plan = new KeyPlan(prefix, shapes);
        shapes.keySet().forEach(name -> plan.tensor(name, name));
        return plan;
    }

    void tensor(String target, String source) {
        add(target, Slice.whole(prefix + source));
        stored.put(prefix + source, shapes.get(target));
    }

    /** Weight and bias. */
    void linear(String target, String source) {
        BOTH.forEach(part -> tensor(target + part, source + part));
    }

    /** Weights and biases of several layers, stored one after another as one layer. */
    void split(String source, String block, String... targets) {
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
    void swap(String target, String source) {
        for (String part : BOTH) {
            String name = prefix + source + part;
            long rows = rows(target + part);
            slices.put(target + part, List.of(Slice.rows(name, rows / 2, rows), Slice.rows(name, 0, rows / 2)));
            store(source + part, target + part, rows);
        }
    }

    /** Slices by name in diffusers' layout. */
    Map<String, List<Slice>> slices() {
        return slices;
    }

    /** What the file must hold, by stored name. */
    SortedMap<String, List<Long>> stored() {
        return stored;
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
