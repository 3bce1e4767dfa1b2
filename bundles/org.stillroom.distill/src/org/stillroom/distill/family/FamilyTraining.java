// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import org.stillroom.diffusion.image.WriteFailures;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.distill.training.Best;
import org.stillroom.distill.training.Initial;
import org.stillroom.distill.training.Learned;
import org.stillroom.distill.training.RunLock;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.distill.training.TrainingState;
import org.stillroom.distill.training.TrainingWatcher;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Weights;
import org.stillroom.world.Sample;
import org.stillroom.world.Split;
import org.stillroom.world.World;

/**
 * Trains a family in a run's folder: tokenizer, autoencoder, latents, then transformer and text encoder; or first the
 * encoder as a language model, and then the transformer on what it gives. Each part takes what the ones before left
 * there, and goes on from its last checkpoint.
 *
 * @param run the folder; a family's plan must be the same whenever it is gone on with
 * @param start a family whose autoencoder is used, and whose transformer the new one begins with
 */
public record FamilyTraining(Path run, FamilyPlan plan, Optional<Path> start, Device device) {

    static final String TOKENIZER = "tokenizer_2";

    private static final int SCALED_BY = 2048;
    private static final int LOOKED_AT = 64;
    private static final int STEPS = 20;
    private static final long VAE_EVERY = 100;
    private static final long FLOW_EVERY = 500;

    /** Parts in their order. */
    public enum Part {
        /** The text encoder, as a language model; of plans that have one. */
        LANGUAGE,
        /** The autoencoder; of families that are not started from another one. */
        VAE,
        /** Pictures as the transformer sees them. */
        LATENTS,
        /** What the frozen encoder gives for their captions; of plans with a language model. */
        TEXTS,
        /** The transformer, and the encoder where it is not trained before. */
        FLOW;

        /** As options name it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What this family's training is made of. */
    public Set<Part> parts() {
        Set<Part> parts = EnumSet.allOf(Part.class);
        if (plan.language().isEmpty()) {
            parts.removeAll(Set.of(Part.LANGUAGE, Part.TEXTS));
        }
        if (start.isPresent()) {
            parts.remove(Part.VAE);
        }
        return parts;
    }

    /**
     * Trains a part to its end or until the watcher stops it.
     *
     * @param watcher hears of each step, or of the samples of the latents
     * @return whether the part is finished
     * @throws TrainingException if it cannot start or go on
     */
    public boolean train(Part part, TrainingWatcher watcher) throws InterruptedException {
        if (!parts().contains(part)) {
            throw new TrainingException("This family has no part " + part.word() + ": "
                    + (part == Part.VAE ? "its autoencoder is that of " + start.orElseThrow()
                            : "its text encoder is trained with the transformer") + ". Leave that part out.");
        }
        try (RunLock lock = RunLock.take(run, watcher)) {
            return switch (part) {
                case LANGUAGE -> language().train(watcher);
                case VAE -> vae(watcher);
                case LATENTS -> latents(watcher);
                case TEXTS -> language().texts(watcher);
                case FLOW -> flow(watcher);
            };
        } catch (IOException | CheckpointException e) {
            throw new TrainingException("The files of the run in " + run + " cannot be read or written: "
                    + reason(e), e);
        }
    }

    private FamilyRun files() {
        return new FamilyRun(run, plan, start, device);
    }

    private LanguageParts language() {
        return new LanguageParts(files());
    }

    private boolean vae(TrainingWatcher watcher) throws InterruptedException, CheckpointException {
        Path folder = run.resolve(VaeStage.NAME);
        Optional<TrainingState> state = TrainingState.find(folder, files().vaeSettings().texts());
        try (VaeStage stage = state.isPresent()
                ? VaeStage.restore(files().vaeSettings(), state.get().checkpoint(), device)
                : VaeStage.start(files().vaeSettings(), device)) {
            return FamilyRun.run(stage, folder, state, plan.vaeRates().steps(), VAE_EVERY, watcher);
        }
    }

    private boolean latents(TrainingWatcher watcher) throws IOException, CheckpointException {
        if (Files.exists(files().latentsFile())) {
            files().latents().close();
            return true;
        }
        try (Weights vae = files().autoencoder(); TextTokenizer tokenizer = files().tokenizer()) {
            Latents.Maker maker = new Latents.Maker(files().world(),
                    new Autoencoder(plan.vae(), vae), tokenizer, plan.prompts().tokens());
            Latents.Scale scale = start.isPresent() ? new StartFamily(start.get()).scale()
                    : maker.scale(Math.min(SCALED_BY, plan.latents()));
            try (Latents latents = Latents.make(maker, scale, plan.latents(), watcher)) {
                latents.write(files().latentsFile(), files().latentSettings());
            }
            return true;
        } catch (CancellationException e) {
            return false;
        }
    }

