// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.chroma;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.family.DenoiserInputs;
import org.stillroom.diffusion.family.DenoiserSettings;
import org.stillroom.diffusion.family.FamilyModel;
import org.stillroom.diffusion.family.Finding;
import org.stillroom.diffusion.family.ModelFamily;
import org.stillroom.diffusion.family.TextInputs;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.sampling.Schedule;
import org.stillroom.diffusion.sampling.SchedulerConfig;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** A Chroma. It takes T5's text without padding and nothing of CLIP, and its guidance is classifier-free. */
record ChromaModel(ModelFamily family, ChromaConfig config) implements FamilyModel {

    @Override
    public Layout original(String prefix) {
        return OriginalChroma.layout(prefix, config);
    }

    @Override
    public void check(Headers weights) {
        // shapes say all
    }

    /** As FLUX.1 dev, which it was made from. */
    @Override
    public SchedulerConfig scheduler() {
        return SchedulerConfig.FLUX_DEV;
    }

    @Override
    public Schedule schedule(SchedulerConfig scheduler, int steps, int imageSeqLen) {
        return Schedule.flux(scheduler, steps, imageSeqLen);
    }

    @Override
    public T5Encoder.Padding padding() {
        return T5Encoder.Padding.MASKED;
    }

    @Override
    public boolean takesNegative(double guidance) {
        return guidance > 1;
    }

    @Override
    public List<Finding> findings(DenoiserInputs inputs, DenoiserSettings settings) {
        List<Finding> findings = new ArrayList<>();
        if (!inputs.wired().contains("t5")) {
            findings.add(Finding.error("t5", "Chroma needs a text embedding: wire a T5 Encoder."));
        }
        for (String port : List.of("clip_l", "clip_g")) {
            if (inputs.wired().contains(port)) {
                findings.add(Finding.error(port, "Chroma takes no CLIP: remove the wire."));
            }
        }
        Optional<TextEmbedding.Info> t5 = inputs.t5();
        if (t5.filter(text -> !text.masked()).isPresent()) {
            findings.add(Finding.error("t5", "Chroma takes text without its padding, but "
                    + Finding.named("T5 Encoder", t5.get().encoder()).replace("The ", "the ")
                    + " lets it take part: set its padding to left out."));
        }
        if (takesNegative(settings.guidance()) && t5.filter(text -> !text.negative()).isPresent()) {
            findings.add(Finding.negativeMissing("t5", settings.guidance()));
        }
        return findings;
    }

    @Override
    public Prompt prompt(TextInputs text, boolean negative) {
        TextEmbedding t5 = text.t5().orElseThrow();
        try (Assembly made = new Assembly()) {
            Tensor states = made.add((negative ? t5.negative().orElseThrow() : t5.hiddenStates()).copy());
            int rows = (int) states.size(0);
            List<Integer> lengths = t5.lengths().subList(negative ? rows : 0, negative ? 2 * rows : rows);
            Tensor mask = mask(lengths, (int) states.size(1));
            return made.finished(new Prompt(states, Optional.empty(), Optional.of(mask)));
        }
    }

    /**
     * [prompts, tokens]; the first token of padding counts, too.
     *
     * @param lengths tokens before the padding
     */
    static Tensor mask(List<Integer> lengths, int tokens) {
        float[] mask = new float[lengths.size() * tokens];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % tokens <= lengths.get(i / tokens) ? 1 : 0;
        }
        return Tensor.of(mask, lengths.size(), tokens);
    }

    @Override
    public DiffusionTransformer transformer(Device device, Residence weights) {
        return new ChromaTransformer(config, device, weights);
    }
}
