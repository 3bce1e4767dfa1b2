// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import org.stillroom.diffusion.image.WriteFailures;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.distill.training.Best;
import org.stillroom.distill.training.Learned;
import org.stillroom.distill.training.RunLock;
import org.stillroom.distill.training.Stage;
import org.stillroom.distill.training.Trainer;
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
 * Trains a family in a run's folder: tokenizer, autoencoder, latents, then transformer and text encoder. Each part
 * takes what the ones before left there, and goes on from its last checkpoint.
 *
 * @param run the folder; a family's plan must be the same whenever it is gone on with
 */
public record FamilyTraining(Path run, FamilyPlan plan, Device device) {

    static final String TOKENIZER = "tokenizer_2";

    private static final int CAPTIONS = 20_000;
    private static final int SCALED_BY = 2048;
    private static final int LOOKED_AT = 64;
    private static final int STEPS = 20;
    private static final long VAE_EVERY = 100;
    private static final long FLOW_EVERY = 500;

    /** Parts in their order. */
    public enum Part { VAE, LATENTS, FLOW }

    /**
     * Trains a part to its end or until the watcher stops it.
     *
     * @param watcher hears of each step, or of the samples of the latents
     * @return whether the part is finished
     * @throws TrainingException if it cannot start or go on
     */
    public boolean train(Part part, TrainingWatcher watcher) throws InterruptedException {
        try (RunLock lock = RunLock.take(run, watcher)) {
            return switch (part) {
                case VAE -> vae(watcher);
                case LATENTS -> latents(watcher);
                case FLOW -> flow(watcher);
            };
        } catch (IOException | CheckpointException e) {
            throw new TrainingException("The files of the run in " + run + " cannot be read or written: "
                    + reason(e), e);
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
        try (Learned vae = finishedVae(); TextTokenizer tokenizer = tokenizer()) {
            Latents.Maker maker = new Latents.Maker(new World(plan.seed(), Split.TRAIN),
                    new Autoencoder(plan.vae(), vae.average()), tokenizer, plan.tokens());
            Latents.Scale scale = maker.scale(Math.min(SCALED_BY, plan.latents()));
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

    private Map<String, String> latentSettings() {
        Map<String, String> settings = new TreeMap<>(vaeSettings().texts());
        settings.put("latents", Integer.toString(plan.latents()));
        settings.put("tokens", Integer.toString(plan.tokens()));
        return settings;
    }

    private Latents latents() throws CheckpointException {
        return Latents.read(latentsFile(), latentSettings());
    }

    private boolean flow(TrainingWatcher watcher)
            throws IOException, CheckpointException, InterruptedException {
        if (!Files.exists(latentsFile())) {
            throw new TrainingException("There are no latents in " + run + "; make them first: --part latents.");
        }
        Path folder = run.resolve(FlowStage.NAME);
        try (Learned vae = finishedVae(); TextTokenizer tokenizer = tokenizer(); Latents latents = latents()) {
            FlowStage.Settings settings = flowSettings(latents);
            Optional<TrainingState> state = TrainingState.find(folder, settings.texts());
            Gallery gallery = new Gallery(heldOut(), tokenizer, plan.tokens(),
                    new Autoencoder(plan.vae(), vae.average()), latents.scale(), STEPS,
                    device);
            try (FlowStage stage = state.isPresent()
                    ? FlowStage.restore(settings, latents, gallery, state.get().checkpoint(), device)
                    : FlowStage.start(settings, latents, gallery, device)) {
                return run(stage, folder, state, plan.flowRates().steps(), FLOW_EVERY, watcher);
            }
        }
    }

    private FlowStage.Settings flowSettings(Latents latents) throws IOException, CheckpointException {
        return new FlowStage.Settings(model(), plan.seed(), plan.flowBatch(), plan.flowRates(),
                latents.scale().toString());
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
        try (Learned vae = finishedVae(); Latents latents = latents()) {
            FlowStage.Settings settings = flowSettings(latents);
            TrainingState state = TrainingState.find(folder, settings.texts())
                    .orElseThrow(() -> new TrainingException("The transformer in " + run
                            + " has no checkpoint yet; train it first: --part flow."));
            Optional<Best> best = last ? Optional.empty()
                    : Best.find(folder, settings.texts()).filter(found -> found.step() <= state.step());
            Checkpoint weights = best.map(Best::checkpoint).orElse(state.checkpoint());
            try (Weights transformer = Learned.average(weights, FlowStage.TRANSFORMER, device);
                    Weights encoder = Learned.average(weights, FlowStage.ENCODER, device)) {
                FamilyFiles.write(family, settings.model(), plan.vae(), latents.scale(), vae.average(), transformer,
                        encoder, run.resolve(TOKENIZER));
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
        World world = new World(plan.seed(), Split.VALIDATION);
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
        if (!Files.exists(folder.resolve("tokenizer_config.json"))) {
            World world = new World(plan.seed(), Split.TRAIN);
            T5TokenizerFiles.write(folder, Vocabulary.of(
                    LongStream.range(0, CAPTIONS).mapToObj(index -> world.scene(index).caption())), plan.tokens());
        }
        return TextTokenizer.open(folder);
    }

    private Learned finishedVae() throws CheckpointException {
        Path folder = run.resolve(VaeStage.NAME);
        Optional<TrainingState> state = TrainingState.find(folder, vaeSettings().texts());
        if (state.isEmpty() || state.get().step() < plan.vaeRates().steps()) {
            throw new TrainingException("The autoencoder in " + folder + " is trained for "
                    + state.map(TrainingState::step).orElse(0L) + " of " + plan.vaeRates().steps()
                    + " steps; finish it first: --part vae.");
        }
        Checkpoint checkpoint = state.get().checkpoint();
        return Learned.restore(checkpoint, VaeStage.MODEL, device);
    }

    private static <B> boolean run(Stage<B> stage, Path folder, Optional<TrainingState> state, long steps, long every,
            TrainingWatcher watcher) throws InterruptedException {
        long from = state.map(TrainingState::step).orElse(0L) + 1;
        return steps == Trainer.run(stage, folder, from, steps, every, watcher);
    }
}
