// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Tensor;

/** Pictures of a batch go through an autoencoder one by one: its activations are the largest tensors of a run. */
final class Batch {

    /** What is done with one picture; takes the tensor over and tells of every block. */
    interface Work {
        Tensor on(Tensor one, Steps steps) throws CheckpointException;
    }

    private Batch() {}

    /** @param stepsEach blocks that one picture goes through */
    static Tensor each(Tensor batch, int stepsEach, Progress progress, Work work) throws CheckpointException {
        Steps steps = new Steps(progress, batch.size(0) * stepsEach);
        List<Tensor> results = new ArrayList<>();
        try {
            for (long i = 0; i < batch.size(0); i++) {
                results.add(work.on(batch.slice(0, i, i + 1), steps));
            }
            Tensor all = Tensor.cat(0, results);
            steps.end();
            return all;
        } finally {
            results.forEach(Tensor::close);
        }
    }

    /** Memory for pictures of float32, those that are made and all of them together, in bytes. */
    static long pictureBytes(int batch, long width, long height) {
        return 2L * batch * 3 * Float.BYTES * width * height;
    }

    /** Checks a latent or picture, [batch, channels, height, width]. */
    static void requireShape(String what, Tensor tensor, int channels, int multiple) {
        long[] shape = tensor.shape();
        if (shape.length != 4 || shape[0] < 1 || shape[1] != channels || shape[2] < 1 || shape[3] < 1
                || shape[2] % multiple != 0 || shape[3] % multiple != 0) {
            throw new IllegalArgumentException("The " + what + " has the shape " + Arrays.toString(shape)
                    + "; expected is [batch, " + channels + ", height, width]"
                    + (multiple > 1 ? " with height and width multiples of " + multiple : "") + ".");
        }
    }
}
