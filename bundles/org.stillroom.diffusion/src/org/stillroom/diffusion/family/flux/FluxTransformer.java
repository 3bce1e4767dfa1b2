// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.flux;

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
 * FLUX.1 dev and schnell, block by block. The computation is in flux.py.
 *
 * @param weights in diffusers' layout, of one number format, on the device; taken over
 */
public record FluxTransformer(FluxConfig config, Device device, Weights weights) implements DiffusionTransformer {

    public static final Program.Library LIBRARY =
            new Program.Library("flux", FluxTransformer.class, "flux.py", Blocks.LIBRARY);

    @Override
    public Conditioning condition(Tensor encoderHiddenStates, Tensor pooledProjections, Tensor guidance, int height,
            int width) throws CheckpointException {
        weights.verifyUnchanged();
        Program program = Program.load(LIBRARY);
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
        Program program = Program.load(LIBRARY);
        long height = latents.size(2);
        long width = latents.size(3);
        Tensor context = conditioning.context();
        Tensor rope = conditioning.positions();
        try (Tensor t = Tensor.of(new float[] {timestep}, 1);
                Tensor temb = program.call("temb", t, conditioning.embedding(), weights);
                Streams streams = new Streams(context, program.call("embed", latents, weights))) {
            for (int i = 0; i < config.blocks(); i++) {
                cancelCheck.run();
                streams.become(program.callList("block", streams.tensors(), temb, rope, weights, i, config.numbers(),
                        context.size(1)));
            }
            return program.call("output", streams.image(), temb, weights, height, width);
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
