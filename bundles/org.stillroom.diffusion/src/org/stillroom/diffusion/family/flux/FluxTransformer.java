// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.flux;

import java.util.List;
import org.stillroom.diffusion.family.BlockTransformer;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.diffusion.weights.Blocks;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** FLUX.1 dev and schnell. The computation is in flux.py. */
public final class FluxTransformer extends BlockTransformer<FluxTransformer.Prepared> {

    public static final Program.Library LIBRARY =
            new Program.Library("flux", FluxTransformer.class, "flux.py", Blocks.LIBRARY);

    private final FluxConfig config;

    /**
     * @param tokens of the text
     * @param embedding pooled text, and guidance, embedded: [1 or batch, width]
     * @param rope cos and sin for all tokens
     */
    record Prepared(long tokens, Tensor embedding, Tensor rope) {}

    /** @param weights in diffusers' layout and the parts of the config; taken over */
    public FluxTransformer(FluxConfig config, Device device, Residence weights) {
        super(LIBRARY, config.blocks(), device, weights);
        this.config = config;
    }

    @Override
    protected Prepared prepare(Prompt prompt, Tensor guidance, Tensor context, Size size, Weights once,
            Assembly made) {
        Tensor pooled = prompt.pooledProjections().orElseThrow();
        long tokens = context.size(1);
        return new Prepared(tokens,
                made.add(program().call("conditioning", pooled, guidance, config.guidanceEmbeds(), once)),
                made.add(program().call("rope", tokens, size.height() / 2, size.width() / 2, config.axesDimsRope(),
                        context)));
    }

    @Override
    protected Tensor modulation(Tensor timestep, Prepared prepared, Weights ends) {
        return program().call("temb", timestep, prepared.embedding(), ends);
    }

    @Override
    protected Tensor embed(Tensor latents, Prepared prepared, Weights ends) {
        return program().call("embed", latents, ends);
    }

    @Override
    protected List<Tensor> block(int block, List<Tensor> states, Tensor modulation, Prepared prepared, Weights own) {
        return program().callList("block", states, modulation, prepared.rope(), own, block, config.numbers(),
                prepared.tokens());
    }

    @Override
    protected Tensor output(Tensor image, Tensor modulation, Size size, Weights ends) {
        return program().call("output", image, modulation, ends, size.height(), size.width());
    }
}
