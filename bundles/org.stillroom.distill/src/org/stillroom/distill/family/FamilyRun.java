// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.distill.training.Learned;
import org.stillroom.distill.training.Stage;
import org.stillroom.distill.training.Trainer;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.distill.training.TrainingState;
import org.stillroom.distill.training.TrainingWatcher;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Weights;
import org.stillroom.world.Split;
import org.stillroom.world.World;

/**
 * The files of a family's training, and what the parts leave there for each other.
 *
 * @param run the folder
 * @param start a family whose autoencoder is used, and whose transformer the new one begins with
 */
record FamilyRun(Path run, FamilyPlan plan, Optional<Path> start, Device device) {

    /** The sizes of the models, with the tokenizer's vocabulary. */
    FlowModel model() throws IOException, CheckpointException {
        tokenizer().close();
        Path file = run.resolve(FamilyTraining.TOKENIZER).resolve("tokenizer.json");
        int vocabulary = new ObjectMapper().readTree(file.toFile()).at("/model/vocab").size();
        T5Config t5 = plan.t5(vocabulary);
        return new FlowModel(plan.flux(), t5);
    }

    /** The run's tokenizer, made when it is first asked for. */
    TextTokenizer tokenizer() throws IOException, CheckpointException {
        Path folder = run.resolve(FamilyTraining.TOKENIZER);
        int tokens = plan.prompts().tokens();
        int sentinels = plan.language().isPresent() ? SpanCorruption.sentinels(tokens) : 0;
        if (!T5TokenizerFiles.there(folder)) {
            T5TokenizerFiles.write(folder, plan.prompts().vocabulary(plan.seed()), tokens, sentinels);
        }
        T5TokenizerFiles.require(folder, tokens, sentinels);
        return TextTokenizer.open(folder);
    }

    /** The autoencoder that latents are made with. */
    Weights autoencoder() throws CheckpointException {
        if (start.isPresent()) {
            return new StartFamily(start.get()).vae(plan.vae(), device);
        }
        return Learned.average(finished(VaeStage.NAME, vaeSettings().texts(), plan.vaeRates().steps(),
                FamilyTraining.Part.VAE), VaeStage.MODEL, device);
    }

    /** The last checkpoint of a part, which must be finished. */
    Checkpoint finished(String stage, Map<String, String> settings, long steps, FamilyTraining.Part part) {
        Path folder = run.resolve(stage);
        Optional<TrainingState> state = TrainingState.find(folder, settings);
        if (state.isEmpty() || state.get().step() < steps) {
            throw new TrainingException((part == FamilyTraining.Part.VAE ? "The autoencoder in "
                    : "The language model in ") + folder + " is trained for "
                    + state.map(TrainingState::step).orElse(0L) + " of " + steps
                    + " steps; finish it first: --part " + part.word() + ".");
        }
        return state.get().checkpoint();
    }

    VaeStage.Settings vaeSettings() {
        return new VaeStage.Settings(plan.vae(), plan.seed(), plan.vaeBatch(), plan.vaeRates(), plan.divergence());
    }

    Path latentsFile() {
        return run.resolve("latents.safetensors");
    }

    Map<String, String> latentSettings() throws CheckpointException {
        Map<String, String> settings = new TreeMap<>(start.isPresent()
                ? Map.of("seed", Long.toString(plan.seed())) : vaeSettings().texts());
        settings.put("latents", Integer.toString(plan.latents()));
        settings.put("tokens", Integer.toString(plan.prompts().tokens()));
        settings.putAll(choices());
        return settings;
    }

    /** What is chosen of prompts and start, by name. */
    Map<String, String> choices() throws CheckpointException {
        Map<String, String> choices = new TreeMap<>(plan.prompts().texts());
        if (start.isPresent()) {
            choices.putAll(new StartFamily(start.get()).texts());
        }
        return choices;
    }

    Latents latents() throws CheckpointException {
        if (!Files.exists(latentsFile())) {
            throw new TrainingException("There are no latents in " + run + "; make them first: --part latents.");
        }
        return Latents.read(latentsFile(), latentSettings());
    }

    /** What is trained on. */
    World world() {
        return plan.prompts().world(plan.seed(), Split.TRAIN);
    }

    /** Goes on with a stage from its checkpoint, if it has one. */
    static <B> boolean run(Stage<B> stage, Path folder, Optional<TrainingState> state, long steps, long every,
            TrainingWatcher watcher) throws InterruptedException {
        long from = state.map(TrainingState::step).orElse(0L) + 1;
        return steps == Trainer.run(stage, folder, from, steps, every, watcher);
    }
}
