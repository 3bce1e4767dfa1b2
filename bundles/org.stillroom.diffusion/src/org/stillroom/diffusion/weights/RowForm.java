// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.Map;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

/** LLM.int8() of bitsandbytes: int8, and beside it what stands for 127 in each row (SCB). */
record RowForm(Checkpoint checkpoint) implements WeightForm {

    private static final String SCALE = ".SCB";
    private static final String ORDER = ".weight_format";
    private static final String KIND = ".int8";

    @Override
    public boolean recognises(String stored) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, stored);
        return layer.isOf(DType.I8) && layer.has(SCALE);
    }

    @Override
    public void require(String stored) throws CheckpointException {
        Scale.ofRows(new StoredLayer(checkpoint, stored), SCALE);
    }

    @Override
    public String label(String stored) {
        return "bitsandbytes int8";
    }

    @Override
    public long bytes(Wanted wanted) throws CheckpointException {
        return wanted.count() + Scale.ofRows(new StoredLayer(checkpoint, wanted.stored()), SCALE).bytes(wanted);
    }

    @Override
    public Map<String, Tensor> read(Wanted wanted, WeightLoader loader, DType dtype) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, wanted.stored());
        if (layer.has(ORDER) && checkpoint.bytes(layer.name() + ORDER, 0, 1)[0] != 0) {
            throw layer.problem("its numbers are ordered for one kind of processor, and not row by row");
        }
        try (Assembly made = new Assembly()) {
            Tensor numbers = made.add(loader.read(wanted.slices(), DType.I8));
            Tensor scale = made.add(Scale.ofRows(layer, SCALE).read(wanted, layer.info().shape().get(0), loader));
            return made.finished(Map.of(KIND, numbers, KIND + ".1", scale));
        }
    }
}
