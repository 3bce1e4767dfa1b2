// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.distill.training.Initial;
import org.stillroom.distill.training.Learned;
import org.stillroom.distill.training.Rates;
import org.stillroom.distill.training.Stage;
import org.stillroom.distill.training.Trainer;
import org.stillroom.distill.training.TrainingState;
import org.stillroom.distill.training.TrainingWatcher;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;
import org.stillroom.world.Split;
import org.stillroom.world.World;

/** All stages with the smallest models, as a process does them that starts or goes on. */
enum TinyStage {

    VAE(VaeStage.NAME) {
        @Override
        long run(Path folder, long to, long every, TrainingWatcher watcher) throws Exception {
            Optional<TrainingState> state = TrainingState.find(folder, vae().texts());
            try (VaeStage stage = state.isPresent()
                    ? VaeStage.restore(vae(), state.get().checkpoint(), Device.CPU)
                    : VaeStage.start(vae(), Device.CPU)) {
                return train(stage, folder, state, to, every, watcher);
            }
        }

        @Override
        Map<String, String> settings() {
            return vae().texts();
        }
    },

    FLOW(FlowStage.NAME) {
        @Override
        long run(Path folder, long to, long every, TrainingWatcher watcher) throws Exception {
            return flow(folder, to, every, watcher, -1);
        }

        @Override
        Map<String, String> settings() {
            return flow().texts();
        }
    },

    LANGUAGE(LanguageStage.NAME) {
        @Override
        long run(Path folder, long to, long every, TrainingWatcher watcher) throws Exception {
            Optional<TrainingState> state = TrainingState.find(folder, language().texts());
            try (TextTokenizer tokenizer = tokenizer(folder); LanguageStage stage = state.isPresent()
                    ? LanguageStage.restore(language(), tokenizer, state.get().checkpoint(), Device.CPU)
                    : LanguageStage.start(language(), tokenizer, Device.CPU)) {
                return train(stage, folder, state, to, every, watcher);
            }
        }

        @Override
        Map<String, String> settings() {
            return language().texts();
        }
    };

    static final int STEPS = 9;

    private static final int TOKENS = 16;
    private static final int ROWS = 32;
    private static final Rates RATES = new Rates(1e-3, 2, STEPS, 0.99, 0.01, 1, 0.9);
    private static final VaeConfig CONFIG = new VaeConfig(4, List.of(8, 8, 8, 8), 1, 4, 1, 0, false, false, true);
    private static final FlowModel MODEL = new FlowModel(
            new FluxConfig(16, 1, 1, 8, 2, 16, 16, true, List.of(2, 2, 4)),
            new T5Config(200, 16, 8, 16, 1, 2, 8, 128, 1e-6, true, OptionalInt.empty()));

    private final String stage;

    TinyStage(String stage) {
        this.stage = stage;
    }

    /** Goes on to a step from the checkpoint in the folder, or starts. */
    abstract long run(Path folder, long to, long every, TrainingWatcher watcher) throws Exception;

    abstract Map<String, String> settings();

    String stage() {
        return stage;
    }

    static VaeStage.Settings vae() {
        return new VaeStage.Settings(CONFIG, 3, 2, RATES, 1e-4);
    }

    static FlowStage.Settings flow() {
        return new FlowStage.Settings(MODEL, 3, 2, RATES, "some", Map.of());
    }

    static LanguageStage.Settings language() {
        return new LanguageStage.Settings(new LanguageModel(MODEL.t5(), 1), 3, Prompts.PLAIN, 2, RATES);
    }

    private static TextTokenizer tokenizer(Path folder) throws Exception {
        World world = new World(3, Split.TRAIN);
        Path vocabulary = folder.resolveSibling("tokenizer");
        T5TokenizerFiles.write(vocabulary, Vocabulary.of(LongStream.range(0, 500).mapToObj(world::caption), 0.0005),
                TOKENS, 0);
        return TextTokenizer.open(vocabulary);
    }

    /** @param poisoned a row whose latents are not a number, or -1 */
    static long flow(Path folder, long to, long every, TrainingWatcher watcher, int poisoned) throws Exception {
        World world = new World(3, Split.TRAIN);
        Optional<TrainingState> state = TrainingState.find(folder, flow().texts());
        try (Initial vae = Initial.vae(CONFIG, 3);
                Weights weights = Weights.of(vae.tensors());
                TextTokenizer tokenizer = tokenizer(folder);
                Latents latents = latents(poisoned)) {
            Gallery gallery = new Gallery(LongStream.range(0, 3).mapToObj(world::sample).toList(), tokenizer, TOKENS,
                    new Autoencoder(CONFIG, weights), latents.scale(), 2, Device.CPU);
            try (Initial flux = Initial.flux(MODEL.flux(), 3); Initial t5 = Initial.t5LookingNear(MODEL.t5(), 3)) {
                Learned encoder = state.isPresent()
                        ? Learned.restore(state.get().checkpoint(), FlowStage.ENCODER, Device.CPU)
                        : Learned.start(t5.tensors(), Device.CPU);
                TextSide text = new TextSide.Trained(latents.ids(), encoder);
                try (FlowStage stage = state.isPresent()
                        ? FlowStage.restore(flow(), latents, text, gallery, state.get().checkpoint(), Device.CPU)
                        : FlowStage.start(flow(), latents, flux, text, gallery, Device.CPU)) {
                    return train(stage, folder, state, to, every, watcher);
                }
            }
        }
    }

    private static Latents latents(int poisoned) {
        long[] ids = new long[ROWS * TOKENS];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i * 7 % 60;
        }
        try (Tensor full = Tensor.randn(5, ROWS, 4, 8, 8)) {
            float[] values = full.floats();
            if (poisoned >= 0) {
                values[poisoned * 4 * 8 * 8] = Float.NaN;
            }
            try (Tensor maybe = Tensor.of(values, full.shape())) {
                return new Latents(maybe.to(Device.CPU, DType.F16), Tensor.of(ids, ROWS, TOKENS),
                        new Latents.Scale(1, 0));
            }
        }
    }

    private static <B> long train(Stage<B> stage, Path folder, Optional<TrainingState> state, long to, long every,
            TrainingWatcher watcher) throws InterruptedException {
        return Trainer.run(stage, folder, state.map(TrainingState::step).orElse(0L) + 1, to, every, watcher);
    }
}
