// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.ReturnedMemory;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * A model in a checkpoint: all tensors that its program wants are there, in their shapes and in forms that can be
 * computed with. Whatever the model is, it is checked, loaded and streamed here.
 */
public final class StoredModel {

    private final Checkpoint checkpoint;
    private final Layout layout;
    private final List<WeightForm> forms;

    private StoredModel(Checkpoint checkpoint, Layout layout) {
        this.checkpoint = checkpoint;
        this.layout = layout;
        this.forms = WeightForm.all(checkpoint);
    }

    /**
     * Looks at the headers; no weight is read.
     *
     * @throws CheckpointException if a tensor or shard is missing, or has another shape or number format
     */
    public static StoredModel of(Checkpoint checkpoint, Layout layout) throws CheckpointException {
        requireForms(checkpoint, layout);
        StoredModel model = new StoredModel(checkpoint, layout);
        Map<String, List<Long>> shapes = new TreeMap<>();
        for (Map.Entry<String, List<Long>> each : layout.stored().entrySet()) {
            shapes.put(each.getKey(), !checkpoint.has(each.getKey()) ? each.getValue()
                    : WeightForm.of(model.forms, each.getKey()).storedShape(each.getKey(), each.getValue()));
        }
        checkpoint.require(shapes);
        return model;
    }

    /**
     * Looks only at how the numbers are stored, of those tensors that are there.
     *
     * @throws CheckpointException if one has a number format that cannot be computed with
     */
    public static void requireForms(Checkpoint checkpoint, Layout layout) throws CheckpointException {
        List<WeightForm> forms = WeightForm.all(checkpoint);
        for (String name : layout.stored().keySet()) {
            if (checkpoint.has(name)) {
                WeightForm.of(forms, name).require(name);
            }
        }
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** Names of the stored tensors that the model is made of; what belongs to them, such as scales, is not named. */
    public Set<String> stored() {
        return layout.stored().keySet();
    }

    /** Names that the program has for the tensors, by the parts that it is computed in. */
    public List<SortedSet<String>> parts() {
        return layout.parts();
    }

    /** Names that the program has for the tensors. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        parts().forEach(names::addAll);
        return names;
    }

    /** Numbers in the tensors that the model is computed with. */
    public long parameters() {
        return names().stream().mapToLong(this::parameters).sum();
    }

    /** Numbers in one of the tensors. */
    public long parameters(String name) {
        return layout.shape(name).stream().reduce(1L, Math::multiplyExact);
    }

    /** Bytes of these tensors, as stored. */
    public long bytes() throws CheckpointException {
        long bytes = 0;
        for (String name : names()) {
            Wanted wanted = wanted(name);
            bytes += form(wanted).bytes(wanted);
        }
        return bytes;
    }

    /**
     * Memory that some of the tensors take once they are loaded.
     *
     * @param names that the program has for them
     */
    public Memory memory(Collection<String> names) throws CheckpointException {
        Memory memory = Memory.NONE;
        for (String name : names) {
            Wanted wanted = wanted(name);
            memory = memory.plus(form(wanted).memory(wanted));
        }
        return memory;
    }

    /**
     * What the model takes in memory. Reads headers alone.
     *
     * @param dtype the numbers that are computed with, as for {@link #open}
     */
    public Footprint footprint(Device device, DType dtype) throws CheckpointException {
        boolean maps = WeightLoader.maps(checkpoint, device) && dtype != DType.I8;
        List<Long> sizes = new ArrayList<>();
        Memory all = Memory.NONE;
        long largest = 0;
        for (SortedSet<String> part : layout.parts()) {
            List<String> names = part.stream().filter(name -> !maps || !layout.isLookup(name)).toList();
            Memory memory = memory(names);
            sizes.add(memory.bytes(dtype));
            all = all.plus(memory);
            largest = Math.max(largest, names.stream().filter(layout::isFactor).mapToLong(this::parameters).max()
                    .orElse(0));
        }
        long streamed = 0;
        for (int i = 0; i < sizes.size(); i++) {
            streamed = Math.max(streamed, sizes.get(i) + (i + 1 < sizes.size() ? sizes.get(i + 1) : 0));
        }
        // a matrix is float32 while it is made int8
        long loading = dtype == DType.I8 ? DType.F32.size() * largest : 0;
        return new Footprint(all.bytes(dtype), maps ? all.stored(dtype) : 0, streamed, loading,
                dtype == DType.I8 ? 0 : all.plain(dtype));
    }

    /** Memory of one of the {@link #parts} once it is loaded. */
    public long partBytes(int part, DType dtype) throws CheckpointException {
        return memory(layout.parts().get(part)).bytes(dtype);
    }

    /**
     * Opens the model for computing.
     *
     * @param dtype the numbers that are computed with; {@link DType#I8} for int8 in linear layers and the device's own
     *        in all else
     * @param progress may stop it
     * @throws CheckpointException if the weights cannot be read, or were changed
     */
    public Residence open(Residence.Policy policy, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        return Residence.open(policy, new Residence.Source() {

            @Override
            public int parts() {
                return layout.parts().size();
            }

            @Override
            public Weights load(int part, Progress progress) throws CheckpointException {
                return StoredModel.this.load(layout.parts().get(part), device, dtype, progress);
            }
        }, progress);
    }

    /**
     * Some of the tensors, as one dictionary for programs that read matrices by linear and its like in blocks.py.
     *
     * @param names that the program has for them
     */
    public Weights load(Collection<String> names, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        return load(names, device, dtype, progress, false);
    }

    /** Like {@link #load}, with every tensor under its own name, in the numbers that are computed with. */
    public Weights loadPlain(Collection<String> names, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        return load(names, device, dtype, progress, true);
    }

    private Weights load(Collection<String> names, Device device, DType dtype, Progress progress, boolean plain)
            throws CheckpointException {
        boolean int8 = dtype == DType.I8;
        DType numbers = numbers(dtype, device);
        // the next matrix seldom fits where float32 in between was freed: kept, that would be as much as the model
        try (WeightLoader loader = WeightLoader.open(checkpoint, device, progress); Assembly made = new Assembly();
                ReturnedMemory little = int8 ? ReturnedMemory.open() : null) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (String name : names) {
                Wanted wanted = wanted(name);
                if (plain || !wanted.matrix()) {
                    tensors.put(name, made.add(plain(wanted, loader, numbers)));
                } else {
                    Map<String, Tensor> read = int8 && layout.isFactor(name) ? int8(wanted, loader, device)
                            : form(wanted).read(wanted, loader, numbers);
                    read.forEach((end, tensor) -> tensors.put(name + end, made.add(tensor)));
                }
            }
            return made.finished(Weights.adopt(tensors, loader.mapped()));
        }
    }

