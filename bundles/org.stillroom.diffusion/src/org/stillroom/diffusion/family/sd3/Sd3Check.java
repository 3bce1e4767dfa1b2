// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.sd3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.family.DenoiserInputs;
import org.stillroom.diffusion.family.DenoiserSettings;
import org.stillroom.diffusion.family.Finding;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.TextEmbedding;

/** What does not fit between SD3 and its three text encoders, of which any may be left out. */
final class Sd3Check {

    /** SD3 and SD3.5 as published: CLIP-L's projection, CLIP-G's, and what takes both. */
    private static final int WIDTH_L = 768;
    private static final int WIDTH_G = 1280;
    private static final int WIDTH_BOTH = 2048;

    private final Sd3Config config;
    private final DenoiserInputs inputs;
    private final DenoiserSettings settings;
    private final List<Finding> findings = new ArrayList<>();

    private Sd3Check(Sd3Config config, DenoiserInputs inputs, DenoiserSettings settings) {
        this.config = config;
        this.inputs = inputs;
        this.settings = settings;
    }

    static List<Finding> findings(Sd3Config config, DenoiserInputs inputs, DenoiserSettings settings) {
        Sd3Check check = new Sd3Check(config, inputs, settings);
        check.checkEncoders();
        check.checkClips();
        check.checkNegative("t5", inputs.t5().map(TextEmbedding.Info::negative));
        check.checkNegative("clip_l", inputs.clipL().map(ClipEmbedding.Info::negative));
        check.checkNegative("clip_g", inputs.clipG().map(ClipEmbedding.Info::negative));
        inputs.noise().ifPresent(check::checkSize);
        check.checkExchanged();
        if (inputs.t5().filter(TextEmbedding.Info::masked).isPresent()) {
            check.findings.add(Finding.paddingMissing(config.family()));
        }
        return check.findings;
    }

    /** Says so where CLIP-L gives more than CLIP-G, which no SD3 is known to take; only a guess, so no error. */
    private void checkExchanged() {
        int l = inputs.clipL().map(ClipEmbedding.Info::projection).orElse(0);
        int g = inputs.clipG().map(ClipEmbedding.Info::projection).orElse(0);
        boolean published = l == WIDTH_G && g == WIDTH_L;
        if (g > 0 && l > g && !published) {
            findings.add(Finding.warning("clip_l", "CLIP-L gives a projection of width " + l + " and CLIP-G one of " + g
                    + "; CLIP-L is the smaller one in SD3, so check that the two wires are not exchanged."));
        }
    }

    private void checkEncoders() {
        if (inputs.wired().stream().noneMatch(List.of("t5", "clip_l", "clip_g")::contains)) {
            add("", config.family() + " needs at least one text encoder: wire T5, CLIP-L or CLIP-G.");
        }
    }

    private void checkClips() {
        inputs.clipL().ifPresent(clip -> checkProjection("clip_l", clip));
        inputs.clipG().ifPresent(clip -> checkProjection("clip_g", clip));
        inputs.clipL().ifPresent(clip -> checkPlace("clip_l", clip, WIDTH_L, WIDTH_G));
        inputs.clipG().ifPresent(clip -> checkPlace("clip_g", clip, WIDTH_G, WIDTH_L));
        if (inputs.clipL().isEmpty() || inputs.clipG().isEmpty()) {
            return;
        }
        ClipEmbedding.Info l = inputs.clipL().get();
        ClipEmbedding.Info g = inputs.clipG().get();
        boolean known = l.projection() > 0 && g.projection() > 0;
        if (known && l.projection() + g.projection() != config.pooledProjectionDim()) {
            add("clip_g", "CLIP-L and CLIP-G give projections of width " + l.projection() + " and " + g.projection()
                    + ", but the denoiser \"" + settings.model() + "\" takes " + config.pooledProjectionDim()
                    + " together: choose the encoders made for it.");
        }
        if (l.width() + g.width() > config.jointAttentionDim()) {
            add("clip_g", "CLIP-L and CLIP-G give sequences of width " + l.width() + " and " + g.width()
                    + ", but the denoiser \"" + settings.model() + "\" takes at most " + config.jointAttentionDim()
                    + " together: choose the encoders made for it.");
        }
        if (l.tokens() > 0 && g.tokens() > 0 && l.tokens() != g.tokens()) {
            add("clip_g", "CLIP-L gives " + l.tokens() + " tokens and CLIP-G " + g.tokens()
                    + ": set both tokenizers to the same length.");
        }
    }

    private void checkProjection(String port, ClipEmbedding.Info clip) {
        if (clip.width() > 0 && clip.projection() == 0) {
            add(port, Finding.named("CLIP Encoder", clip.encoder()) + " has no projection, which "
                    + config.family() + " needs: choose the CLIP encoder that came with it.");
        } else if (clip.projection() > config.pooledProjectionDim() || clip.width() > config.jointAttentionDim()) {
            add(port, Finding.named("CLIP Encoder", clip.encoder()) + " gives a projection of width "
                    + clip.projection() + " and a sequence of width " + clip.width() + ", but the denoiser \""
                    + settings.model() + "\" takes at most " + config.pooledProjectionDim() + " and "
                    + config.jointAttentionDim() + ": choose the encoders made for it.");
        }
    }

    /** Exchanged, the two are as wide together as they should be, and the picture is noise. */
    private void checkPlace(String port, ClipEmbedding.Info clip, int own, int other) {
        if (config.pooledProjectionDim() == WIDTH_BOTH && clip.projection() == other) {
            add(port, Finding.named("CLIP Encoder", clip.encoder()) + " gives a projection of width " + other
                    + ", but the denoiser \"" + settings.model() + "\" takes one of width " + own
                    + " here: CLIP-L and CLIP-G seem to be exchanged, wire each to its own input.");
        }
    }

    private void checkNegative(String port, Optional<Boolean> negative) {
        if (settings.guidance() > 1 && negative.isPresent() && !negative.get()) {
            findings.add(Finding.negativeMissing(port, settings.guidance()));
        }
    }

    private void checkSize(Latent.Info noise) {
        int largest = config.posEmbedMaxSize() * config.patchSize() * 8;
        if (noise.width() > largest || noise.height() > largest) {
            add("noise", "The size is " + noise.width() + " x " + noise.height() + " pixels, but the denoiser \""
                    + settings.model() + "\" makes pictures of at most " + largest + " x " + largest + ".");
        }
    }

    private void add(String at, String message) {
        findings.add(Finding.error(at, message));
    }
}
