// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

/** What did best is kept, whatever comes after it. */
class BestTest {

    private static final Map<String, String> RUN = Map.of("stage", "counter", "seed", "1");

    @TempDir
    private Path folder;

    private void offer(long step, double score) throws Exception {
        try (Tensor count = Tensor.of(new float[] {step}, 1)) {
            Best.offer(folder, RUN, step, score, "score " + score, Map.of("count", count));
        }
    }

    private void assertBest(long step, double score) throws Exception {
        Best best = Best.find(folder, RUN).orElseThrow();
        assertEquals(step, best.step());
        assertEquals(score, best.score());
        assertEquals("score " + score, best.words());
        Map<String, Tensor> kept = WeightLoader.readAll(folder.resolve("best.safetensors"));
        assertArrayEquals(new float[] {step}, kept.get("count").floats());
        kept.values().forEach(Tensor::close);
    }

    @Test
    void whatDidBestIsKeptAndOfEqualsTheLater() throws Exception {
        assertEquals(Optional.empty(), Best.find(folder, RUN));
        offer(10, 0.25);
        assertBest(10, 0.25);
        offer(20, 0.75);
        assertBest(20, 0.75);
        offer(30, 0.5);
        assertBest(20, 0.75);
        offer(40, 0.75);
        assertBest(40, 0.75);
    }

    /** A run that is gone on from an earlier checkpoint comes by its best once more. */
    @Test
    void whatALaterStepHadDoneIsReplaced() throws Exception {
        offer(40, 0.75);
        offer(20, 0.5);
        assertBest(20, 0.5);
    }

    @Test
    void thatOfAnotherRunIsNone() throws Exception {
        offer(10, 1);
        assertEquals(Optional.empty(), Best.find(folder, Map.of("stage", "counter", "seed", "2")));
        Files.writeString(folder.resolve("best.safetensors"), "no weights");
        String message = assertThrows(CheckpointException.class, () -> Best.find(folder, RUN)).getMessage();
        assertTrue(message.contains("best.safetensors"), message);
    }
}
