// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.distill.training.Onlooker.NOBODY;
import static org.stillroom.distill.training.Onlooker.STOPPING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.text.ClipEncoder;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.text.TokenizerKind;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.distill.family.FamilyTraining.Part;
import org.stillroom.distill.training.Onlooker;
import org.stillroom.distill.training.Rates;
import org.stillroom.distill.training.Stage;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.distill.training.TrainingWatcher;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.world.Wording;

/** All parts of a family's training in one folder, with the smallest models, and the model folder that comes of it. */
class FamilyTrainingTest {

    private static final Rates RATES = new Rates(1e-3, 1, 2, 0.99, 0.01, 1, 0.9);
    private static final FamilyPlan PLAN = new FamilyPlan(1,
            new VaeConfig(16, List.of(8, 8, 8, 8), 1, 4, 1, 0, false, false, true), 2, RATES, 1e-4, 64,
            new FluxConfig(64, 1, 1, 8, 2, 16, 32, true, List.of(2, 2, 4)),
            new T5Config(0, 16, 8, 16, 1, 2, 8, 128, 1e-6, true, OptionalInt.empty()), 2, RATES, Prompts.PLAIN,
            Optional.empty());

    private static final Set<Part> PARTS = EnumSet.of(Part.VAE, Part.LATENTS, Part.FLOW);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path run;
    private static Path family;
    private static final List<String> REPORTED = new ArrayList<>();

    @BeforeAll
    static void train() throws Exception {
        run = shared.resolve("run");
        family = shared.resolve("family");
        FamilyTraining training = training(run, PLAN);
        for (Part part : PARTS) {
            assertTrue(training.train(part, new TrainingWatcher() {
                @Override
                public void progress(long done, long total) {
                    REPORTED.add(part + " " + done + "/" + total);
                }

                @Override
                public void stepped(long step, long steps, Stage.Result did) {
                    progress(step, steps);
                }
            }));
        }
        FamilyTraining.Exported exported = training.export(family, false);
        assertEquals(2, exported.step());
        assertTrue(exported.words().endsWith(" letters"), exported.words());
        assertEquals(new FamilyTraining.Exported(2, ""), training.export(shared.resolve("last"), true));
        assertArrayEquals(Files.readAllBytes(family.resolve("transformer/diffusion_pytorch_model.safetensors")),
                Files.readAllBytes(shared.resolve("last/transformer/diffusion_pytorch_model.safetensors")));
    }

    private static FamilyTraining training(Path run, FamilyPlan plan) {
        return new FamilyTraining(run, plan, Optional.empty(), Device.CPU);
    }

