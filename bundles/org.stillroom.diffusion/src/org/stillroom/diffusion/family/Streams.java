// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

import java.util.List;
import org.stillroom.torch.runtime.Tensor;

/** The hidden states on their way through the blocks: what a block has read is freed as soon as the next ones exist. */
public final class Streams implements AutoCloseable {

    private Tensor context;
    private Tensor image;
    private boolean ownsContext;

    /** @param context stays the caller's; @param image is taken over */
    public Streams(Tensor context, Tensor image) {
        this.context = context;
        this.image = image;
    }

    public Tensor context() {
        return context;
    }

    public Tensor image() {
        return image;
    }

    /** Takes what a block returned: the context, then the image. */
    public void both(List<Tensor> next) {
        close();
        context = next.get(0);
        image = next.get(1);
        ownsContext = true;
    }

    /** Takes what a block returned for the image alone. */
    public void image(Tensor next) {
        image.close();
        image = next;
    }

    @Override
    public void close() {
        image.close();
        if (ownsContext) {
            context.close();
        }
    }
}
