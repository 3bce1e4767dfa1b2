// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * NF4 and FP4 of bitsandbytes: two codes in a byte, the high half first, and a scale (absmax) for every so many
 * numbers, counted without regard to rows. Scales may be quantised as well. (Format: bitsandbytes, functional.py,
 * QuantState)
 */
record CodeForm(Checkpoint checkpoint) implements WeightForm {

    static final Program.Library LIBRARY = new Program.Library("bnb", CodeForm.class, "bnb.py");
    private static final String STATE = ".quant_state.bitsandbytes__";
    private static final List<String> TYPES = List.of("nf4", "fp4");

    @Override
    public boolean recognises(String stored) {
        return TYPES.stream().anyMatch(type -> checkpoint.has(stored + STATE + type));
    }

    private String type(String stored) {
        return TYPES.stream().filter(type -> checkpoint.has(stored + STATE + type)).findFirst().orElseThrow();
    }

    @Override
    public void require(String stored) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, stored);
        for (String end : List.of(".absmax", ".quant_map")) {
            if (!checkpoint.has(stored + end)) {
                throw layer.problem("tensor " + stored + end + " is missing");
            }
        }
        if (checkpoint.info(stored + ".quant_map").count() != 16) {
            throw layer.problem("tensor " + stored + ".quant_map has " + checkpoint.info(stored + ".quant_map").count()
                    + " numbers, expected 16");
        }
        state(stored);
    }

    /** What the file says of the numbers, once it is known to fit what is stored. */
    private CodeState state(String stored) throws CheckpointException {
        StoredLayer layer = new StoredLayer(checkpoint, stored);
        return CodeState.of(layer, layer.text(stored + STATE + type(stored)));
    }

    @Override
    public String label(String stored) {
        return "bitsandbytes " + type(stored).toUpperCase(Locale.ROOT);
    }

    @Override
    public long count(String stored) throws CheckpointException {
        return 2 * checkpoint.info(stored).bytes();
    }

    @Override
    public List<Long> shape(String stored) throws CheckpointException {
        return state(stored).shape();
    }

    @Override
    public List<Long> storedShape(String stored, List<Long> shape) throws CheckpointException {
        return state(stored).shape().equals(shape) ? checkpoint.info(stored).shape() : shape;
    }

    @Override
    public long bytes(Wanted wanted) throws CheckpointException {
        return state(wanted.stored()).bytes(wanted);
    }

    @Override
    public Map<String, Tensor> read(Wanted wanted, WeightLoader loader, DType dtype) throws CheckpointException {
        return state(wanted.stored()).read(wanted, loader);
    }
}
