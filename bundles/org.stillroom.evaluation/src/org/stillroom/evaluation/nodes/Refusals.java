// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import org.stillroom.diffusion.nodes.ModelLoading;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.nodes.contract.NodeException;

/** Tells at which port or parameter something cannot be measured. */
final class Refusals {

    private Refusals() {
    }

    /** Does the work; what measuring refuses, and what is wrong with a model, becomes a problem there. */
    static <T> T explained(String at, ModelLoading.Work<T> work) throws NodeException {
        try {
            return ModelLoading.explained(at, work);
        } catch (EvaluationException e) {
            throw new NodeException(at, e.getMessage(), e);
        }
    }
}
