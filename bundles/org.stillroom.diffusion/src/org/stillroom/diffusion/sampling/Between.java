// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import java.util.Optional;
import org.stillroom.torch.runtime.Tensor;

/** Stands between the first block of a transformer and the others, in one prediction, and may do without these. */
public interface Between {

    /** Lets all blocks be computed. */
    Between NONE = new Between() {
        @Override
        public Optional<Tensor> rest(Tensor before, Tensor after) {
            return Optional.empty();
        }

        @Override
        public void computed(Tensor last) {
            // nothing is kept
        }
    };

    /**
     * Called behind the first block; both tensors stay the transformer's.
     *
     * @param before image tokens as the first block took them, [batch, tokens, width]
     * @param after what it made of them
     * @return what stands for the image tokens behind the last block, which is taken over; empty to compute the others
     */
    Optional<Tensor> rest(Tensor before, Tensor after);

    /** Called behind the last block, where the others were computed. */
    void computed(Tensor last);
}
