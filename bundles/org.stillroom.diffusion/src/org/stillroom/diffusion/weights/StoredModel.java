// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.TensorInfo;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.models.Slice;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * A model in a checkpoint: all tensors that its program wants are there, in their shapes and in forms that can be
 * computed with. Whatever the model is, it is checked, loaded and streamed here.
 */
public final class StoredModel {

    private final Checkpoint checkpoint;
    private final Layout layout;

    private StoredModel(Checkpoint checkpoint, Layout layout) {
        this.checkpoint = checkpoint;
        this.layout = layout;
    }

    /**
     * Looks at the headers; no weight is read.
     *
     * @throws CheckpointException if a tensor or shard is missing, or has another shape or number format
     */
    public static StoredModel of(Checkpoint checkpoint, Layout layout) throws CheckpointException {
        requireForms(checkpoint, layout);
        checkpoint.require(layout.stored());
        return new StoredModel(checkpoint, layout);
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
                form(forms, name).require(name);
            }
        }
    }

    private static WeightForm form(List<WeightForm> forms, String name) throws CheckpointException {
        for (WeightForm form : forms) {
            if (form.recognises(name)) {
                return form;
            }
        }
        throw new IllegalStateException("No form takes " + name + ".");
    }

    public Checkpoint checkpoint() {
        return checkpoint;
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
            bytes += info(name).bytes(parameters(name));
        }
        return bytes;
    }

    /**
     * Memory that some of the tensors take once they are loaded.
     *
     * @param numbers that are stored plainly, and become those that are computed with
     * @param packed bytes of those that stay as they are stored
     */
    public record Memory(long numbers, long packed) {

        /** @param dtype the numbers that are computed with */
        public long bytes(DType dtype) {
            return numbers * dtype.size() + packed;
        }
    }

    /** @param names that the program has for them */
    public Memory memory(Collection<String> names) throws CheckpointException {
        long numbers = 0;
        long packed = 0;
        for (String name : names) {
            if (staysPacked(name)) {
                packed += info(name).bytes(parameters(name));
            } else {
                numbers += parameters(name);
            }
        }
        return new Memory(numbers, packed);
    }

    private boolean staysPacked(String name) throws CheckpointException {
        return info(name).blocks().isPresent() && layout.isMatrix(name);
    }

    /**
     * Opens the model for computing.
     *
     * @param dtype the numbers that are computed with
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
     * Some of the tensors, as one dictionary.
     *
     * @param names that the program has for them
     */
    public Weights load(Collection<String> names, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        Map<String, List<Slice>> plan = new LinkedHashMap<>();
        names.forEach(name -> plan.put(name, layout.slices(name)));
        Weights loaded = WeightLoader.load(checkpoint, plan, device, dtype, progress);
        for (String name : names) {
            if (info(name).blocks().isPresent() || isReshaped(name)) {
                return asWanted(loaded, names, dtype);
            }
        }
        return loaded;
    }

    /** What is stored otherwise than the program wants it, as the program wants it. */
    private Weights asWanted(Weights loaded, Collection<String> names, DType dtype) throws CheckpointException {
        try (loaded; Assembly made = new Assembly()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (String name : names) {
                TensorInfo info = info(name);
                Tensor stored = made.add(loaded.get(name));
                if (staysPacked(name)) {
                    tensors.put(BlockForm.packed(name, info.blocks().get()), stored);
                } else if (info.blocks().isPresent()) {
                    try (stored; Tensor rows = BlockForm.unpacked(stored, info, dtype)) {
                        tensors.put(name, made.add(rows.reshape(sizes(name))));
                    }
                } else if (isReshaped(name)) {
                    try (stored) {
                        tensors.put(name, made.add(stored.reshape(sizes(name))));
                    }
                } else {
                    tensors.put(name, stored);
                }
            }
            return made.finished(Weights.adopt(tensors, loaded.files()));
        }
    }

    /** Whether the program wants a tensor in another shape; leading sizes of 1 are lost in GGUF. */
    private boolean isReshaped(String name) throws CheckpointException {
        return layout.isReshaped(name) || info(name).shape().size() != layout.shape(name).size();
    }

    private TensorInfo info(String name) throws CheckpointException {
        return checkpoint.info(layout.slices(name).get(0).name());
    }

    private long[] sizes(String name) {
        return layout.shape(name).stream().mapToLong(Long::longValue).toArray();
    }
}
