// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.List;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/**
 * Quantized checkpoints whose numbers mean something only together with scales stored beside them, such as the "fp8
 * scaled" files of ComfyUI. Their weights have the usual names and shapes, so without this check they would be computed
 * with as they are, and give noise.
 */
public final class ScaledWeights {

    private static final List<String> MARKS =
            List.of("scale_weight", "weight_scale", "weight_scale_inv", "scaled_fp8", "comfy_quant");

    private ScaledWeights() {}

    /** @throws CheckpointException if there are scales */
    public static void refuse(Checkpoint checkpoint) throws CheckpointException {
        if (checkpoint.names().stream().anyMatch(name -> MARKS.stream().anyMatch(name::endsWith))) {
            throw new CheckpointException(checkpoint.path() + " holds scaled fp8 weights, which are not supported; "
                    + "use the fp16, bf16 or plain fp8 file of the same model.");
        }
    }
}
