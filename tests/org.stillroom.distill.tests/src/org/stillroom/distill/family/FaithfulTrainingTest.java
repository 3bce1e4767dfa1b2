// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.distill.training.Onlooker.NOBODY;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.distill.family.FamilyTraining.Part;
import org.stillroom.distill.training.Onlooker;
import org.stillroom.distill.training.Rates;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.world.Split;
import org.stillroom.world.Wording;
import org.stillroom.world.World;

/** A family whose encoder is a language model that is frozen, started from another family, with the smallest models. */
class FaithfulTrainingTest {

    private static final Rates RATES = new Rates(1e-3, 1, 2, 0.99, 0.01, 1, 0.9);
    private static final VaeConfig VAE = new VaeConfig(16, List.of(8, 8, 8, 8), 1, 4, 1, 0, false, false, true);
    private static final FamilyPlan PLAIN = new FamilyPlan(1, VAE, 2, RATES, 1e-4, 64,
            new FluxConfig(64, 1, 1, 8, 2, 16, 32, true, List.of(2, 2, 4)), t5(16), 2, RATES, Prompts.PLAIN,
            Optional.empty());
    private static final FamilyPlan PLAN = new FamilyPlan(1, VAE, 2, RATES, 1e-4, 64,
            new FluxConfig(64, 1, 1, 8, 2, 24, 32, true, List.of(2, 2, 4)), t5(24), 2, RATES, Prompts.PROSE,
            Optional.of(new LanguagePlan(1, 2, RATES)));
    private static final String TEACHER = "text_encoder_2/model.safetensors";
    private static final String TRANSFORMER = "transformer/diffusion_pytorch_model.safetensors";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path start;
    private static Path run;
    private static Path family;

    private static T5Config t5(int width) {
        return new T5Config(0, width, 8, 16, 1, 2, 8, 128, 1e-6, true, OptionalInt.empty());
    }

    @BeforeAll
    static void train() throws Exception {
        start = shared.resolve("start");
        FamilyTraining first = new FamilyTraining(shared.resolve("first"), PLAIN, Optional.empty(), Device.CPU);
        for (Part part : first.parts()) {
            assertTrue(first.train(part, NOBODY));
        }
        first.export(start, true);
        run = shared.resolve("run");
        family = shared.resolve("family");
        for (Part part : training(run).parts()) {
            assertTrue(training(run).train(part, NOBODY));
        }
        training(run).export(family, true);
    }

    private static FamilyTraining training(Path run) {
        return new FamilyTraining(run, PLAN, Optional.of(start), Device.CPU);
    }

    private static Map<String, Tensor> read(Path file) throws Exception {
        return WeightLoader.readAll(file);
    }

    @Test
    void theLanguageComesFirstAndTheAutoencoderIsThere() {
        assertEquals(EnumSet.of(Part.LANGUAGE, Part.LATENTS, Part.TEXTS, Part.FLOW), training(run).parts());
        assertFalse(Files.exists(run.resolve("vae")));
        String message = assertThrows(TrainingException.class, () -> training(run).train(Part.VAE, NOBODY))
                .getMessage();
        assertTrue(message.contains("its autoencoder is that of " + start), message);
    }

    /** In every step, so that no kind is forgotten: texts alone, padded as prompts are, and rows that are filled. */
    @Test
    void theLanguageModelReadsBothKindsOfRowsAllTheTime() throws Exception {
        FamilyRun files = new FamilyRun(run, PLAN, Optional.of(start), Device.CPU);
        LanguageStage.Settings settings = new LanguageStage.Settings(new LanguageModel(files.model().t5(), 1), 1,
                PLAN.prompts(), 16, RATES);
        try (TextTokenizer tokenizer = files.tokenizer();
                LanguageStage stage = LanguageStage.start(settings, tokenizer, Device.CPU)) {
            for (long step = 1; step <= 1_000; step += 37) {
                try (LanguageStage.Batch batch = stage.batch(step);
                        Tensor last = batch.ids().slice(1, settings.tokens() - 1, settings.tokens())) {
                    long filled = Arrays.stream(last.longs()).filter(id -> id != 0).count();
                    assertTrue(filled >= 2 && filled <= 14, filled + " of 16 rows are filled at step " + step);
                }
            }
        }
    }

    @Test
    void theFamilySaysHowItsCaptionsAreWorded() throws Exception {
        assertEquals(Wording.PROSE, FamilyCaptions.of(family));
        assertEquals(Wording.PLAIN, FamilyCaptions.of(start));
    }

    @Test
    void theAutoencoderIsTheStartsByteForByte() throws Exception {
        for (String file : List.of("vae/config.json", "vae/diffusion_pytorch_model.safetensors")) {
            assertArrayEquals(Files.readAllBytes(start.resolve(file)), Files.readAllBytes(family.resolve(file)), file);
        }
    }

    /** The family's encoder is the language model's, weight for weight, whatever the transformer learned since. */
    @Test
    void theTeacherIsFrozen() throws Exception {
        Map<String, Tensor> language = read(run.resolve("language/state.safetensors"));
        Map<String, Tensor> teacher = read(family.resolve(TEACHER));
        assertEquals(PLAN.t5(1).shapes().keySet(), teacher.keySet(), "and the decoder is thrown away");
        for (String name : teacher.keySet()) {
            try (Tensor half = language.get("t5/average/" + name).to(Device.CPU, DType.F16)) {
                assertArrayEquals(half.floats(), teacher.get(name).floats(), name);
            }
        }
        assertTrue(read(run.resolve("flow/state.safetensors")).keySet().stream()
                .noneMatch(name -> name.startsWith("text_encoder_2")), "it is in no checkpoint of the transformer");
    }

