// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

import java.util.List;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.sampling.Schedule;
import org.stillroom.diffusion.sampling.SchedulerConfig;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.TokenizerKind;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;

/** One model of a family, known before any weight is read. */
public interface FamilyModel {

    ModelFamily family();

    TransformerConfig config();

    /**
     * Where the tensors lie in diffusers' layout.
     *
     * @param prefix of the stored names; mostly empty
     */
    default Layout layout(String prefix) {
        return Layout.same(prefix, config().parts());
    }

    /**
     * Where the tensors lie in the layout that the family was first published in.
     *
     * @param prefix of the stored names
     */
    Layout original(String prefix);

    /** Opens the headers of a model's weights. */
    @FunctionalInterface
    interface Headers {
        Header open() throws CheckpointException;
    }

    /**
     * Whether config and weights are of one model, where shapes do not tell that.
     *
     * @throws CheckpointException if they are not
     */
    void check(Headers weights) throws CheckpointException;

    /** What it was published with. */
    SchedulerConfig scheduler();

    /**
     * The steps of a run.
     *
     * @param imageSeqLen image tokens, for dynamic shifting
     */
    Schedule schedule(SchedulerConfig scheduler, int steps, int imageSeqLen);

    /** Tokens that a prompt for T5 is padded to where nobody says otherwise. */
    default int t5Tokens() {
        return TokenizerKind.T5.usualLength();
    }

    /** What T5 does with the padding behind a prompt. */
    default T5Encoder.Padding padding() {
        return T5Encoder.Padding.ATTENDED;
    }

    /** Whether this much guidance is classifier-free, and therefore asks for a negative prompt. */
    boolean takesNegative(double guidance);

    /** Scale of classifier-free guidance: above 1 the negative prompt counts, and each step takes twice the time. */
    default double scale(DenoiserSettings settings) {
        return takesNegative(settings.guidance()) ? settings.guidance() : 1;
    }

    /** What does not fit between the model, its inputs and its settings, beyond what all denoisers ask. */
    List<Finding> findings(DenoiserInputs inputs, DenoiserSettings settings);

    /**
     * A prompt as the transformer takes it, put together from what the text encoders gave; the caller closes it.
     *
     * @param text without findings
     * @param negative whether the negative prompt is meant
     */
    Prompt prompt(TextInputs text, boolean negative);

    /**
     * The transformer with its weights.
     *
     * @param weights in the parts of the config; taken over
     */
    DiffusionTransformer transformer(Device device, Residence weights);
}