    /** What is computed with outside of linear layers. */
    public static DType numbers(DType dtype, Device device) {
        return dtype == DType.I8 ? device.dtype() : dtype;
    }

    private Map<String, Tensor> int8(Wanted wanted, WeightLoader loader, Device device) throws CheckpointException {
        try (Tensor matrix = plain(wanted, loader, DType.F32)) {
            return Int8.of(matrix, device);
        }
    }

    /** The numbers of a tensor in the shape that the program wants. */
    private Tensor plain(Wanted any, WeightLoader loader, DType dtype) throws CheckpointException {
        Wanted wanted = new Wanted(any.slices(), any.shape(), false);
        Tensor numbers = numbers(form(wanted).read(wanted, loader, dtype), dtype);
        long[] sizes = wanted.shape().stream().mapToLong(Long::longValue).toArray();
        if (Arrays.equals(numbers.shape(), sizes)) {
            return numbers;
        }
        try (numbers) {
            return numbers.reshape(sizes);
        }
    }

    private static Tensor numbers(Map<String, Tensor> read, DType dtype) {
        if (read.containsKey("")) {
            return read.get("");
        }
        try (Weights stored = Weights.adopt(read, List.of())) {
            return Program.load(Blocks.STORED).call("matrix", stored, "", dtype.number());
        }
    }

    private Wanted wanted(String name) {
        return new Wanted(layout.slices(name), layout.shape(name), layout.isMatrix(name));
    }

    private WeightForm form(Wanted wanted) throws CheckpointException {
        return WeightForm.of(forms, wanted.stored());
    }
}
