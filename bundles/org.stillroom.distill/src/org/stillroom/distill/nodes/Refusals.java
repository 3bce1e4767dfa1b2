// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import org.stillroom.diffusion.nodes.ModelLoading;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.nodes.contract.NodeException;

/** Tells at which port or parameter a training is refused. */
final class Refusals {

    private Refusals() {
    }

    /** Does the work; what training refuses, and what is wrong with a model, becomes a problem there. */
    static <T> T explained(String at, ModelLoading.Work<T> work) throws NodeException {
        try {
            return ModelLoading.explained(at, work);
        } catch (TrainingException e) {
            throw new NodeException(at, e.getMessage(), e);
        }
    }
}
