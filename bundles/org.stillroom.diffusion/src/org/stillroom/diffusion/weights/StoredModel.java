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
                forms.stream().filter(form -> form.recognises(name)).findFirst().orElseThrow().require(name);
            }
        }
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
            DType stored = checkpoint.info(layout.slices(name).get(0).name()).dtype();
            bytes += parameters(name) * stored.size();
        }
        return bytes;
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
        List<String> others = names.stream().filter(layout::isReshaped).toList();
        return others.isEmpty() ? loaded : reshaped(loaded, others);
    }

    /** Small matrices that are stored as convolutions, as the program wants them. */
    private Weights reshaped(Weights loaded, List<String> others) {
        try (loaded) {
            Map<String, Tensor> tensors = loaded.shared();
            for (String name : others) {
                tensors.compute(name, (unused, tensor) -> {
                    try (tensor) {
                        return tensor.reshape(sizes(name));
                    }
                });
            }
            return Weights.adopt(tensors, loaded.files());
        }
    }

    private long[] sizes(String name) {
        return layout.shape(name).stream().mapToLong(Long::longValue).toArray();
    }
}
