// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import org.stillroom.torch.models.ResidentModel;
import org.stillroom.torch.runtime.Tensor;

/** A network that describes pictures by numbers, so that sets of pictures can be compared. */
public interface FeatureNetwork extends ResidentModel {

    /** What the features are, for reports: distances of different networks cannot be compared. */
    String name();

    /** Numbers for each picture. */
    int width();

    /**
     * @param pictures [batch, 3, height, width] in [0, 1], fp32 on the CPU
     * @return [batch, width()], fp32 on the CPU, owned by the caller
     * @throws IllegalArgumentException if the shape does not fit
     */
    Tensor features(Tensor pictures);
}
