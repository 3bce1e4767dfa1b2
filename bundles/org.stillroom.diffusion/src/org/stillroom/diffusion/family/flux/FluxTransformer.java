// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.flux;

import org.stillroom.diffusion.family.Streams;
import org.stillroom.diffusion.sampling.Conditioning;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * FLUX.1 dev and schnell, block by block. The computation is in flux.py.
 *
 * @param weights in diffusers' layout, of one number format, on the device; taken over
 */
public record FluxTransformer(FluxConfig config, Device device, Weights weights) implements DiffusionTransformer {

    @Override
    public Conditioning condition(Tensor encoderHiddenStates, Tensor pooledProjections, Tensor guidance, int height,
            int width) throws CheckpointException {
        weights.verifyUnchanged();
        Program program = program();
        try (Assembly made = new Assembly()) {
            Tensor context = made.add(program.call("context", encoderHiddenStates, weights));
            Tensor embedding = made.add(program.call("conditioning", pooledProjections, guidance,
                    config.guidanceEmbeds(), weights));
            Tensor rope = made.add(program.call("rope", encoderHiddenStates.size(1), height / 2, width / 2,
                    config.axesDimsRope(), weights));
            return made.finished(new Conditioning(context, embedding, rope));
        }
    }

    @Override
    public Tensor predict(Tensor latents, float timestep, Conditioning conditioning, Runnable cancelCheck) {
        Program program = program();
        long height = latents.size(2);
        long width = latents.size(3);
        int heads = config.numAttentionHeads();
        Tensor rope = conditioning.positions();
        try (Tensor t = Tensor.of(new float[] {timestep}, 1);
                Tensor temb = program.call("temb", t, conditioning.embedding(), weights);
                Streams streams = new Streams(conditioning.context(), program.call("embed", latents, weights))) {
            for (int i = 0; i < config.numLayers(); i++) {
                cancelCheck.run();
                streams.both(program.callList("double_block", streams.image(), streams.context(), temb, rope, weights,
                        i, heads));
            }
            streams.image(program.call("join", streams.context(), streams.image()));
            for (int i = 0; i < config.numSingleLayers(); i++) {
                cancelCheck.run();
                boolean last = i == config.numSingleLayers() - 1;
                streams.image(program.call("single_block", streams.image(), temb, rope, weights, i, heads,
                        last ? streams.context().size(1) : 0));
            }
            return program.call("output", streams.image(), temb, weights, height, width);
        }
    }

    /** Compiled once. */
    private static Program program() {
        return Program.load(FluxTransformer.class, "flux.py");
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
