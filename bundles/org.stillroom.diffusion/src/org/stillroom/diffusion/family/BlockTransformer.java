// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.sampling.Between;
import org.stillroom.diffusion.sampling.Conditioning;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * A transformer that is computed block by block, so that its weights can come and go with the blocks. A family says how
 * its program is called; {@code context} has the same signature in all programs and is called here.
 *
 * @param <P> what the family computes once for a prompt and a picture size
 */
public abstract class BlockTransformer<P> implements DiffusionTransformer {

    private final Program.Library library;
    private final int blocks;
    private final Device device;
    private final Residence weights;

    /**
     * @param weights in diffusers' layout and the parts of the config, of one number format, on the device; taken over
     */
    protected BlockTransformer(Program.Library library, int blocks, Device device, Residence weights) {
        this.library = library;
        this.blocks = blocks;
        this.device = device;
        this.weights = weights;
    }

    /**
     * Computes what stays the same in all steps.
     *
     * @param context the prompt's text as the blocks take it, [1 or batch, text tokens, width]
     * @param size of the latents
     * @param once weights that are used once for a prompt
     * @param made takes over the tensors that are made
     */
    protected abstract P prepare(Prompt prompt, Tensor guidance, Tensor context, Size size, Weights once,
            Assembly made);

    /**
     * What modulates all blocks in a step.
     *
     * @param ends weights that are used in every step
     */
    protected abstract Tensor modulation(Tensor timestep, P prepared, Weights ends);

    /** The latents as the first block takes them. */
    protected abstract Tensor embed(Tensor latents, P prepared, Weights ends);

    /**
     * The states behind a block.
     *
     * @param states context and image before the first block, then what came of them
     */
    protected abstract List<Tensor> block(int block, List<Tensor> states, Tensor modulation, P prepared, Weights own);

    /**
     * The velocity.
     *
     * @param image what came of it behind the last block
     */
    protected abstract Tensor output(Tensor image, Tensor modulation, Size size, Weights ends);

    /** Of latents. */
    public record Size(int height, int width) {}

    protected final Program program() {
        return Program.load(library);
    }

    @Override
    public final Conditioning condition(Prompt prompt, Tensor guidance, int height, int width, Progress progress)
            throws CheckpointException {
        Size size = new Size(height, width);
        return weights.use(1 + blocks, progress, once -> {
            Assembly made = new Assembly();
            try {
                Tensor context = made.add(program().call("context", prompt.encoderHiddenStates(), once));
                return new Prepared(context, size, prepare(prompt, guidance, context, size, once, made), made);
            } catch (RuntimeException | Error e) {
                made.close();
                throw e;
            }
        });
    }

    /** Predicts for a prompt. */
    private final class Prepared implements Conditioning {

        private final Tensor context;
        private final Size size;
        private final P prepared;
        private final Assembly made;

        Prepared(Tensor context, Size size, P prepared, Assembly made) {
            this.context = context;
            this.size = size;
            this.prepared = prepared;
            this.made = made;
        }

        @Override
        public Tensor predict(Tensor latents, float timestep, Between between, Progress progress)
                throws CheckpointException {
            return weights.use(0, progress, ends -> predict(latents, timestep, between, progress, ends));
        }

        private Tensor predict(Tensor latents, float timestep, Between between, Progress progress, Weights ends)
                throws CheckpointException {
            try (Tensor t = Tensor.of(new float[] {timestep}, 1);
                    Tensor modulation = modulation(t, prepared, ends);
                    Streams streams = new Streams(context, embed(latents, prepared, ends))) {
                for (int i = 0; i < blocks; i++) {
                    int block = i;
                    List<Tensor> next = weights.use(1 + i, progress,
                            own -> block(block, streams.tensors(), modulation, prepared, own));
                    Optional<Tensor> rest = i == 0 ? first(between, streams, next) : further(streams, next);
                    if (rest.isPresent()) {
                        try (Tensor image = rest.get()) {
                            return output(image, modulation, size, ends);
                        }
                    }
                }
                between.computed(streams.image());
                return output(streams.image(), modulation, size, ends);
            }
        }

        /** Goes on to what the first block made, and gives what somebody has for that of the last. */
        private Optional<Tensor> first(Between between, Streams streams, List<Tensor> next) {
            if (between == Between.NONE) {
                return further(streams, next);
            }
            long tokens = streams.image().size(1);
            long all = next.getLast().size(1);
            // where text and image are one sequence, the image is its end
            try (Tensor image = next.getLast().slice(1, all - tokens, all)) {
                return between.rest(streams.image(), image);
            } finally {
                streams.become(next);
            }
        }

        private Optional<Tensor> further(Streams streams, List<Tensor> next) {
            streams.become(next);
            return Optional.empty();
        }

        @Override
        public void close() {
            made.close();
        }
    }

    @Override
    public final Device device() {
        return device;
    }

    @Override
    public final Residence weights() {
        return weights;
    }

    @Override
    public final long bytes() {
        return weights.bytes();
    }

    @Override
    public final void close() {
        weights.close();
    }
}