    private boolean flow(TrainingWatcher watcher) throws IOException, CheckpointException, InterruptedException {
        Path folder = run.resolve(FlowStage.NAME);
        try (Latents latents = files().latents(); Weights vae = files().autoencoder();
                TextTokenizer tokenizer = files().tokenizer(); Assembly made = new Assembly()) {
            Optional<Weights> teacher = Optional.empty();
            if (plan.language().isPresent()) {
                teacher = Optional.of(made.add(language().teacher(), Weights::close));
            }
            FlowStage.Settings settings = flowSettings(latents, teacher);
            Optional<TrainingState> state = TrainingState.find(folder, settings.texts());
            Gallery gallery = new Gallery(heldOut(), tokenizer, plan.prompts().tokens(),
                    new Autoencoder(plan.vae(), vae), latents.scale(), STEPS, device);
            TextSide text = teacher.isPresent() ? language().frozen(teacher.get(), made)
                    : new TextSide.Trained(latents.ids(), encoder(settings.model().t5(), state));
            try (FlowStage stage = state.isPresent()
                    ? FlowStage.restore(settings, latents, text, gallery, state.get().checkpoint(), device)
                    : begin(settings, latents, text, gallery)) {
                return FamilyRun.run(stage, folder, state, plan.flowRates().steps(), FLOW_EVERY, watcher);
            }
        }
    }

    private Learned encoder(T5Config config, Optional<TrainingState> state) throws CheckpointException {
        if (state.isPresent()) {
            return Learned.restore(state.get().checkpoint(), FlowStage.ENCODER, device);
        }
        try (Initial t5 = Initial.t5LookingNear(config, plan.seed())) {
            return Learned.start(t5.tensors(), device);
        }
    }

    private FlowStage begin(FlowStage.Settings settings, Latents latents, TextSide text, Gallery gallery)
            throws CheckpointException {
        try (Initial flux = Initial.flux(plan.flux(), plan.seed())) {
            if (start.isPresent()) {
                new StartFamily(start.get()).put(plan.flux(), flux);
            }
            return FlowStage.start(settings, latents, flux, text, gallery, device);
        }
    }

    private FlowStage.Settings flowSettings(Latents latents, Optional<Weights> teacher)
            throws IOException, CheckpointException {
        Map<String, String> more = files().choices();
        teacher.ifPresent(frozen -> more.put("frozen", FrozenTexts.fingerprint(frozen)));
        return new FlowStage.Settings(files().model(), plan.seed(), plan.flowBatch(), plan.flowRates(),
                latents.scale().toString(), more);
    }

    /**
     * What was written.
     *
     * @param step that transformer and encoder were trained for
     * @param words why this step; empty for the last one
     */
    public record Exported(long step, String words) {
    }

    /**
     * Writes the family with the averaged weights, as a model folder in diffusers' layout.
     *
     * @param last whether it is that of the last step, and not that of the step after which most pictures and letters
     *        of validation captions were right
     */
    public Exported export(Path family, boolean last) {
        Path folder = run.resolve(FlowStage.NAME);
        try (Weights vae = files().autoencoder(); Latents latents = files().latents(); Assembly made = new Assembly()) {
            Optional<Weights> teacher = Optional.empty();
            if (plan.language().isPresent()) {
                teacher = Optional.of(made.add(language().teacher(), Weights::close));
            }
            FlowStage.Settings settings = flowSettings(latents, teacher);
            TrainingState state = TrainingState.find(folder, settings.texts())
                    .orElseThrow(() -> new TrainingException("The transformer in " + run
                            + " has no checkpoint yet; train it first: --part flow."));
            Optional<Best> best = last ? Optional.empty()
                    : Best.find(folder, settings.texts()).filter(found -> found.step() <= state.step());
            Checkpoint weights = best.map(Best::checkpoint).orElse(state.checkpoint());
            Weights encoder = teacher.isPresent() ? teacher.get()
                    : made.add(Learned.average(weights, FlowStage.ENCODER, device), Weights::close);
            try (Weights transformer = Learned.average(weights, FlowStage.TRANSFORMER, device)) {
                FamilyFiles.write(family, plan, settings.model(), latents.scale(), vae, transformer, encoder,
                        run.resolve(TOKENIZER));
            }
            return best.map(found -> new Exported(found.step(), found.words()))
                    .orElse(new Exported(state.step(), ""));
        } catch (IOException | CheckpointException e) {
            throw new TrainingException("The family of " + run + " cannot be written to " + family + ": "
                    + reason(e), e);
        }
    }

    private static String reason(Exception e) {
        return e instanceof IOException failure ? WriteFailures.reason(failure) : e.getMessage();
    }

    /** Captions of which no picture was trained on. */
    private List<Sample> heldOut() {
        World world = plan.prompts().world(plan.seed(), Split.VALIDATION);
        return LongStream.range(0, LOOKED_AT).mapToObj(world::sample).toList();
    }
}
