// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * float8 or int8 with a scale beside: ComfyUI's "fp8 scaled" files, old (scale_weight, which may stand beside other
 * numbers as well) and new (weight_scale), and its int8_tensorwise, whose rows may be rotated. Scales of inputs are for
 * programs that quantise these, too.
 */
record ScaledForm(Checkpoint checkpoint) implements WeightForm {

    static final Program.Library LIBRARY =
            new Program.Library("comfy", ScaledForm.class, "comfy.py", FloatForm.LIBRARY);
    private static final String OLD = ".scale_weight";
    static final String SCALE = ".weight_scale";
    private static final String INT8 = "int8_tensorwise";

    @Override
    public boolean recognises(String stored) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, stored);
        return layer.isOf(DType.F8_E4M3, DType.F8_E5M2, DType.I8) && layer.has(SCALE)
                || layer.isOf(DType.F8_E4M3, DType.F8_E5M2, DType.I8, DType.F16, DType.BF16, DType.F32)
                && layer.has(OLD);
    }

    @Override
    public void require(String stored) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, stored);
        scale(layer);
        List<Long> shape = layer.info().shape();
        Rotation.of(layer).require(layer, shape.isEmpty() ? 1 : shape.getLast());
        String format = layer.isOf(DType.I8) ? layer.comfy().path("format").asText(INT8) : INT8;
        if (!format.startsWith("int8")) {
            throw OtherForm.unread(layer, format);
        }
    }

    private static Scale scale(StoredLayer layer) throws CheckpointException {
        return Scale.of(layer, layer.first(OLD, SCALE));
    }

    @Override
    public String label(String stored) throws CheckpointException {
        return new StoredLayer(checkpoint, stored).isOf(DType.I8) ? "int8" : "scaled fp8";
    }

    @Override
    public long bytes(Wanted wanted) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, wanted.stored());
        return layer.info().bytes(wanted.count()) + scale(layer).bytes(wanted);
    }

    @Override
    public Map<String, Tensor> read(Wanted wanted, WeightLoader loader, DType dtype) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, wanted.stored());
        try (Assembly made = new Assembly()) {
            Map<String, Tensor> parts = new HashMap<>();
            Rotation rotation = Rotation.of(layer);
            String kind = rotation.group() == 1 ? ".scaled" : ".rotated";
            parts.put(kind, made.add(inRows(loader.read(wanted.slices(), layer.info().dtype()), wanted.rows())));
            parts.put(kind + ".1", made.add(scale(layer).read(wanted, layer.info().shape().get(0), loader)));
            if (rotation.group() > 1) {
                parts.put(kind + ".2", made.add(rotation.tensor(loader.device())));
            }
            return made.finished(parts);
        }
    }

    private static Tensor inRows(Tensor numbers, long rows) {
        if (numbers.shape().length == 2) {
            return numbers;
        }
        try (numbers) {
            return numbers.reshape(rows, rows == 0 ? 0 : numbers.count() / rows);
        }
    }
}
