// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.chroma;

import org.stillroom.diffusion.family.Streams;
import org.stillroom.diffusion.family.flux.FluxTransformer;
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
 * Chroma, block by block. The computation is in chroma.py.
 *
 * @param weights in diffusers' layout and the parts of the config, of one number format, on the device; taken over
 */
record ChromaTransformer(ChromaConfig config, Device device, Residence weights) implements DiffusionTransformer {

    private static final Program.Library LIBRARY = new Program.Library("chroma", ChromaTransformer.class, "chroma.py",
            Blocks.LIBRARY, FluxTransformer.LIBRARY);

    @Override
    public Conditioning condition(Prompt prompt, Tensor guidance, int height, int width, Progress progress)
            throws CheckpointException {
        Program program = Program.load(LIBRARY);
        return weights.use(1 + config.blocks(), progress, w -> {
            try (Assembly made = new Assembly()) {
                Tensor text = prompt.encoderHiddenStates();
                Tensor context = made.add(program.call("context", text, w));
                Tensor bias = made.add(program.call("bias", prompt.attentionMask().orElseThrow(),
                        height / 2 * (width / 2), context));
                Tensor rope = made.add(program.call("rope", text.size(1), height / 2, width / 2,
                        config.axesDimsRope(), context));
                Tensor rows = made.add(program.call("rows", config.modulations(),
                        config.approximatorNumChannels() / 2, context));
                return made.finished(new Conditioned(this, context, bias, rope, rows));
            }
        });
    }

    /**
     * @param context projected text, [1 or batch, text tokens, width]
     * @param bias what the mask of the text adds to the scores of attention
     * @param rope cos and sin for all tokens
     * @param rows features of the rows of the modulation's table
     */
    private record Conditioned(ChromaTransformer model, Tensor context, Tensor bias, Tensor rope, Tensor rows)
            implements Conditioning {

        @Override
        public Tensor predict(Tensor latents, float timestep, Progress progress) throws CheckpointException {
            return model.weights.use(0, progress, w -> predict(latents, timestep, progress, w));
        }

        private Tensor predict(Tensor latents, float timestep, Progress progress, Weights ends)
                throws CheckpointException {
            Program program = Program.load(LIBRARY);
            ChromaConfig config = model.config;
            try (Tensor t = Tensor.of(new float[] {timestep}, 1);
                    Tensor table = program.call("modulation", t, rows, ends, config.approximatorLayers());
                    Streams streams = new Streams(context, program.call("embed", latents, ends))) {
                for (int i = 0; i < config.blocks(); i++) {
                    int block = i;
                    streams.become(model.weights.use(1 + i, progress, w -> program.callList("block",
                            streams.tensors(), table, rope, bias, w, block, config.numbers(), context.size(1))));
                }
                return program.call("output", streams.image(), table, ends, latents.size(2), latents.size(3));
            }
        }

        @Override
        public void close() {
            context.close();
            bias.close();
            rope.close();
            rows.close();
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
