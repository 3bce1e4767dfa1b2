// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import org.stillroom.torch.DType;
import org.stillroom.torch.Device;
import org.stillroom.torch.Program;
import org.stillroom.torch.Tensor;

/**
 * A tensor that goes through one block after the other; each block's input is freed as soon as its output is there,
 * and before each the progress is reported, so that a run can be cancelled between two blocks.
 */
final class Chain implements AutoCloseable {

    private final Program program;
    private final Runnable beforeEach;
    private Tensor current;

    /** @param start taken over: closed by the chain */
    Chain(Program program, Tensor start, Runnable beforeEach) {
        this.program = program;
        this.current = start;
        this.beforeEach = beforeEach;
    }

    /** Calls a method of the program with the tensor first. */
    void then(String method, Object... more) {
        beforeEach.run();
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

    private void replace(Tensor next) {
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
