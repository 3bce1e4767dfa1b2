// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import org.stillroom.diffusion.image.WriteFailures;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.distill.training.Best;
import org.stillroom.distill.training.Initial;
import org.stillroom.distill.training.Learned;
import org.stillroom.distill.training.RunLock;
import org.stillroom.distill.training.Stage;
import org.stillroom.distill.training.Trainer;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.distill.training.TrainingState;
import org.stillroom.distill.training.TrainingWatcher;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
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
    private static final long LANGUAGE_EVERY = 500;

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
                case LANGUAGE -> language(watcher);
                case VAE -> vae(watcher);
                case LATENTS -> latents(watcher);
                case TEXTS -> texts(watcher);
                case FLOW -> flow(watcher);
            };
        } catch (IOException | CheckpointException e) {
            throw new TrainingException("The files of the run in " + run + " cannot be read or written: "
                    + reason(e), e);
        }
    }

    private boolean language(TrainingWatcher watcher) throws InterruptedException, IOException, CheckpointException {
        Path folder = run.resolve(LanguageStage.NAME);
        LanguageStage.Settings settings = languageSettings();
        Optional<TrainingState> state = TrainingState.find(folder, settings.texts());
        try (TextTokenizer tokenizer = tokenizer(); LanguageStage stage = state.isPresent()
                ? LanguageStage.restore(settings, tokenizer, state.get().checkpoint(), device)
                : LanguageStage.start(settings, tokenizer, device)) {
            return run(stage, folder, state, settings.rates().steps(), LANGUAGE_EVERY, watcher);
        }
    }

    private LanguageStage.Settings languageSettings() throws IOException, CheckpointException {
        LanguagePlan language = plan.language().orElseThrow();
        return new LanguageStage.Settings(new LanguageModel(model().t5(), language.decoderLayers()), plan.seed(),
                plan.prompts(), language.batch(), language.rates());
    }

    /** The language model's encoder, which learns no more. */
    private Weights teacher() throws IOException, CheckpointException {
        try (Weights average = Learned.average(finished(LanguageStage.NAME, languageSettings().texts(),
                languageSettings().rates().steps(), Part.LANGUAGE), LanguageStage.MODEL, device)) {
            return FrozenTexts.rounded(average, model().t5(), device);
        }
    }

    private boolean vae(TrainingWatcher watcher) throws InterruptedException, CheckpointException {
        Path folder = run.resolve(VaeStage.NAME);
        Optional<TrainingState> state = TrainingState.find(folder, vaeSettings().texts());
        try (VaeStage stage = state.isPresent()
                ? VaeStage.restore(vaeSettings(), state.get().checkpoint(), device)
                : VaeStage.start(vaeSettings(), device)) {
            return run(stage, folder, state, plan.vaeRates().steps(), VAE_EVERY, watcher);
        }
    }

    private VaeStage.Settings vaeSettings() {
        return new VaeStage.Settings(plan.vae(), plan.seed(), plan.vaeBatch(), plan.vaeRates(), plan.divergence());
    }

    private boolean latents(TrainingWatcher watcher) throws IOException, CheckpointException {
        if (Files.exists(latentsFile())) {
            latents().close();
            return true;
        }
        try (Weights vae = autoencoder(); TextTokenizer tokenizer = tokenizer()) {
            Latents.Maker maker = new Latents.Maker(world(),
                    new Autoencoder(plan.vae(), vae), tokenizer, plan.prompts().tokens());
            Latents.Scale scale = start.isPresent() ? new StartFamily(start.get()).scale()
                    : maker.scale(Math.min(SCALED_BY, plan.latents()));
            try (Latents latents = Latents.make(maker, scale, plan.latents(), watcher)) {
                latents.write(latentsFile(), latentSettings());
            }
            return true;
        } catch (CancellationException e) {
            return false;
        }
    }

    private Path latentsFile() {
        return run.resolve("latents.safetensors");
    }

    private Map<String, String> latentSettings() throws CheckpointException {
        Map<String, String> settings = new TreeMap<>(start.isPresent()
                ? Map.of("seed", Long.toString(plan.seed())) : vaeSettings().texts());
        settings.put("latents", Integer.toString(plan.latents()));
        settings.put("tokens", Integer.toString(plan.prompts().tokens()));
        settings.putAll(choices());
        return settings;
    }

    /** What later parts are made with and earlier versions did not have: nothing for {@link FamilyPlan#MINI}. */
    private Map<String, String> choices() throws CheckpointException {
        Map<String, String> choices = new TreeMap<>();
        if (!plan.prompts().equals(Prompts.PLAIN)) {
            choices.putAll(plan.prompts().texts());
        }
        if (start.isPresent()) {
            choices.putAll(new StartFamily(start.get()).texts());
        }
        return choices;
    }

    private Latents latents() throws CheckpointException {
        if (!Files.exists(latentsFile())) {
            throw new TrainingException("There are no latents in " + run + "; make them first: --part latents.");
        }
        return Latents.read(latentsFile(), latentSettings());
    }

    private boolean texts(TrainingWatcher watcher) throws IOException, CheckpointException {
        try (Weights teacher = teacher(); Latents latents = latents()) {
            Map<String, String> settings = textSettings(teacher);
            if (Files.exists(textsFile())) {
                FrozenTexts.read(textsFile(), textNames(), settings).forEach(Tensor::close);
                return true;
            }
            int works = textNames().size();
            Map<String, Tensor> texts = new LinkedHashMap<>();
            // it is not closed, as that would close the weights
            T5Encoder encoder = T5Encoder.of("the text encoder", model().t5(), Residence.of(teacher), device);
            try {
                texts.put(FrozenTexts.TEXT, FrozenTexts.encode(encoder, latents::row, plan.latents(),
                        done -> told(watcher, done, works)));
                if (start.isPresent()) {
                    texts.put(FrozenTexts.SHOWN, new StartFamily(start.get()).texts(world(), plan.latents(), device,
                            done -> told(watcher, plan.latents() + done, works)));
                }
                FrozenTexts.write(textsFile(), texts, settings);
            } finally {
                texts.values().forEach(Tensor::close);
            }
            return true;
        } catch (CancellationException e) {
            return false;
        }
    }

    private void told(TrainingWatcher watcher, int done, int works) {
        watcher.checkCancelled();
        watcher.progress(done, (long) works * plan.latents());
    }

    private List<String> textNames() {
        return start.isPresent() ? List.of(FrozenTexts.TEXT, FrozenTexts.SHOWN) : List.of(FrozenTexts.TEXT);
    }

    private World world() {
        return plan.prompts().world(plan.seed(), Split.TRAIN);
    }

    private Path textsFile() {
        return run.resolve("texts.safetensors");
    }

    private Map<String, String> textSettings(Weights teacher) throws CheckpointException {
        Map<String, String> settings = latentSettings();
        settings.put("encoder", FrozenTexts.fingerprint(teacher));
        return settings;
    }

    private boolean flow(TrainingWatcher watcher) throws IOException, CheckpointException, InterruptedException {
        Path folder = run.resolve(FlowStage.NAME);
        try (Latents latents = latents(); Weights vae = autoencoder(); TextTokenizer tokenizer = tokenizer();
                Assembly made = new Assembly()) {
            Optional<Weights> teacher = Optional.empty();
            if (plan.language().isPresent()) {
                teacher = Optional.of(made.add(teacher(), Weights::close));
            }
            FlowStage.Settings settings = flowSettings(latents, teacher);
            Optional<TrainingState> state = TrainingState.find(folder, settings.texts());
            Gallery gallery = new Gallery(heldOut(), tokenizer, plan.prompts().tokens(),
                    new Autoencoder(plan.vae(), vae), latents.scale(), STEPS, device);
            TextSide text = teacher.isPresent() ? frozen(teacher.get(), made)
                    : new TextSide.Trained(latents.ids(), encoder(settings.model().t5(), state));
            try (FlowStage stage = state.isPresent()
                    ? FlowStage.restore(settings, latents, text, gallery, state.get().checkpoint(), device)
                    : begin(settings, latents, text, gallery)) {
                return run(stage, folder, state, plan.flowRates().steps(), FLOW_EVERY, watcher);
            }
        }
    }

    private TextSide frozen(Weights teacher, Assembly made) throws CheckpointException {
        if (!Files.exists(textsFile())) {
            throw new TrainingException("There are no texts in " + run + "; make them first: --part texts.");
        }
        List<Tensor> texts = FrozenTexts.read(textsFile(), textNames(), textSettings(teacher));
        texts.forEach(made::add);
        Optional<Weights> guide = Optional.empty();
        if (start.isPresent()) {
            guide = Optional.of(made.add(new StartFamily(start.get()).transformer(plan.flux(), device),
                    Weights::close));
        }
        return new TextSide.Frozen(texts, teacher, guide);
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
        Map<String, String> more = choices();
        teacher.ifPresent(frozen -> more.put("frozen", FrozenTexts.fingerprint(frozen)));
        return new FlowStage.Settings(model(), plan.seed(), plan.flowBatch(), plan.flowRates(),
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
        try (Weights vae = autoencoder(); Latents latents = latents(); Assembly made = new Assembly()) {
            Optional<Weights> teacher = Optional.empty();
            if (plan.language().isPresent()) {
                teacher = Optional.of(made.add(teacher(), Weights::close));
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
                FamilyFiles.write(family, settings.model(), plan.vae(), latents.scale(), vae, transformer, encoder,
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

    /** The sizes of the models, with the tokenizer's vocabulary. */
    FlowModel model() throws IOException, CheckpointException {
        tokenizer().close();
        int vocabulary = new ObjectMapper().readTree(run.resolve(TOKENIZER).resolve("tokenizer.json").toFile())
                .at("/model/vocab").size();
        T5Config t5 = plan.t5(vocabulary);
        return new FlowModel(plan.flux(), t5);
    }

    /** The run's tokenizer, made when it is first asked for. */
    private TextTokenizer tokenizer() throws IOException, CheckpointException {
        Path folder = run.resolve(TOKENIZER);
        int tokens = plan.prompts().tokens();
        int sentinels = plan.language().isPresent() ? SpanCorruption.sentinels(tokens) : 0;
        if (!T5TokenizerFiles.there(folder)) {
            T5TokenizerFiles.write(folder, plan.prompts().vocabulary(plan.seed()), tokens, sentinels);
        }
        T5TokenizerFiles.require(folder, tokens, sentinels);
        return TextTokenizer.open(folder);
    }

    /** The autoencoder that latents are made with. */
    private Weights autoencoder() throws CheckpointException {
        if (start.isPresent()) {
            return new StartFamily(start.get()).vae(plan.vae(), device);
        }
        return Learned.average(finished(VaeStage.NAME, vaeSettings().texts(), plan.vaeRates().steps(), Part.VAE),
                VaeStage.MODEL, device);
    }

    private Checkpoint finished(String stage, Map<String, String> settings, long steps, Part part) {
        Path folder = run.resolve(stage);
        Optional<TrainingState> state = TrainingState.find(folder, settings);
        if (state.isEmpty() || state.get().step() < steps) {
            throw new TrainingException((part == Part.VAE ? "The autoencoder in " : "The language model in ") + folder
                    + " is trained for " + state.map(TrainingState::step).orElse(0L) + " of " + steps
                    + " steps; finish it first: --part " + part.word() + ".");
        }
        return state.get().checkpoint();
    }

    private static <B> boolean run(Stage<B> stage, Path folder, Optional<TrainingState> state, long steps, long every,
            TrainingWatcher watcher) throws InterruptedException {
        long from = state.map(TrainingState::step).orElse(0L) + 1;
        return steps == Trainer.run(stage, folder, from, steps, every, watcher);
    }
}
