// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.stillroom.torch.runtime.Tensor;

/** Keeps what a sampler tells, and cancels after a number of checks. */
public final class Recorder implements Watcher {

    final List<String> progress = new ArrayList<>();
    final List<Tensor> previews = new ArrayList<>();
    final List<Tensor> estimates = new ArrayList<>();
    public int checksLeft = Integer.MAX_VALUE;

    @Override
    public void progress(long done, long total) {
        progress.add(done + "/" + total);
    }

    @Override
    public void stepped(Unfinished picture) {
        previews.add(picture.latents());
        estimates.add(picture.estimate());
    }

    @Override
    public void checkCancelled() {
        if (checksLeft-- == 0) {
            throw new CancellationException();
        }
    }
}
