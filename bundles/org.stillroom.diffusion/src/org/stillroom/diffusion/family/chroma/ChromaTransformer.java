// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.chroma;

import java.util.List;
import org.stillroom.diffusion.family.BlockTransformer;
import org.stillroom.diffusion.family.flux.FluxTransformer;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.diffusion.weights.Blocks;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** Chroma. The computation is in chroma.py. */
final class ChromaTransformer extends BlockTransformer<ChromaTransformer.Prepared> {

    private static final Program.Library LIBRARY = new Program.Library("chroma", ChromaTransformer.class, "chroma.py",
            Blocks.LIBRARY, FluxTransformer.LIBRARY);

    private final ChromaConfig config;

    /**
     * @param tokens of the text
     * @param bias what the mask of the text adds to the scores of attention
     * @param rope cos and sin for all tokens
     * @param rows features of the rows of the modulation's table
     */
    record Prepared(long tokens, Tensor bias, Tensor rope, Tensor rows) {}

    /** @param weights in diffusers' layout and the parts of the config; taken over */
    ChromaTransformer(ChromaConfig config, Device device, Residence weights) {
        super(LIBRARY, config.blocks(), device, weights);
        this.config = config;
    }

    @Override
    protected Prepared prepare(Prompt prompt, Tensor guidance, Tensor context, Size size, Weights once,
            Assembly made) {
        int rows = size.height() / 2;
        int columns = size.width() / 2;
        long tokens = context.size(1);
        return new Prepared(tokens,
                made.add(program().call("bias", prompt.attentionMask().orElseThrow(), rows * columns, context)),
                made.add(program().call("rope", tokens, rows, columns, config.axesDimsRope(), context)),
                made.add(program().call("rows", config.modulations(), config.approximatorNumChannels() / 2,
                        context)));
    }

    @Override
    protected Tensor modulation(Tensor timestep, Prepared prepared, Weights ends) {
        return program().call("modulation", timestep, prepared.rows(), ends, config.approximatorLayers());
    }

    @Override
    protected Tensor embed(Tensor latents, Prepared prepared, Weights ends) {
        return program().call("embed", latents, ends);
    }

    @Override
    protected List<Tensor> block(int block, List<Tensor> states, Tensor modulation, Prepared prepared, Weights own) {
        return program().callList("block", states, modulation, prepared.rope(), prepared.bias(), own, block,
                config.numbers(), prepared.tokens());
    }

    @Override
    protected Tensor output(Tensor image, Tensor modulation, Size size, Weights ends) {
        return program().call("output", image, modulation, ends, size.height(), size.width());
    }
}
