// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.util.ArrayList;
import java.util.List;
import org.stillroom.torch.runtime.Tensor;

/** Token ids of a golden file as encoders take them. */
final class Encodings {

    private Encodings() {}

    static List<List<Integer>> rows(Tensor ids) {
        long[] all = ids.longs();
        int tokens = (int) ids.size(1);
        List<List<Integer>> rows = new ArrayList<>();
        for (int row = 0; row < ids.size(0); row++) {
            List<Integer> one = new ArrayList<>();
            for (int i = 0; i < tokens; i++) {
                one.add((int) all[row * tokens + i]);
            }
            rows.add(one);
        }
        return rows;
    }
}
