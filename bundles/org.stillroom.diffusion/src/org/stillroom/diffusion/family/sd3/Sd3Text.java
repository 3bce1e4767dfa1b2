// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.sd3;

import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.family.TextInputs;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * Joins what SD3's three text encoders give into one prompt, as diffusers' {@code StableDiffusion3Pipeline} does. A
 * part that is left out becomes zeros: 256 tokens for T5; for a CLIP, 77 tokens and what width the other leaves.
 */
public final class Sd3Text {

    private static final int T5_TOKENS = 256;
    private static final int CLIP_TOKENS = 77;

    private Sd3Text() {}

    /**
     * What one CLIP gives.
     *
     * @param penultimate [1, tokens, width]
     * @param projected [1, projection]
     */
    public record Clip(Tensor penultimate, Tensor projected) {}

    /** What the encoders gave of the prompt, or of the negative one; the caller closes it. */
    static Prompt join(Sd3Config config, TextInputs text, boolean negative) {
        return join(config,
                text.t5().flatMap(t5 -> negative ? t5.negative() : Optional.of(t5.hiddenStates())),
                text.clipL().flatMap(clip -> clip(clip, negative)), text.clipG().flatMap(clip -> clip(clip, negative)));
    }

    private static Optional<Clip> clip(ClipEmbedding embedding, boolean negative) {
        Optional<ClipOutput> prompt = negative ? embedding.negative() : Optional.of(embedding.prompt());
        return prompt.map(each -> new Clip(each.penultimate(), each.projected().orElseThrow()));
    }

    /**
     * @param t5 [1, tokens, jointAttentionDim]
     * @return [1, CLIP tokens + T5 tokens, jointAttentionDim] and [1, pooledProjectionDim]; the caller closes it
     */
    public static Prompt join(Sd3Config config, Optional<Tensor> t5, Optional<Clip> clipL, Optional<Clip> clipG) {
        long projectionL = clipL.map(c -> c.projected().size(1)).orElse(
                clipG.map(c -> config.pooledProjectionDim() - c.projected().size(1)).orElse(0L));
        long projectionG = config.pooledProjectionDim() - projectionL;
        long tokens = clipL.or(() -> clipG).map(c -> c.penultimate().size(1)).orElse((long) CLIP_TOKENS);
        // a CLIP's width is that of its projection in SD3, so the other part keeps its place; neither: all is zero
        long widthL = clipL.map(c -> c.penultimate().size(2)).orElse(
                clipG.map(c -> Math.min(projectionL, config.jointAttentionDim() - c.penultimate().size(2))).orElse(0L));
        long widthG = clipG.map(c -> c.penultimate().size(2)).orElse(0L);
        try (Part sequenceL = part(clipL.map(Clip::penultimate), 1, tokens, widthL);
                Part sequenceG = part(clipG.map(Clip::penultimate), 1, tokens, widthG);
                Part sequenceT5 = part(t5, 1, T5_TOKENS, config.jointAttentionDim());
                Part pooledL = part(clipL.map(Clip::projected), 1, projectionL);
                Part pooledG = part(clipG.map(Clip::projected), 1, projectionG);
                Assembly made = new Assembly()) {
            Tensor text = made.add(Program.load(Sd3Transformer.LIBRARY).call("text", sequenceL.tensor(),
                    sequenceG.tensor(), sequenceT5.tensor()));
            Tensor pooled = made.add(Tensor.cat(1, List.of(pooledL.tensor(), pooledG.tensor())));
            return made.finished(new Prompt(text, pooled));
        }
    }

    private static Part part(Optional<Tensor> given, long... shape) {
        return given.map(tensor -> new Part(tensor, false))
                .orElseGet(() -> new Part(Tensor.zeros(DType.F32, Device.CPU, shape), true));
    }

    /** A given tensor, or zeros made in its place. */
    private record Part(Tensor tensor, boolean made) implements AutoCloseable {

        @Override
        public void close() {
            if (made) {
                tensor.close();
            }
        }
    }
}
