// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * A tensor that goes through one block after the other; each block's input is freed as soon as its output is there,
 * and before each the progress is reported.
 */
final class Chain implements AutoCloseable {

    private final Program program;
    private final Steps steps;
    private Tensor current;

    /** @param start taken over: closed by the chain */
    Chain(Program program, Tensor start, Steps steps) {
        this.program = program;
        this.current = start;
        this.steps = steps;
    }

    /** Calls a method of the program with the tensor first. */
    void then(String method, Object... more) {
        steps.next();
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = current;
        System.arraycopy(more, 0, arguments, 1, more.length);
        replace(program.call(method, arguments));
    }

    void to(Device device, DType dtype) {
        replace(current.to(device, dtype));
    }

    /** The tensor as it is now; the caller owns it from here on. */
    Tensor result() {
        Tensor result = current;
        current = null;
        return result;
    }

    /** The tensor as it is now; the chain still owns it. */
    Tensor current() {
        return current;
    }

    /** Goes on with another tensor, after {@link #result}. */
    void become(Tensor next) {
        current = next;
    }

    /** Goes on with another tensor; frees the one before. */
    void replace(Tensor next) {
        current.close();
        current = next;
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
        }
    }
}
