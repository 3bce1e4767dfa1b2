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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.distill.training.TrainingState;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

/** A training that was stopped, in whatever way, goes on as if it had not been. */
class ResumeTest {

    private static final String LOSSES = "loss.csv";

    @TempDir
    Path folder;

    private Path whole;
    private Path parts;

    @BeforeEach
    void nameFolders() {
        whole = folder.resolve("whole");
        parts = folder.resolve("parts");
    }

    private static long step(Path stage) throws Exception {
        return Long.parseLong(Checkpoint.open(stage.resolve(TrainingState.FILE)).metadata().get("step"));
    }

    /** Weights, moments, averages, settings and losses. */
    private void assertSame() throws Exception {
        assertArrayEquals(Files.readAllBytes(whole.resolve(TrainingState.FILE)),
                Files.readAllBytes(parts.resolve(TrainingState.FILE)), "checkpoint");
        assertEquals(Files.readString(whole.resolve(LOSSES)), Files.readString(parts.resolve(LOSSES)));
        String looked = Files.exists(whole.resolve("texts.txt")) ? "texts.txt" : "pictures.png";
        for (String picture : List.of(looked, "loss.png")) {
            assertArrayEquals(Files.readAllBytes(whole.resolve(picture)), Files.readAllBytes(parts.resolve(picture)),
                    picture);
        }
    }

    @ParameterizedTest
    @EnumSource
    void partsMakeTheWhole(TinyStage stage) throws Exception {
        assertEquals(9, stage.run(whole, 9, 100, NOBODY));
        assertEquals(4, stage.run(parts, 4, 100, NOBODY));
        assertEquals(9, stage.run(parts, 9, 100, NOBODY));
        assertSame();
        List<String> rows = Files.readAllLines(parts.resolve(LOSSES));
        assertEquals(10, rows.size());
        assertEquals("step,loss,grad_norm,lr", rows.get(0));
        for (int i = 1; i <= 9; i++) {
            assertTrue(rows.get(i).matches(i + ",[0-9.e-]+,[0-9.e-]+,[0-9.e-]+"), rows.get(i));
        }
    }

    /** The state has every weight four times, and each has changed. */
    @ParameterizedTest
    @EnumSource
    void theCheckpointHasWeightsMomentsAndAverages(TinyStage stage) throws Exception {
        stage.run(whole, 1, 100, NOBODY);
        Map<String, Tensor> first = WeightLoader.readAll(whole.resolve(TrainingState.FILE));
        stage.run(whole, 3, 100, NOBODY);
        Map<String, Tensor> third = WeightLoader.readAll(whole.resolve(TrainingState.FILE));
        assertEquals(first.keySet(), third.keySet());
        String begin = switch (stage) {
            case VAE -> "vae/";
            case FLOW -> "transformer/";
            case LANGUAGE -> "t5/";
        };
        String bias = switch (stage) {
            case VAE -> "decoder.conv_out.bias";
            case FLOW -> "proj_out.bias";
            case LANGUAGE -> "lm_head.weight";
        };
        for (String part : List.of("weights", "exp_avg", "exp_avg_sq", "average")) {
            String name = begin + part + "/" + bias;
            assertTrue(!Arrays.equals(first.get(name).floats(), third.get(name).floats()), name);
        }
        first.values().forEach(Tensor::close);
        third.values().forEach(Tensor::close);
    }

    /** A kill after step 7: rows up to there, the last one cut, but the checkpoint of step 4. */
    @ParameterizedTest
    @EnumSource
    void aKilledTrainingGoesOnFromItsCheckpoint(TinyStage stage) throws Exception {
        stage.run(whole, 9, 100, NOBODY);
        stage.run(parts, 4, 100, NOBODY);
        String rows = Files.readString(parts.resolve(LOSSES));
        Files.writeString(parts.resolve(LOSSES), rows + "5,9.9,9.9,9.9\n6,9.9,9.9,9.9\n7,9.");
        Path half = Files.writeString(parts.resolve("." + TrainingState.FILE + ".1234.part"), "half a checkpoint");
        stage.run(parts, 9, 100, NOBODY);
        assertSame();
        assertFalse(Files.exists(half));
    }

    /** The same, by an error in the middle of a step that is no failure of files. */
    @ParameterizedTest
    @EnumSource
    void anErrorBetweenCheckpointsLeavesTheLastOne(TinyStage stage) throws Exception {
        stage.run(whole, 9, 100, NOBODY);
        assertThrows(CancellationException.class, () -> stage.run(parts, 9, 2, (step, steps, progress) -> {
            if (step == 5) {
                throw new CancellationException();
            }
        }));
        assertEquals(4, step(parts));
        stage.run(parts, 9, 100, NOBODY);
        assertSame();
    }

    @ParameterizedTest
    @EnumSource
    void aFinishedTrainingIsLeftAlone(TinyStage stage) throws Exception {
        stage.run(whole, 2, 100, NOBODY);
        byte[] before = Files.readAllBytes(whole.resolve(TrainingState.FILE));
        String rows = Files.readString(whole.resolve(LOSSES));
        assertEquals(2, stage.run(whole, 2, 100, (step, steps, progress) -> {
            throw new AssertionError("step " + step + " was done again");
        }));
        assertArrayEquals(before, Files.readAllBytes(whole.resolve(TrainingState.FILE)));
        assertEquals(rows, Files.readString(whole.resolve(LOSSES)));
    }

    /** One sample's latents are spoiled; the first step that draws it is named, and what was learned before is kept. */
    @Test
    void poisonedLatentsStopTheStage() throws Exception {
        String message = assertThrows(TrainingException.class,
                () -> TinyStage.flow(whole, 200, 2, NOBODY, 6)).getMessage();
        long named = Long.parseLong(message.replaceAll("At step (\\d+) .*", "$1"));
        assertTrue(named > 2, message);
        assertEquals((named - 1) / 2 * 2, step(whole), "the last even step before");
        Map<String, Tensor> kept = WeightLoader.readAll(whole.resolve(TrainingState.FILE));
        kept.forEach((name, tensor) -> {
            assertTrue(tensor.finite(), name);
            tensor.close();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aCheckpointOfAnotherRunIsNamedByTheSettingThatDiffers(TinyStage stage) throws Exception {
        stage.run(whole, 1, 1, NOBODY);
        assertEquals(1, TrainingState.find(whole, stage.settings()).orElseThrow().step());
        for (String setting : stage.settings().keySet()) {
            Map<String, String> other = new HashMap<>(stage.settings());
            other.put(setting, "another");
            String message = assertThrows(TrainingException.class, () -> TrainingState.find(whole, other))
                    .getMessage();
            assertTrue(message.contains("its " + setting + " is " + stage.settings().get(setting) + ", not another"),
                    message);
        }
    }

    @Test
    void aSeedIsASettingOfBothStages() {
        VaeStage.Settings vae = TinyStage.vae();
        assertFalse(vae.texts().equals(
                new VaeStage.Settings(vae.config(), 4, vae.batch(), vae.rates(), vae.divergence()).texts()));
        FlowStage.Settings flow = TinyStage.flow();
        assertFalse(flow.texts().equals(
                new FlowStage.Settings(flow.model(), 4, flow.batch(), flow.rates(), flow.latents(),
                        Map.of()).texts()));
    }
}
