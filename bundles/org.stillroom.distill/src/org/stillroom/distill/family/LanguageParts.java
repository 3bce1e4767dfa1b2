// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.distill.training.Learned;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.distill.training.TrainingState;
import org.stillroom.distill.training.TrainingWatcher;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * The parts of a family whose text encoder is a language model: its training, and what it then gives for captions.
 *
 * @param files of the run
 */
record LanguageParts(FamilyRun files) {

    private static final long EVERY = 500;

    /** Trains the language model. */
    boolean train(TrainingWatcher watcher) throws InterruptedException, IOException, CheckpointException {
        Path folder = files.run().resolve(LanguageStage.NAME);
        LanguageStage.Settings settings = languageSettings();
        Optional<TrainingState> state = TrainingState.find(folder, settings.texts());
        try (TextTokenizer tokenizer = files.tokenizer(); LanguageStage stage = state.isPresent()
                ? LanguageStage.restore(settings, tokenizer, state.get().checkpoint(), files.device())
                : LanguageStage.start(settings, tokenizer, files.device())) {
            return FamilyRun.run(stage, folder, state, settings.rates().steps(), EVERY, watcher);
        }
    }

    private LanguageStage.Settings languageSettings() throws IOException, CheckpointException {
        LanguagePlan language = files.plan().language().orElseThrow();
        return new LanguageStage.Settings(new LanguageModel(files.model().t5(), language.decoderLayers()),
                files.plan().seed(), files.plan().prompts(), language.batch(), language.rates());
    }

    /** The language model's encoder, which learns no more. */
    Weights teacher() throws IOException, CheckpointException {
        try (Weights average = Learned.average(files.finished(LanguageStage.NAME, languageSettings().texts(),
                languageSettings().rates().steps(), FamilyTraining.Part.LANGUAGE), LanguageStage.MODEL,
                files.device())) {
            return FrozenTexts.rounded(average, files.model().t5(), files.device());
        }
    }

    /** Computes what it gives for the captions of all samples. */
    boolean texts(TrainingWatcher watcher) throws IOException, CheckpointException {
        try (Weights teacher = teacher(); Latents latents = files.latents()) {
            Map<String, String> settings = textSettings(teacher);
            if (Files.exists(textsFile())) {
                FrozenTexts.read(textsFile(), textNames(), settings).forEach(Tensor::close);
                return true;
            }
            int works = textNames().size();
            Map<String, Tensor> texts = new LinkedHashMap<>();
            // it is not closed, as that would close the weights
            T5Encoder encoder = T5Encoder.of("the text encoder", files.model().t5(), Residence.of(teacher),
                    files.device());
            try {
                texts.put(FrozenTexts.TEXT, FrozenTexts.encode(encoder, latents::row, files.plan().latents(),
                        done -> told(watcher, done, works)));
                if (files.start().isPresent()) {
                    texts.put(FrozenTexts.SHOWN, new StartFamily(files.start().get()).texts(files.world(),
                            files.plan().latents(), files.device(),
                            done -> told(watcher, files.plan().latents() + done, works)));
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
        watcher.progress(done, (long) works * files.plan().latents());
    }

    private List<String> textNames() {
        return files.start().isPresent() ? List.of(FrozenTexts.TEXT, FrozenTexts.SHOWN) : List.of(FrozenTexts.TEXT);
    }

    private Path textsFile() {
        return files.run().resolve("texts.safetensors");
    }

    private Map<String, String> textSettings(Weights teacher) throws CheckpointException {
        Map<String, String> settings = files.latentSettings();
        settings.put("encoder", FrozenTexts.fingerprint(teacher));
        return settings;
    }

    /** What the transformer is told; everything is added to what the caller closes. */
    TextSide frozen(Weights teacher, Assembly made) throws CheckpointException {
        if (!Files.exists(textsFile())) {
            throw new TrainingException("There are no texts in " + files.run() + "; make them first: --part texts.");
        }
        List<Tensor> texts = FrozenTexts.read(textsFile(), textNames(), textSettings(teacher));
        texts.forEach(made::add);
        Optional<Weights> guide = Optional.empty();
        if (files.start().isPresent()) {
            guide = Optional.of(made.add(new StartFamily(files.start().get()).transformer(files.plan().flux(),
                    files.device()), Weights::close));
        }
        return new TextSide.Frozen(texts, teacher, guide);
    }
}
