// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.List;
import java.util.Map;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

/**
 * Numbers that mean something only together with a scale stored beside them, such as those of ComfyUI's "fp8 scaled"
 * files. They have the usual names and shapes, so without this they would be computed with as they are, and give noise.
 *
 * @param float8 whether all float8 tensors of the checkpoint are scaled, whatever their scales are called
 */
record ScaledForm(Checkpoint checkpoint, boolean float8) implements WeightForm {

    private static final String WEIGHT = ".weight";
    /** In place of {@code weight}. */
    private static final List<String> SCALES =
            List.of(".scale_weight", ".weight_scale", ".weight_scale_inv", ".comfy_quant");
    /** Stands for a whole file. */
    private static final String OF_THE_FILE = "scaled_fp8";

    /** Looks through the names once. */
    static ScaledForm in(Checkpoint checkpoint) {
        return new ScaledForm(checkpoint, checkpoint.names().stream().anyMatch(name -> name.endsWith(OF_THE_FILE)));
    }

    @Override
    public boolean recognises(String stored) {
        if (!stored.endsWith(WEIGHT)) {
            return false;
        }
        String layer = stored.substring(0, stored.length() - WEIGHT.length());
        return SCALES.stream().anyMatch(scale -> checkpoint.has(layer + scale))
                || float8 && isFloat8(stored);
    }

    private boolean isFloat8(String stored) {
        try {
            DType dtype = checkpoint.info(stored).dtype();
            return dtype == DType.F8_E4M3 || dtype == DType.F8_E5M2;
        } catch (CheckpointException e) {
            // a type that this program does not know, which whoever reads it says
            return false;
        }
    }

    @Override
    public void require(String stored) throws CheckpointException {
        throw new CheckpointException(checkpoint.path() + " holds scaled fp8 weights, which are not supported; "
                + "use the fp16, bf16 or plain fp8 file of the same model.");
    }

    @Override
    public long bytes(Wanted wanted) throws CheckpointException {
        throw new IllegalStateException("It is refused.");
    }

    @Override
    public Map<String, Tensor> read(Wanted wanted, WeightLoader loader, DType dtype) {
        throw new IllegalStateException("It is refused.");
    }
}
