// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.Map;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

/**
 * Numbers that mean something only together with what is beside them, and that are not read. They have the usual names,
 * so without this they might be computed with as they are, and give noise.
 */
record OtherForm(Checkpoint checkpoint) implements WeightForm {

    private static final String[] SCALES = {".weight_scale_inv", ".weight_scale", ".weight_scale_2", ".scale_weight"};
    private static final String[] BESIDE =
            {".comfy_quant", ".weight_scale_inv", ".weight_scale", ".weight_scale_2", ".scale_weight"};

    @Override
    public boolean recognises(String stored) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, stored);
        return !plain(stored) && (!layer.first(BESIDE).isEmpty() || !layer.comfy().isMissingNode());
    }

    /** Layers that were left as they are, or that have no scale, may be named among others. */
    private boolean plain(String stored) {
        try {
            StoredLayer layer = new StoredLayer(checkpoint, stored);
            return layer.isOf(DType.F64, DType.F32, DType.F16, DType.BF16)
                    || layer.isOf(DType.F8_E4M3, DType.F8_E5M2) && layer.first(SCALES).isEmpty()
                    && layer.comfy().path("format").asText().startsWith("float8");
        } catch (CheckpointException e) {
            return true;
        }
    }

    @Override
    public void require(String stored) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, stored);
        throw unread(layer, layer.comfy().path("format").asText(layer.info().dtype() + " with "
                + layer.name() + layer.first(BESIDE)));
    }

    static CheckpointException unread(StoredLayer layer, String format) {
        return new CheckpointException(layer.checkpoint().path() + " stores " + layer.weight() + " as " + format
                + ", which is not read; choose the model in float16, bfloat16, fp8 (scaled or not), int8_tensorwise, "
                + "nvfp4, mxfp8 or GGUF.");
    }

    @Override
    public String label(String stored) throws CheckpointException {
        return new StoredLayer(checkpoint, stored).comfy().path("format").asText("ComfyUI quantised");
    }

    @Override
    public long bytes(Wanted wanted) throws CheckpointException {
        return checkpoint.info(wanted.stored()).bytes();
    }

    @Override
    public Map<String, Tensor> read(Wanted wanted, WeightLoader loader, DType dtype) throws CheckpointException {
        require(wanted.stored());
        return Map.of();
    }
}
