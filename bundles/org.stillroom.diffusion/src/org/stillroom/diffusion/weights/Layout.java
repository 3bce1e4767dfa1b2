// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.models.Slice;

/**
 * Where each tensor that a program wants lies in a checkpoint: under which name, and as which rows, so that fused
 * tensors are cut and chunks swapped while they are mapped, without a copy. Tensors are grouped into parts, which a
 * program uses one after another.
 */
public final class Layout {

    private static final List<String> BOTH = List.of(".weight", ".bias");

    private final String prefix;
    private final List<SortedSet<String>> parts = new ArrayList<>();
    private final SortedMap<String, List<Long>> shapes = new TreeMap<>();
    private final SortedMap<String, List<Slice>> slices = new TreeMap<>();
    private final SortedMap<String, List<Long>> stored = new TreeMap<>();
    private final Set<String> reshaped = new HashSet<>();
    private final Set<String> tables = new HashSet<>();
    private final Set<String> lookups = new HashSet<>();

    /**
     * @param prefix of every stored name, such as {@code model.diffusion_model.}
     * @param parts shapes of the tensors, by the names that the program has for them
     */
    public Layout(String prefix, List<? extends Map<String, List<Long>>> parts) {
        this.prefix = prefix;
        for (Map<String, List<Long>> part : parts) {
            this.parts.add(new TreeSet<>(part.keySet()));
            shapes.putAll(part);
        }
    }

    /** The program's names under a prefix. */
    public static Layout same(String prefix, List<? extends Map<String, List<Long>>> parts) {
        return named(parts, name -> prefix + name);
    }

    /**
     * Whole tensors under other names.
     *
     * @param stored gives the name in the checkpoint
     */
    public static Layout named(List<? extends Map<String, List<Long>>> parts, UnaryOperator<String> stored) {
        Layout layout = new Layout("", parts);
        layout.shapes.keySet().forEach(name -> layout.tensor(name, stored.apply(name)));
        return layout;
    }

    /** A tensor stored as it is. */
    public void tensor(String target, String source) {
        tensor(target, source, shapes.get(target));
    }

    /** A tensor with the same numbers in another shape, such as a 1x1 convolution for a matrix. */
    public void tensor(String target, String source, List<Long> storedShape) {
        add(target, Slice.whole(prefix + source));
        stored.put(prefix + source, storedShape);
        if (!storedShape.equals(shapes.get(target))) {
            reshaped.add(target);
        }
    }

    /** A matrix that programs read otherwise than by linear and its like in blocks.py, so that it must lie as it is. */
    public void table(String target) {
        tables.add(target);
    }

    /** A matrix of which programs pick rows, so that no other is computed with: that of tokens. */
    public void lookup(String target) {
        lookups.add(target);
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
     * Some rows of a stored tensor.
     *
     * @param from the first of them
     * @param all rows of the stored tensor
     */
    public void rows(String target, String source, long from, long all) {
        add(target, Slice.rows(prefix + source, from, from + rows(target)));
        store(source, target, all);
    }

    /** Where a checkpoint has a whole tensor only under a name with another end, that one is meant. */
    public void accept(Checkpoint checkpoint, String end, String other) {
        slices.forEach((target, from) -> {
            String name = from.getFirst().name();
            String also = name.substring(0, Math.max(0, name.length() - end.length())) + other;
            if (name.endsWith(end) && !checkpoint.has(name) && checkpoint.has(also)) {
                slices.put(target, List.of(Slice.whole(also)));
                stored.put(also, stored.remove(name));
            }
        });
    }

    /** Names that the program has for the tensors of each part. */
    List<SortedSet<String>> parts() {
        return parts;
    }

    /** Shape that the program wants. */
    List<Long> shape(String target) {
        return shapes.get(target);
    }

    /** Where a tensor lies, one range of rows after another. */
    List<Slice> slices(String target) {
        return slices.get(target);
    }

    /**
     * Rows of a stored tensor that are rows of one of the program's.
     *
     * @param at first row in the program's tensor
     * @param from first row in the stored tensor
     * @param to row after the last one in the stored tensor
     */
    public record Rows(String target, long at, long from, long to) {}

    /**
     * What becomes of a stored tensor.
     *
     * @param shape as stored
     * @param rows in the order of the stored ones
     */
    public record Source(List<Long> shape, List<Rows> rows) {

        public Source {
            shape = List.copyOf(shape);
            rows = List.copyOf(rows);
        }
    }

    /** Every stored tensor by its name, with what becomes of its rows: the way back from {@link #slices}. */
    public SortedMap<String, Source> sources() {
        SortedMap<String, List<Rows>> rows = new TreeMap<>();
        slices.forEach((target, pieces) -> {
            long at = 0;
            for (Slice slice : pieces) {
                List<Long> shape = stored.get(slice.name());
                long to = slice.toRow() != Slice.END ? slice.toRow() : shape.isEmpty() ? 1 : shape.getFirst();
                rows.computeIfAbsent(slice.name(), name -> new ArrayList<>())
                        .add(new Rows(target, at, slice.fromRow(), to));
                at += to - slice.fromRow();
            }
        });
        SortedMap<String, Source> sources = new TreeMap<>();
        rows.forEach((name, pieces) -> {
            pieces.sort(Comparator.comparingLong(Rows::from));
            sources.put(name, new Source(stored.get(name), pieces));
        });
        return sources;
    }

    /** Whether the program reads a tensor by functions alone that know how it may be stored. */
    boolean isMatrix(String target) {
        return shapes.get(target).size() == 2 && !reshaped.contains(target) && !tables.contains(target);
    }

    /** Whether the program only picks rows of a tensor. */
    boolean isLookup(String target) {
        return lookups.contains(target);
    }

    /** Whether the program multiplies with a tensor, by functions alone that know how it may be stored. */
    boolean isFactor(String target) {
        return isMatrix(target) && !lookups.contains(target);
    }

    /** Every stored tensor that is used, with the shape that it must have. */
    public SortedMap<String, List<Long>> stored() {
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
