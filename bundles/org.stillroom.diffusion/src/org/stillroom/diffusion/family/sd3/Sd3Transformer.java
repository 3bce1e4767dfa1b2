// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.sd3;

import org.stillroom.diffusion.family.Streams;
import org.stillroom.diffusion.sampling.Conditioning;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.diffusion.weights.Blocks;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * SD3 and SD3.5, block by block. The computation is in sd3.py.
 *
 * @param weights in diffusers' layout, of one number format, on the device; taken over
 */
public record Sd3Transformer(Sd3Config config, Device device, Weights weights) implements DiffusionTransformer {

    static final Program.Library LIBRARY =
            new Program.Library("sd3", Sd3Transformer.class, "sd3.py", Blocks.LIBRARY);

    @Override
    public Conditioning condition(Tensor encoderHiddenStates, Tensor pooledProjections, Tensor guidance, int height,
            int width) throws CheckpointException {
        weights.verifyUnchanged();
        Program program = Program.load(LIBRARY);
        try (Assembly made = new Assembly()) {
            Tensor context = made.add(program.call("context", encoderHiddenStates, weights));
            Tensor embedding = made.add(program.call("conditioning", pooledProjections, weights));
            Tensor positions = made.add(program.call("positions", height / config.patchSize(),
                    width / config.patchSize(), weights, config.posEmbedMaxSize()));
            return made.finished(new Conditioning(context, embedding, positions));
        }
    }

    @Override
    public Tensor predict(Tensor latents, float timestep, Conditioning conditioning, Runnable cancelCheck) {
        Program program = Program.load(LIBRARY);
        try (Tensor t = Tensor.of(new float[] {timestep}, 1);
                Tensor temb = program.call("temb", t, conditioning.embedding(), weights);
                Streams streams = new Streams(conditioning.context(),
                        program.call("embed", latents, conditioning.positions(), weights, config.patchSize()))) {
            for (int i = 0; i < config.numLayers(); i++) {
                cancelCheck.run();
                streams.become(program.callList("joint_block", streams.image(), streams.tensors().getFirst(), temb,
                        weights, i, config.numAttentionHeads(), config.dualAttentionLayers().contains(i),
                        i == config.numLayers() - 1));
            }
            return program.call("output", streams.image(), temb, weights, latents.size(2), latents.size(3),
                    config.patchSize());
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
