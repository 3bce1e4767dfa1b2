// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.util.List;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Token ids as an encoder takes them. */
final class TokenRows {

    private TokenRows() {}

    /**
     * @param encoder its name, for messages
     * @return [rows, tokens] int64
     * @throws IllegalArgumentException if there are none, rows differ in length, or an id is not in the vocabulary
     */
    static Tensor tensor(List<List<Integer>> rows, int vocabulary, String encoder, Device device) {
        int tokens = rows.isEmpty() ? 0 : rows.get(0).size();
        if (tokens == 0 || rows.stream().anyMatch(row -> row.size() != tokens)) {
            throw new IllegalArgumentException("Token rows for " + encoder + " have lengths "
                    + rows.stream().map(List::size).toList() + ", expected all the same and not 0.");
        }
        long[] ids = rows.stream().flatMap(List::stream).mapToLong(Integer::longValue).toArray();
        for (long id : ids) {
            if (id < 0 || id >= vocabulary) {
                throw new IllegalArgumentException("Token id " + id + " is not in the vocabulary of " + encoder
                        + ", which has " + vocabulary + " tokens; use the tokenizer that belongs to it.");
            }
        }
        try (Tensor onCpu = Tensor.of(ids, rows.size(), tokens)) {
            return onCpu.to(device, DType.I64);
        }
    }
}