    /** The transformer begins with the start's, but for what reads the text, and has learned. */
    @Test
    void theTransformerBeginsWithTheStarts() throws Exception {
        Map<String, Tensor> before = read(start.resolve(TRANSFORMER));
        Map<String, Tensor> after = read(family.resolve(TRANSFORMER));
        assertEquals(before.keySet(), after.keySet());
        String image = "x_embedder.weight";
        float[] old = before.get(image).floats();
        float[] now = after.get(image).floats();
        // two steps at a rate of 0.001 at most, and rounded to halves
        for (int i = 0; i < old.length; i++) {
            assertEquals(old[i], now[i], 3e-3);
        }
        assertFalse(Arrays.equals(old, now));
        assertArrayEquals(new long[] {16, 24}, after.get("context_embedder.weight").shape());
    }

    /** What is kept of the captions is what the product's encoder gives for them, in half precision. */
    @Test
    void keptTextsAreThoseOfTheProduct() throws Exception {
        Map<String, Tensor> texts = read(run.resolve("texts.safetensors"));
        assertArrayEquals(new long[] {64, 64, 24}, texts.get("text").shape());
        assertArrayEquals(new long[] {64, 16, 16}, texts.get("shown").shape());
        assertSame(family, new World(1, Split.TRAIN, Wording.PROSE), texts.get("text"));
        assertSame(start, new World(1, Split.TRAIN), texts.get("shown"));
    }

    private static void assertSame(Path model, World world, Tensor texts) throws Exception {
        try (TextTokenizer tokenizer = TextTokenizer.open(model.resolve("tokenizer_2"));
                T5Encoder encoder = T5Encoder.load(model.resolve("text_encoder_2"), Device.CPU, DType.F32,
                        Progress.NONE)) {
            for (int i : new int[] {0, 17, 63}) {
                try (Tensor found = texts.slice(0, i, i + 1);
                        Tensor wanted = encoder.encode(List.of(tokenizer.encode(world.caption(i),
                                (int) texts.size(1))), Progress.NONE)) {
                    assertArrayEquals(wanted.floats(), found.floats(), 2e-3f, world.caption(i));
                }
            }
        }
    }

    @Test
    void theSamePlanMakesTheSameFamilyWhateverItIsStoppedInBetween() throws Exception {
        Path other = folder.resolve("other");
        for (Part part : training(other).parts()) {
            if (part == Part.LANGUAGE || part == Part.FLOW) {
                AtomicLong seen = new AtomicLong();
                assertFalse(training(other).train(part,
                        new Onlooker(() -> seen.get() == 1, (step, steps, did) -> seen.set(step))));
            }
            assertTrue(training(other).train(part, NOBODY));
        }
        for (String file : List.of("language/state.safetensors", "latents.safetensors", "texts.safetensors",
                "flow/state.safetensors")) {
            assertArrayEquals(Files.readAllBytes(run.resolve(file)), Files.readAllBytes(other.resolve(file)), file);
        }
    }

    @Test
    void partsOutOfTheirOrderNameWhatIsMissing() throws Exception {
        FamilyTraining empty = training(folder);
        String texts = assertThrows(TrainingException.class, () -> empty.train(Part.TEXTS, NOBODY)).getMessage();
        assertTrue(texts.contains("The language model in ") && texts.contains("0 of 2 steps")
                && texts.contains("--part language"), texts);
        assertTrue(empty.train(Part.LANGUAGE, NOBODY));
        assertTrue(empty.train(Part.LATENTS, NOBODY));
        String flow = assertThrows(TrainingException.class, () -> empty.train(Part.FLOW, NOBODY)).getMessage();
        assertTrue(flow.contains("There are no texts in ") && flow.contains("--part texts"), flow);
    }

    @Test
    void aStartOfOtherSizesIsRefused() throws Exception {
        FamilyPlan larger = new FamilyPlan(1, VAE, 2, RATES, 1e-4, 64,
                new FluxConfig(64, 2, 1, 8, 2, 24, 32, true, List.of(2, 2, 4)), t5(24), 2, RATES, Prompts.PROSE,
                PLAN.language());
        FamilyTraining other = new FamilyTraining(folder, larger, Optional.of(start), Device.CPU);
        for (Part part : List.of(Part.LANGUAGE, Part.LATENTS, Part.TEXTS)) {
            assertTrue(other.train(part, NOBODY));
        }
        String message = assertThrows(TrainingException.class, () -> other.train(Part.FLOW, NOBODY)).getMessage();
        assertTrue(message.contains("The transformer of " + start + " is of other sizes"), message);
    }

    /** Each of the four can be left off: here the encoder that is trained with the transformer, on prose. */
    @Test
    void theEncoderMayBeTrainedWithTheTransformer() throws Exception {
        FamilyTraining joint = new FamilyTraining(folder, PLAN.with(Optional.empty()), Optional.of(start), Device.CPU);
        assertEquals(EnumSet.of(Part.LATENTS, Part.FLOW), joint.parts());
        for (Part part : joint.parts()) {
            assertTrue(joint.train(part, NOBODY));
        }
        assertTrue(read(folder.resolve("flow/state.safetensors")).keySet().stream()
                .anyMatch(name -> name.startsWith("text_encoder_2/average")));
    }
}
