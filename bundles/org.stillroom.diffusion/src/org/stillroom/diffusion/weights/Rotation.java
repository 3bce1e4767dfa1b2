// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import com.fasterxml.jackson.databind.JsonNode;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/**
 * ComfyUI's "convrot": rows were multiplied by a Hadamard matrix, a group of numbers at a time, before they were
 * quantised, and have to be once more. (Format: comfy-kitchen, tensor/int8.py)
 *
 * @param group numbers that are rotated together, a power of 4; 1 if none are
 */
record Rotation(int group) {

    private static final int USUAL = 256;
    private static final int MOST = 4096;
    private static final String GROUP = "convrot_groupsize";

    static Rotation of(StoredLayer layer) throws CheckpointException {
        if (!layer.isOf(DType.I8)) {
            return new Rotation(1);
        }
        JsonNode said = layer.comfy();
        JsonNode params = said.path("params").isObject() ? said.path("params") : said;
        boolean rotated = said.path("format").asText().startsWith("convrot") || said.path("convrot").asBoolean()
                || params.path("convrot").asBoolean();
        if (!rotated) {
            return new Rotation(1);
        }
        int group = (params.has(GROUP) ? params : said).path(GROUP).asInt(USUAL);
        boolean power = group >= 4 && group <= MOST && Integer.bitCount(group) == 1
                && Integer.numberOfTrailingZeros(group) % 2 == 0;
        if (!power) {
            throw layer.problem(GROUP + " is " + group + ", expected a power of 4 up to " + MOST);
        }
        return new Rotation(group);
    }

    /** Checks that rows are whole groups. */
    void require(StoredLayer layer, long width) throws CheckpointException {
        if (width % group != 0) {
            throw layer.problem("rows of " + width + " numbers are no multiple of " + GROUP + " " + group);
        }
    }

    /** What tells programs of it by its sizes: [1, 0, group]. */
    Tensor tensor(Device device) {
        return Tensor.empty(DType.U8, device, 1, 0, group);
    }
}
