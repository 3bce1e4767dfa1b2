// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import org.stillroom.torch.runtime.Tensor;

/** Holds the states that pass through a model's layers, and closes what each layer leaves behind. */
final class Running implements AutoCloseable {

    private Tensor states;

    Running(Tensor states) {
        this.states = states;
    }

    Tensor states() {
        return states;
    }

    void become(Tensor next) {
        states.close();
        states = next;
    }

    @Override
    public void close() {
        states.close();
    }
}
