// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.family.DenoiserInputs;
import org.stillroom.diffusion.family.DenoiserSettings;
import org.stillroom.diffusion.family.FamilyModel;
import org.stillroom.diffusion.family.Finding;
import org.stillroom.diffusion.family.TransformerConfig;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.values.TextEmbedding;

/** What does not fit between a denoiser, its parameters and its inputs, whatever its family. */
final class DenoiserCheck {

    private final TransformerConfig config;
    private final LatentSpace space;
    private final String denoiser;
    private final DenoiserInputs inputs;
    private final DenoiserSettings settings;
    private final List<Finding> findings = new ArrayList<>();

    private DenoiserCheck(FamilyModel model, DenoiserInputs inputs, DenoiserSettings settings) {
        this.config = model.config();
        this.space = model.family().latentSpace();
        this.denoiser = "denoiser \"" + settings.model() + "\"";
        this.inputs = inputs;
        this.settings = settings;
    }

    static List<Finding> findings(FamilyModel model, DenoiserInputs inputs, DenoiserSettings settings) {
        DenoiserCheck check = new DenoiserCheck(model, inputs, settings);
        check.checkLatents();
        check.checkStart();
        inputs.t5().ifPresent(check::checkT5);
        check.findings.addAll(model.findings(inputs, settings));
        check.checkNegative(model);
        return List.copyOf(check.findings);
    }

    /** A negative prompt costs an encode, and its author expects something of it. */
    private void checkNegative(FamilyModel model) {
        // what could turn it on
        boolean distilled = !model.takesNegative(Double.MAX_VALUE);
        negative().filter(port -> model.scale(settings) <= 1).ifPresent(port -> findings.add(Finding.warning(port,
                "The negative prompt has no effect: " + config.family() + (distilled
                        ? " is guided without one. Set true CFG above 1, which takes twice the time"
                        : " is guided by one only above a guidance of 1. Raise the guidance")
                        + ", or remove the wires from the Prompt's Negative output.")));
        if (!distilled && settings.trueCfg() != 1) {
            findings.add(Finding.warning("true_cfg", "True CFG is for FLUX.1; " + config.family()
                    + " is guided by its guidance alone."));
        }
    }

    /** The first input that brings one. */
    private Optional<String> negative() {
        if (inputs.t5().filter(TextEmbedding.Info::negative).isPresent()) {
            return Optional.of("t5");
        }
        return inputs.clipL().filter(ClipEmbedding.Info::negative).map(clip -> "clip_l")
                .or(() -> inputs.clipG().filter(ClipEmbedding.Info::negative).map(clip -> "clip_g"));
    }

    private void checkLatents() {
        if (inputs.noise().isEmpty()) {
            return;
        }
        Latent.Info noise = inputs.noise().get();
        int multiple = 8 * config.patchSize();
        if (noise.channels() > 0 && noise.channels() != config.latentChannels()) {
            add("noise", "The noise has " + noise.channels() + " channels, but the " + denoiser + " takes "
                    + config.latentChannels() + ".");
        }
        if (noise.width() % multiple != 0 || noise.height() % multiple != 0) {
            add("noise", "The size is " + noise.width() + " x " + noise.height() + " pixels; width and height must be "
                    + "multiples of " + multiple + ".");
        }
    }

    private void checkStart() {
        if (settings.startStep() >= settings.steps()) {
            add("start_step", "The start step is " + settings.startStep() + " of " + settings.steps()
                    + " steps, so nothing is left to do: choose a smaller one.");
        }
        if (settings.startStep() > 0 && !inputs.wired().contains("latent")) {
            add("latent", "A start step above 0 starts from a picture: wire its latent, from a VAE Encoder, or set the "
                    + "start step to 0.");
        }
        if (settings.startStep() > 0 && inputs.latent().isPresent() && inputs.noise().isPresent()) {
            checkSame(inputs.latent().get(), inputs.noise().get());
        }
    }

    private void checkSame(Latent.Info latent, Latent.Info noise) {
        boolean known = latent.width() > 0 && noise.width() > 0;
        if (known && (latent.width() != noise.width() || latent.height() != noise.height())) {
            add("latent", "The latent is of a picture of " + latent.width() + " x " + latent.height()
                    + " pixels, but the noise is for " + noise.width() + " x " + noise.height() + ": make them equal.");
        }
        if (latent.channels() > 0 && latent.channels() != config.latentChannels()) {
            add("latent", "The latent has " + latent.channels() + " channels, but the " + denoiser + " takes "
                    + config.latentChannels() + ": encode the picture with the VAE that belongs to it.");
        }
        latent.space().filter(other -> other != space).ifPresent(other ->
                add("latent", "The latent is one of " + other.described() + ", but the " + denoiser
                        + " works on those of " + space.described()
                        + ": encode the picture with the VAE that belongs to it."));
        if (latent.batch() > 1 && noise.batch() > 0 && latent.batch() != noise.batch()) {
            add("latent", "The latent holds " + latent.batch() + " pictures, but the noise is for " + noise.batch()
                    + ": make them equal, or start from one picture.");
        }
    }

    private void checkT5(TextEmbedding.Info t5) {
        if (t5.width() > 0 && t5.width() != config.jointAttentionDim()) {
            add("t5", Finding.named("T5 Encoder", t5.encoder()) + " gives embeddings of width " + t5.width()
                    + ", but the " + denoiser + " takes " + config.jointAttentionDim()
                    + ": choose an encoder or a student made for it.");
        }
    }

    private void add(String at, String message) {
        findings.add(Finding.error(at, message));
    }
}
