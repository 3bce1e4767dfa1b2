// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Tensor;

/**
 * What a stage had learned when it did best on data that it does not learn from; kept beside the last checkpoint, from
 * which it goes on.
 *
 * @param step after which it was
 * @param score higher is better
 * @param words what it did, for people
 * @param checkpoint what of the stage is used when it is finished
 */
public record Best(long step, double score, String words, Checkpoint checkpoint) {

    private static final String FILE = "best.safetensors";
    private static final String STEP = "step";
    private static final String SCORE = "score";
    private static final String WORDS = "words";

    /**
     * The best in a stage's folder; none if there is none yet, or it is of another run.
     *
     * @param settings what the run is made with
     * @throws CheckpointException if the file is damaged
     */
    public static Optional<Best> find(Path folder, Map<String, String> settings) throws CheckpointException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Checkpoint checkpoint = Checkpoint.open(file);
        Map<String, String> found = new HashMap<>(checkpoint.metadata());
        String step = found.remove(STEP);
        String score = found.remove(SCORE);
        String words = found.remove(WORDS);
        if (!Rates.ofAnyLength(found).equals(Rates.ofAnyLength(settings))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Best(Long.parseLong(step), Double.parseDouble(score), words, checkpoint));
        } catch (NumberFormatException | NullPointerException e) {
            throw new CheckpointException(file + " does not tell its step and score; remove it.", e);
        }
    }

    /**
     * Keeps what there is after a step, unless what was kept earlier did better: of equals the later one is kept.
     *
     * @param tensors stay the caller's
     */
    public static void offer(Path folder, Map<String, String> settings, long step, double score, String words,
            Map<String, Tensor> tensors) throws IOException {
        try {
            if (find(folder, settings).filter(best -> best.step() < step && best.score() > score).isPresent()) {
                return;
            }
        } catch (CheckpointException e) {
            throw new IOException(e.getMessage(), e);
        }
        Map<String, String> told = new HashMap<>(settings);
        told.put(STEP, Long.toString(step));
        told.put(SCORE, Double.toString(score));
        told.put(WORDS, words);
        SafetensorsWriter.write(folder.resolve(FILE), tensors, told);
    }
}
