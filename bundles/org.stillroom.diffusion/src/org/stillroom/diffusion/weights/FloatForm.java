// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.Map;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.TensorInfo;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * Floating-point numbers as they are. Matrices in a narrower type than they are computed with stay in it, and are
 * converted where they are used. Integers are quantized, and mean nothing without their scales.
 */
record FloatForm(Checkpoint checkpoint) implements WeightForm {

    static final Program.Library LIBRARY = new Program.Library("floats", FloatForm.class, "floats.py");

    @Override
    public boolean recognises(String stored) {
        return true;
    }

    @Override
    public void require(String stored) throws CheckpointException {
        TensorInfo info = checkpoint.info(stored);
        if (!info.dtype().floating()) {
            throw new CheckpointException(checkpoint.path() + " stores " + stored + " as " + info.dtype()
                    + ", expected float32, float16, bfloat16 or float8; fetch the model in one of these formats.");
        }
    }

    @Override
    public String label(String stored) throws CheckpointException {
        return checkpoint.info(stored).format();
    }

    @Override
    public Memory memory(Wanted wanted) throws CheckpointException {
        int stored = checkpoint.info(wanted.stored()).dtype().size();
        return wanted.matrix() ? Memory.plain(wanted.count(), stored) : Memory.plain(wanted.count());
    }

    @Override
    public Map<String, Tensor> read(Wanted wanted, WeightLoader loader, DType dtype) throws CheckpointException {
        DType stored = checkpoint.info(wanted.stored()).dtype();
        return wanted.keeps(stored, dtype) ? Map.of("." + stored, loader.read(wanted.slices(), stored))
                : Map.of("", loader.read(wanted.slices(), dtype));
    }
}
