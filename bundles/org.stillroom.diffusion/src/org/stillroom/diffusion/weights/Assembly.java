// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.stillroom.torch.runtime.Tensor;

/** What is made one after another for something that needs all of it: closed if an error comes in between. */
public final class Assembly implements AutoCloseable {

    private final List<Runnable> closing = new ArrayList<>();

    /** Takes a tensor over until {@link #finished}. */
    public Tensor add(Tensor tensor) {
        return add(tensor, Tensor::close);
    }

    /** Takes something over until {@link #finished}. */
    public <T> T add(T part, Consumer<T> close) {
        closing.add(() -> close.accept(part));
        return part;
    }

    /** Hands all parts over to what was made of them, which is returned. */
    public <T> T finished(T whole) {
        closing.clear();
        return whole;
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
        closing.clear();
    }
}
