// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

import java.util.List;
import org.stillroom.torch.runtime.Tensor;

/**
 * The hidden states on their way through the blocks, the image's last: what a block has read is freed as soon as the
 * next ones exist.
 */
final class Streams implements AutoCloseable {

    private final Tensor first;
    private List<Tensor> tensors;

    /**
     * @param context stays the caller's
     * @param image is taken over
     */
    Streams(Tensor context, Tensor image) {
        this.first = context;
        this.tensors = List.of(context, image);
    }

    /** The context and the image, or what a block made of both. */
    List<Tensor> tensors() {
        return tensors;
    }

    Tensor image() {
        return tensors.getLast();
    }

    /** Takes what a block returned. */
    void become(List<Tensor> next) {
        close();
        tensors = next;
    }

    @Override
    public void close() {
        for (Tensor tensor : tensors) {
            if (tensor != first) {
                tensor.close();
            }
        }
    }
}
