// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import org.stillroom.torch.formats.DType;

/**
 * Memory of the host through which weights go to a device. For a card it is pinned: the card fetches from there by
 * itself, about twice as fast as the driver copies from pages that may be moved.
 */
public final class Staging {

    private static Program program;
    /** Whether there was none to be had: what may be pinned is limited, and asking again costs time. */
    private static volatile boolean refused;

    private Staging() {
    }

    /**
     * Elements that are yet to be written, with {@link Tensor#access}.
     *
     * @param target where they go to
     */
    public static Tensor to(Device target, DType dtype, long count) {
        if (target.kind() == Device.Kind.CUDA && !refused) {
            try {
                return program().call("pinned", count, dtype.number());
            } catch (TorchException e) {
                // it goes without, and more slowly
                refused = true;
            }
        }
        return Tensor.empty(dtype, Device.CPU, count);
    }

    private static synchronized Program program() {
        if (program == null) {
            program = Program.load(Staging.class, "staging.py");
        }
        return program;
    }
}
