// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.flux;

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
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** A FLUX.1 dev or schnell. It takes T5's text and CLIP-L's pooled vector, and its guidance is distilled. */
record FluxModel(ModelFamily family, FluxConfig config) implements FamilyModel {

    /** What embeds the guidance, in diffusers' and in the original layout. */
    private static final List<String> GUIDANCE = List.of("time_text_embed.guidance_embedder.", "guidance_in.");

    @Override
    public Layout original(String prefix) {
        return OriginalFlux.layout(prefix, config);
    }

    /** Config and weights must agree on guidance, which is what tells dev from schnell. */
    @Override
    public void check(Headers headers) throws CheckpointException {
        Header weights = headers.open();
        Optional<String> found = GUIDANCE.stream().filter(weights::hasAny).findFirst();
        if (found.isPresent() && !config.guidanceEmbeds()) {
            throw weights.problem("its config says guidance_embeds: false, as for FLUX.1 schnell, but its weights hold "
                    + weights.prefix() + found.get() + "*, as those of FLUX.1 dev do; get config and weights from one "
                    + "place");
        }
        if (found.isEmpty() && config.guidanceEmbeds()) {
            throw weights.problem("its config says guidance_embeds: true, as for FLUX.1 dev, but its weights hold no "
                    + String.join("* or ", GUIDANCE) + "*, as those of FLUX.1 schnell do not; get config and weights "
                    + "from one place");
        }
    }

    @Override
    public SchedulerConfig scheduler() {
        return config.guidanceEmbeds() ? SchedulerConfig.FLUX_DEV : SchedulerConfig.FLUX_SCHNELL;
    }

    @Override
    public Schedule schedule(SchedulerConfig scheduler, int steps, int imageSeqLen) {
        return Schedule.flux(scheduler, steps, imageSeqLen);
    }

    @Override
    public boolean takesNegative(double guidance) {
        return false;
    }

    /** Beside the distilled guidance, as diffusers' true_cfg_scale. */
    @Override
    public double scale(DenoiserSettings settings) {
        return Math.max(1, settings.trueCfg());
    }

    @Override
    public List<Finding> findings(DenoiserInputs inputs, DenoiserSettings settings) {
        List<Finding> findings = new ArrayList<>();
        if (!inputs.wired().contains("t5")) {
            findings.add(Finding.error("t5", config.family() + " needs a text embedding: wire a T5 Encoder."));
        }
        if (!inputs.wired().contains("clip_l")) {
            findings.add(Finding.error("clip_l",
                    config.family() + " needs CLIP-L's pooled output: wire a CLIP Encoder."));
        }
        if (inputs.wired().contains("clip_g")) {
            findings.add(Finding.error("clip_g", config.family() + " takes no CLIP-G: remove the wire."));
        }
        if (scale(settings) > 1) {
            inputs.t5().filter(text -> !text.negative()).ifPresent(text -> findings.add(negativeMissing("t5")));
            inputs.clipL().filter(text -> !text.negative()).ifPresent(text -> findings.add(negativeMissing("clip_l")));
        }
        if (inputs.t5().filter(TextEmbedding.Info::masked).isPresent()) {
            findings.add(Finding.paddingMissing(config.family()));
        }
        inputs.clipL().filter(clip -> clip.width() > 0 && clip.width() != config.pooledProjectionDim())
                .ifPresent(clip -> findings.add(Finding.error("clip_l", Finding.named("CLIP Encoder", clip.encoder())
                        + " gives a pooled output of width " + clip.width() + ", but the denoiser \""
                        + settings.model() + "\" takes " + config.pooledProjectionDim() + ": choose CLIP-L.")));
        return findings;
    }

    private static Finding negativeMissing(String port) {
        return Finding.error(port, "True CFG above 1 needs a negative prompt on both text encoders: wire the Prompt's "
                + "Negative output into this encoder's tokenizer too, or set true CFG to 1.");
    }

    @Override
    public Prompt prompt(TextInputs text, boolean negative) {
        TextEmbedding t5 = text.t5().orElseThrow();
        ClipEmbedding clip = text.clipL().orElseThrow();
        try (Assembly made = new Assembly()) {
            Tensor states = made.add((negative ? t5.negative().orElseThrow() : t5.hiddenStates()).copy());
            ClipOutput pooled = negative ? clip.negative().orElseThrow() : clip.prompt();
            return made.finished(new Prompt(states, pooled.pooled().copy()));
        }
    }

    @Override
    public DiffusionTransformer transformer(Device device, Residence weights) {
        return new FluxTransformer(config, device, weights);
    }
}