    private static String refused(FamilyTraining training, Part part) {
        return assertThrows(TrainingException.class, () -> training.train(part, NOBODY)).getMessage();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    @Test
    void everyPartReportsItsSteps() {
        assertEquals(List.of("VAE 1/2", "VAE 2/2", "LATENTS 64/64", "FLOW 1/2", "FLOW 2/2"), REPORTED);
    }

    @Test
    void eachPartLeavesWhatCanBeLookedAt() {
        for (String file : List.of("vae/loss.csv", "vae/loss.png", "vae/pictures.png", "flow/loss.csv", "flow/loss.png",
                "flow/pictures.png", "flow/pictures.txt")) {
            assertTrue(Files.exists(run.resolve(file)), file);
        }
    }

    /** So a transformer may count on what its noise is: mean 0 and deviation 1. */
    @Test
    void latentsAreScaled() throws Exception {
        try (Tensor latents = WeightLoader.readAll(run.resolve("latents.safetensors")).get("latents")) {
            double sum = 0;
            double squares = 0;
            for (float value : latents.floats()) {
                sum += value;
                squares += value * value;
            }
            assertArrayEquals(new long[] {64, 16, 8, 8}, latents.shape());
            assertEquals(0, sum / latents.count(), 1e-3);
            assertEquals(1, squares / latents.count(), 1e-2);
        }
    }

    @Test
    void finishedPartsAreLeftAlone() throws Exception {
        List<Path> states = List.of(run.resolve("vae/state.safetensors"), run.resolve("latents.safetensors"),
                run.resolve("flow/state.safetensors"));
        List<byte[]> before = new ArrayList<>();
        for (Path state : states) {
            before.add(Files.readAllBytes(state));
        }
        for (Part part : PARTS) {
            assertTrue(training(run, PLAN).train(part, NOBODY));
        }
        for (int i = 0; i < states.size(); i++) {
            assertArrayEquals(before.get(i), Files.readAllBytes(states.get(i)));
        }
    }

    @Test
    void theProductLoadsEveryPart() throws Exception {
        try (TextTokenizer tokenizer = TextTokenizer.open(family.resolve("tokenizer_2"));
                T5Encoder t5 = T5Encoder.load(family.resolve("text_encoder_2"), Device.CPU, DType.F32, Progress.NONE);
                Tensor text = t5.encode(List.of(tokenizer.encode("a red circle", 16)), Progress.NONE)) {
            assertArrayEquals(new long[] {1, 16, 16}, text.shape());
            assertTrue(text.finite());
        }
        TransformerFile.open(family.resolve("transformer")).load(Device.CPU, DType.F32, Progress.NONE).close();
        VaeFile vae = VaeFile.open(family.resolve("vae"));
        vae.loadEncoder(Device.CPU, DType.F32, Progress.NONE).close();
        vae.loadDecoder(Device.CPU, DType.F32, Progress.NONE).close();
    }

    @Test
    void clipSaysNothing() throws Exception {
        assertEquals(TokenizerKind.CLIP, TextTokenizer.kind(family.resolve("tokenizer")));
        try (TextTokenizer tokenizer = TextTokenizer.open(family.resolve("tokenizer"));
                ClipEncoder clip =
                        ClipEncoder.load(family.resolve("text_encoder"), Device.CPU, DType.F32, Progress.NONE)) {
            for (String prompt : List.of("", "a red circle", "äß 漢字 \ud83d\ude00", "word ".repeat(200))) {
                try (ClipOutput output = clip.encode(List.of(tokenizer.encode(prompt, 77)), Progress.NONE)) {
                    assertArrayEquals(new float[32], output.pooled().floats(), "exactly zero, as in training");
                }
            }
        }
    }

    @Test
    void theSameRunIsExportedAsTheSameBytes() throws Exception {
        Path again = folder.resolve("again");
        training(run, PLAN).export(again, true);
        try (Stream<Path> files = Files.walk(family)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again.resolve(family.relativize(file))),
                        file.toString());
            }
        }
    }

    /** A second process with the same plan makes the same family, whatever it is stopped in between. */
    @Test
    void theSamePlanMakesTheSameFamily() throws Exception {
        Path other = folder.resolve("other");
        for (Part part : PARTS) {
            List<Long> seen = new ArrayList<>();
            boolean finished = training(other, PLAN).train(part,
                    new Onlooker(() -> part != Part.LATENTS && seen.size() == 1,
                            (step, steps, did) -> seen.add(step)));
            assertEquals(part == Part.LATENTS, finished);
            assertTrue(training(other, PLAN).train(part, NOBODY));
        }
        for (String file : List.of("vae/state.safetensors", "latents.safetensors", "flow/state.safetensors")) {
            assertArrayEquals(Files.readAllBytes(run.resolve(file)), Files.readAllBytes(other.resolve(file)), file);
        }
    }

    /** The best of the shorter run still counts: it may have been the better one. */
    @Test
    void aFinishedTransformerIsTrainedForLonger() throws Exception {
        Path longer = folder.resolve("run");
        copy(run, longer);
        List<Long> seen = new ArrayList<>();
        assertTrue(training(longer, PLAN.withFlowSteps(4)).train(Part.FLOW,
                new Onlooker(() -> false, (step, steps, did) -> seen.add(step))));
        assertEquals(List.of(3L, 4L), seen);
        assertEquals(4, training(longer, PLAN).export(folder.resolve("family"), true).step());
        Files.delete(longer.resolve("flow/best.safetensors"));
        Files.copy(run.resolve("flow/best.safetensors"), longer.resolve("flow/best.safetensors"));
        assertEquals(2, training(longer, PLAN.withFlowSteps(4)).export(folder.resolve("family"), false).step());
        String fewer = refused(training(longer, PLAN), Part.FLOW);
        assertTrue(fewer.contains("4 steps already, more than 2"), fewer);
    }

    @Test
    void latentsThatAreStoppedLeaveNothing() throws Exception {
        copy(run, folder.resolve("run"));
        Path file = folder.resolve("run/latents.safetensors");
        Files.delete(file);
        assertFalse(training(folder.resolve("run"), PLAN).train(Part.LATENTS, STOPPING));
        assertFalse(Files.exists(file));
    }

    @Test
    void partsOutOfTheirOrderNameWhatIsMissing() {
        FamilyTraining empty = training(folder, PLAN);
        String latents = refused(empty, Part.LATENTS);
        assertTrue(latents.contains("0 of 2 steps") && latents.contains("--part vae"), latents);
        String flow = refused(empty, Part.FLOW);
        assertTrue(flow.contains("--part latents"), flow);
        String export = assertThrows(TrainingException.class, () -> empty.export(folder.resolve("family"), false))
                .getMessage();
        assertTrue(export.contains("--part vae"), export);
        assertFalse(Files.exists(folder.resolve("family")));
    }

    @Test
    void anotherSeedIsAnotherRun() {
        FamilyTraining other = training(run, PLAN.withSeed(2));
        String vae = refused(other, Part.VAE);
        assertTrue(vae.contains("its seed is 1, not 2") && vae.contains("another folder"), vae);
        String latents = refused(other, Part.LATENTS);
        assertTrue(latents.contains("seed 1, not 2"), latents);
        String flow = refused(other, Part.FLOW);
        assertTrue(flow.contains("seed"), flow);
    }

    @Test
    void latentsOfOtherSettingsAreRefused() {
        FamilyTraining more = training(run, PLAN.withSteps(2, 128, 2));
        for (Part part : List.of(Part.LATENTS, Part.FLOW)) {
            String message = refused(more, part);
            assertTrue(message.contains("latents.safetensors was made with latents 64, not 128"), message);
            assertTrue(message.contains("Remove it"), message);
        }
    }

    @Test
    void latentsThatAreCutAreRefused() throws Exception {
        copy(run, folder.resolve("run"));
        Path file = folder.resolve("run/latents.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        String message = refused(training(folder.resolve("run"), PLAN), Part.FLOW);
        assertTrue(message.contains(file.toString()), message);
    }

    @Test
    void aFileInPlaceOfTheRunOrTheFamilyIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        String noRun = refused(training(file, PLAN), Part.VAE);
        assertTrue(noRun.contains(file.toString()), noRun);
        String noFamily = assertThrows(TrainingException.class,
                () -> training(run, PLAN).export(file, false)).getMessage();
        assertTrue(noFamily.contains("cannot be written to " + file), noFamily);
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void aFamilyThatLearnsNoLanguageHasNoPartForIt() {
        assertEquals(PARTS, training(run, PLAN).parts());
        for (Part part : List.of(Part.LANGUAGE, Part.TEXTS)) {
            String message = refused(training(run, PLAN), part);
            assertTrue(message.contains("no part " + part.word()
                    + ": its text encoder is trained with the transformer"), message);
        }
    }

    /** What is cut off may be what is to be seen. */
    @Test
    void captionsThatDoNotFitAreRefused() throws Exception {
        copy(run, folder.resolve("run"));
        Files.delete(folder.resolve("run/latents.safetensors"));
        FamilyTraining prose = training(folder.resolve("run"), PLAN.with(
                new Prompts(16, Wording.PROSE, Prompts.Pieces.CAPTIONS)));
        String message = refused(prose, Part.LATENTS);
        assertTrue(message.contains("tokens with the end token, and prompts have 16") && message.contains("--tokens "),
                message);
    }

    @Test
    void aPlanHasAMultipleOf64Latents() {
        assertThrows(IllegalArgumentException.class, () -> PLAN.withSteps(2, 100, 2));
        assertThrows(IllegalArgumentException.class, () -> PLAN.withSteps(2, 0, 2));
    }
}
