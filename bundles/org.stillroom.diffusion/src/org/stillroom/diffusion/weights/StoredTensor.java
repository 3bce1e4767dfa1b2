// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/** What is known of a stored tensor before it is asked for, for listings. */
public record StoredTensor(Checkpoint checkpoint, String name) {

    /** Ends of names of what belongs to a weight. */
    private static final Pattern BESIDE = Pattern.compile("(.+?)(?:\\.(?:scale_weight|scale_input|input_scale"
            + "|weight_scale(?:_2|_inv)?|comfy_quant|SCB|weight_format|weight\\.absmax|weight\\.quant_map"
            + "|weight\\.nested_absmax|weight\\.nested_quant_map|weight\\.quant_state\\..+))");
    private static final String MARK = "scaled_fp8";

    /** Whether it says something of other tensors: a scale, a text, the mark of a file. */
    public boolean beside() {
        Matcher layer = BESIDE.matcher(name);
        return layer.matches() && checkpoint.has(layer.group(1) + ".weight") || name.equals(MARK)
                || name.endsWith("." + MARK);
    }

    /** Whether its numbers mean something only together with what is beside. */
    public boolean quantised() throws CheckpointException {
        WeightForm form = form();
        return !(form instanceof FloatForm || form instanceof BlockForm);
    }

    /** Name for people of what its numbers are stored as, such as {@code BF16} or {@code nvfp4}. */
    public String format() throws CheckpointException {
        return form().label(name);
    }

    /** How many numbers it has; padding may be among them. */
    public long count() throws CheckpointException {
        return form().count(name);
    }

    private WeightForm form() throws CheckpointException {
        List<WeightForm> all = WeightForm.all(checkpoint);
        return WeightForm.of(all, name);
    }
}
