// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stillroom.torch.formats.BlockType;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.TensorInfo;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * Numbers that GGUF packs in blocks. Matrices stay packed, and are unpacked where they are used; what else there is, is
 * small.
 */
record BlockForm(Checkpoint checkpoint) implements WeightForm {

    static final Program.Library LIBRARY = new Program.Library("gguf", BlockForm.class, "gguf.py");

    /** What gguf.py knows. */
    private static final Set<BlockType> READ = EnumSet.of(BlockType.Q4_0, BlockType.Q4_1, BlockType.Q5_0,
            BlockType.Q5_1, BlockType.Q8_0, BlockType.Q2_K, BlockType.Q3_K, BlockType.Q4_K, BlockType.Q5_K,
            BlockType.Q6_K, BlockType.IQ4_NL, BlockType.IQ4_XS, BlockType.TQ1_0, BlockType.TQ2_0, BlockType.MXFP4,
            BlockType.NVFP4);

    @Override
    public boolean recognises(String stored) throws CheckpointException {
        return checkpoint.info(stored).blocks().isPresent();
    }

    @Override
    public void require(String stored) throws CheckpointException {
        BlockType type = checkpoint.info(stored).blocks().orElseThrow();
        if (!READ.contains(type)) {
            throw new CheckpointException(checkpoint.path() + " stores " + stored + " as type " + type.number() + " ("
                    + type + "), which is not read; choose the model in one of "
                    + READ.stream().map(BlockType::name).collect(Collectors.joining(", ")) + ".");
        }
    }

    @Override
    public String label(String stored) throws CheckpointException {
        return checkpoint.info(stored).format();
    }

    @Override
    public Map<String, Tensor> read(Wanted wanted, WeightLoader loader, DType dtype) throws CheckpointException {
        TensorInfo info = checkpoint.info(wanted.stored());
        Tensor packed = loader.read(wanted.slices(), DType.U8);
        if (packed.shape().length == 2) {
            return Map.of("." + info.format(), packed);
        }
        long row = info.storedShape().getLast();
        try (packed) {
            return Map.of("." + info.format(), packed.reshape(packed.count() / row, row));
        }
    }
}
