// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.sd3;

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
 * SD3 and SD3.5, block by block. The computation is in sd3.py.
 *
 * @param weights in diffusers' layout and the parts of the config, of one number format, on the device; taken over
 */
record Sd3Transformer(Sd3Config config, Device device, Residence weights) implements DiffusionTransformer {

    static final Program.Library LIBRARY = new Program.Library("sd3", Sd3Transformer.class, "sd3.py", Blocks.LIBRARY);

    @Override
    public Conditioning condition(Prompt prompt, Tensor guidance, int height, int width, Progress progress)
            throws CheckpointException {
        Program program = Program.load(LIBRARY);
        return weights.use(1 + config.numLayers(), progress, w -> {
            try (Assembly made = new Assembly()) {
                Tensor context = made.add(program.call("context", prompt.encoderHiddenStates(), w));
                Tensor embedding = made.add(program.call("conditioning", prompt.pooledProjections().orElseThrow(), w));
                Tensor positions = made.add(program.call("positions", height / config.patchSize(),
                        width / config.patchSize(), w, config.posEmbedMaxSize()));
                return made.finished(new Conditioned(this, context, embedding, positions));
            }
        });
    }

    /**
     * @param context projected text, [1 or batch, text tokens, width]
     * @param embedding pooled text, embedded: [1 or batch, width]
     * @param positions of the image tokens, embedded
     */
    private record Conditioned(Sd3Transformer model, Tensor context, Tensor embedding, Tensor positions)
            implements Conditioning {

        @Override
        public Tensor predict(Tensor latents, float timestep, Progress progress) throws CheckpointException {
            return model.weights.use(0, progress, w -> predict(latents, timestep, progress, w));
        }

        private Tensor predict(Tensor latents, float timestep, Progress progress, Weights ends)
                throws CheckpointException {
            Program program = Program.load(LIBRARY);
            Sd3Config config = model.config;
            int last = config.numLayers() - 1;
            try (Tensor t = Tensor.of(new float[] {timestep}, 1);
                    Tensor temb = program.call("temb", t, embedding, ends);
                    Streams streams = new Streams(context,
                            program.call("embed", latents, positions, ends, config.patchSize()))) {
                for (int i = 0; i <= last; i++) {
                    int block = i;
                    streams.become(model.weights.use(1 + i, progress, w -> program.callList("joint_block",
                            streams.image(), streams.tensors().getFirst(), temb, w, block, config.numAttentionHeads(),
                            config.dualAttentionLayers().contains(block), block == last)));
                }
                return program.call("output", streams.image(), temb, ends, latents.size(2), latents.size(3),
                        config.patchSize());
            }
        }

        @Override
        public void close() {
            context.close();
            embedding.close();
            positions.close();
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
