// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.sd3;

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

/** SD3 and SD3.5. The computation is in sd3.py. */
public final class Sd3Transformer extends BlockTransformer<Sd3Transformer.Prepared> {

    public static final Program.Library LIBRARY =
            new Program.Library("sd3", Sd3Transformer.class, "sd3.py", Blocks.LIBRARY);

    private final Sd3Config config;

    /**
     * @param embedding pooled text, embedded: [1 or batch, width]
     * @param positions of the image tokens, embedded
     */
    record Prepared(Tensor embedding, Tensor positions) {}

    /** @param weights in diffusers' layout and the parts of the config; taken over */
    Sd3Transformer(Sd3Config config, Device device, Residence weights) {
        super(LIBRARY, config.numLayers(), device, weights);
        this.config = config;
    }

    @Override
    protected Prepared prepare(Prompt prompt, Tensor guidance, Tensor context, Size size, Weights once,
            Assembly made) {
        int patch = config.patchSize();
        return new Prepared(made.add(program().call("conditioning", prompt.pooledProjections().orElseThrow(), once)),
                made.add(program().call("positions", size.height() / patch, size.width() / patch, once,
                        config.posEmbedMaxSize())));
    }

    @Override
    protected Tensor modulation(Tensor timestep, Prepared prepared, Weights ends) {
        return program().call("temb", timestep, prepared.embedding(), ends);
    }

    @Override
    protected Tensor embed(Tensor latents, Prepared prepared, Weights ends) {
        return program().call("embed", latents, prepared.positions(), ends, config.patchSize());
    }

    @Override
    protected List<Tensor> block(int block, List<Tensor> states, Tensor modulation, Prepared prepared, Weights own) {
        return program().callList("joint_block", states.getLast(), states.getFirst(), modulation, own, block,
                config.numAttentionHeads(), config.dualAttentionLayers().contains(block),
                block == config.numLayers() - 1);
    }

    @Override
    protected Tensor output(Tensor image, Tensor modulation, Size size, Weights ends) {
        return program().call("output", image, modulation, ends, size.height(), size.width(), config.patchSize());
    }
}
