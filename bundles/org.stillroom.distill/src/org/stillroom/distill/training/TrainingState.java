// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Tensor;

/**
 * The checkpoint that a stage goes on from: one safetensors file, replaced as a whole, so that a kill or a full disk
 * leaves the one before.
 *
 * @param step the last step that was done
 * @param checkpoint its tensors
 */
public record TrainingState(long step, Checkpoint checkpoint) {

    public static final String FILE = "state.safetensors";

    private static final String STEP = "step";
    private static final String NOTE = "note: ";

    /**
     * The checkpoint in a stage's folder, if there is one.
     *
     * @param settings what it must have been made with
     * @throws TrainingException if it is of another run or not readable
     */
    public static Optional<TrainingState> find(Path folder, Map<String, String> settings) {
        return find(folder, step -> settings);
    }

    /** @param settings what it must have been made with, if it is of this step; otherwise as above */
    public static Optional<TrainingState> find(Path folder, LongFunction<Map<String, String>> settings) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Checkpoint checkpoint = Checkpoint.open(file);
            long step = Long.parseLong(checkpoint.metadata().get(STEP));
            requireSame(file, settings.apply(step), checkpoint.metadata());
            return Optional.of(new TrainingState(step, checkpoint));
        } catch (CheckpointException | NumberFormatException e) {
            throw new TrainingException(file + " cannot be continued: " + e.getMessage()
                    + " Remove it to start anew.", e);
        }
    }

    private static void requireSame(Path file, Map<String, String> wanted, Map<String, String> found) {
        Map<String, String> was = Rates.ofAnyLength(found);
        Map<String, String> is = Rates.ofAnyLength(wanted);
        Set<String> names = new TreeSet<>(found.keySet());
        names.addAll(wanted.keySet());
        names.removeIf(name -> name.equals(STEP) || name.startsWith(NOTE));
        for (String name : names) {
            if (!Objects.equals(is.get(name), was.get(name))) {
                throw new TrainingException(file + " is of another run: its " + name + " is "
                        + found.getOrDefault(name, "not given") + ", not " + wanted.getOrDefault(name, "left out")
                        + ". Name another folder, or use the same settings.");
            }
        }
    }

    /** One of the stage's {@link Stage#notes}; checkpoints of earlier versions have none. */
    public Optional<String> note(String name) {
        return Optional.ofNullable(checkpoint.metadata().get(NOTE + name));
    }

    /** Removes what a kill in the middle of writing a checkpoint left; only for who trains in this folder. */
    static void removeHalfWritten(Path folder) throws IOException {
        AtomicFile.removeLeft(folder.resolve(FILE));
    }

    /** Writes a stage's checkpoint in place of the one before. */
    static void write(Path folder, Stage<?> stage, long step) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>(stage.settings(step));
        stage.notes().forEach((name, value) -> texts.put(NOTE + name, value));
        texts.put(STEP, Long.toString(step));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try {
            stage.save(tensors);
            SafetensorsWriter.write(folder.resolve(FILE), tensors, texts);
        } finally {
            tensors.values().forEach(Tensor::close);
        }
    }
}
