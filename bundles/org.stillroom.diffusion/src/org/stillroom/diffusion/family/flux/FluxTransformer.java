// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.flux;

import org.stillroom.diffusion.family.Streams;
import org.stillroom.diffusion.sampling.Conditioning;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.diffusion.weights.Blocks;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * FLUX.1 dev and schnell, block by block. The computation is in flux.py.
 *
 * @param weights in diffusers' layout and the parts of the config, of one number format, on the device; taken over
 */
public record FluxTransformer(FluxConfig config, Device device, Residence weights) implements DiffusionTransformer {

    public static final Program.Library LIBRARY =
            new Program.Library("flux", FluxTransformer.class, "flux.py", Blocks.LIBRARY);

    @Override
    public Conditioning condition(Prompt prompt, Tensor guidance, int height, int width, Progress progress)
            throws CheckpointException {
        Program program = Program.load(LIBRARY);
        return weights.use(1 + config.blocks(), progress, w -> {
            try (Assembly made = new Assembly()) {
                Tensor text = prompt.encoderHiddenStates();
                Tensor context = made.add(program.call("context", text, w));
                Tensor pooled = prompt.pooledProjections().orElseThrow();
                Tensor embedding =
                        made.add(program.call("conditioning", pooled, guidance, config.guidanceEmbeds(), w));
                Tensor rope = made.add(program.call("rope", text.size(1), height / 2, width / 2,
                        config.axesDimsRope(), context));
                return made.finished(new Conditioned(this, context, embedding, rope));
            }
        });
    }

    /**
     * @param context projected text, [1 or batch, text tokens, width]
     * @param embedding pooled text, and guidance, embedded: [1 or batch, width]
     * @param rope cos and sin for all tokens
     */
    private record Conditioned(FluxTransformer model, Tensor context, Tensor embedding, Tensor rope)
            implements Conditioning {

        @Override
        public Tensor predict(Tensor latents, float timestep, Progress progress) throws CheckpointException {
            return model.weights.use(0, progress, w -> predict(latents, timestep, progress, w));
        }

        private Tensor predict(Tensor latents, float timestep, Progress progress, Weights ends)
                throws CheckpointException {
            Program program = Program.load(LIBRARY);
            FluxConfig config = model.config;
            try (Tensor t = Tensor.of(new float[] {timestep}, 1);
                    Tensor temb = program.call("temb", t, embedding, ends);
                    Streams streams = new Streams(context, program.call("embed", latents, ends))) {
                for (int i = 0; i < config.blocks(); i++) {
                    int block = i;
                    streams.become(model.weights.use(1 + i, progress, w -> program.callList("block",
                            streams.tensors(), temb, rope, w, block, config.numbers(), context.size(1))));
                }
                return program.call("output", streams.image(), temb, ends, latents.size(2), latents.size(3));
            }
        }

        @Override
        public void close() {
            context.close();
            embedding.close();
            rope.close();
        }
    }

    @Override
    public long bytes() {
        return weights.bytes();
    }

    @Override
    public void close() {
        weights.close();
    }
}
