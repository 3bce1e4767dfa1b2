// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * Matrices that are computed with as whole numbers of 8 bits, whatever they are stored as: a quarter of float32's
 * memory and, where processors multiply such numbers, less time; the error is some percent. Elsewhere they are kept
 * so and multiplied as float32. How is in int8.py.
 */
final class Int8 {

    static final Program.Library LIBRARY = new Program.Library("int8", Int8.class, "int8.py");
    private static final String MULTIPLIED = ".EVEN8";
    private static final String UNPACKED = ".EVEN8_UNPACKED";

    private Int8() {}

    /**
     * What stored.py finds under the tensor's name and these ends of names.
     *
     * @param matrix float32; the caller's
     * @param device where they are computed with
     * @return tensors that are the caller's
     */
    static Map<String, Tensor> of(Tensor matrix, Device device) {
        String kind = device.multipliesBytes() ? MULTIPLIED : UNPACKED;
        List<Tensor> parts = Program.load(Blocks.STORED).callList("even", matrix);
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            named.put(i == 0 ? kind : kind + "." + i, parts.get(i));
        }
        return named;
    }
}
