// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.distill.training.Onlooker.NOBODY;
import static org.stillroom.distill.training.Onlooker.STOPPING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.runtime.Tensor;

/** The loop around a stage: when it writes, when it stops, and what it leaves when something goes wrong. */
class TrainerTest {


    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void nameFolder() {
        folder = temporary.resolve("stage");
    }

    /** Counts its steps in one weight. */
    private static class Counter implements Stage<Long> {

        final List<Long> saved = new ArrayList<>();
        private long last;

        @Override
        public String name() {
            return "counter";
        }

        @Override
        public Map<String, String> settings(long step) {
            return Map.of("stage", "counter");
        }

        @Override
        public Long batch(long step) {
            return 10 * step;
        }

        @Override
        public Result step(long step, Long batch) {
            assertEquals(10 * step, batch);
            last = step;
            return new Result(1.0 / step, 1, 0.1);
        }

        @Override
        public void save(Map<String, Tensor> into) {
            saved.add(last);
            into.put("count", Tensor.of(new float[] {last}, 1));
        }

        @Override
        public void keep(Path there) throws IOException {
            Files.writeString(there.resolve("kept.txt"), Long.toString(last));
        }

        @Override
        public void look(Path there) throws IOException {
            Files.writeString(there.resolve("looked.txt"), Long.toString(last));
        }

        @Override
        public void close() {
            last = -1;
        }
    }

    private long run(Counter stage, long from, long to, long every) throws InterruptedException {
        return Trainer.run(stage, folder, from, to, every, NOBODY);
    }

    private static long step(Path stage) throws Exception {
        return Long.parseLong(Checkpoint.open(stage.resolve(TrainingState.FILE)).metadata().get("step"));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void checkpointsAreWrittenEverySoManyStepsAndAtTheEnd() throws Exception {
        Counter stage = new Counter();
        assertEquals(7, run(stage, 1, 7, 3));
        assertEquals(List.of(3L, 6L, 7L), stage.saved);
        assertEquals(7, step(folder));
        assertEquals("7", Files.readString(folder.resolve("looked.txt")));
        assertEquals(List.of("kept.txt", "looked.txt", "loss.csv", "loss.png", "state.safetensors"), files(folder));
        assertEquals("7,0.142857,1.00000,0.100000", Files.readAllLines(folder.resolve("loss.csv")).get(7));
    }

    @Test
    void stoppedInTheMiddleItLeavesTheCheckpointOfTheLastStepDone() throws Exception {
        Counter stage = new Counter();
        List<Long> seen = new ArrayList<>();
        long done = Trainer.run(stage, folder, 1, 1000, 100,
                new Onlooker(() -> seen.size() == 5, (step, steps, did) -> seen.add(step)));
        assertEquals(5, done);
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), seen);
        assertEquals(List.of(5L), stage.saved);
        assertEquals(5, step(folder));
    }

    @Test
    void stoppedBeforeTheFirstStepItWritesNoCheckpoint() throws Exception {
        assertEquals(0, Trainer.run(new Counter(), folder, 1, 5, 1, STOPPING));
        assertFalse(Files.exists(folder.resolve(TrainingState.FILE)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void aLossThatIsNoNumberStopsAndNamesTheStep(double loss) throws Exception {
        Counter stage = new Counter() {
            @Override
            public Result step(long step, Long batch) {
                Result usual = super.step(step, batch);
                return step < 8 ? usual : new Result(1, loss, 0.1);
            }
        };
        String message = assertThrows(TrainingException.class, () -> run(stage, 1, 20, 3)).getMessage();
        assertTrue(message.startsWith("At step 8 of counter ") && message.contains("checkpoint of step 6 in " + folder),
                message);
        assertEquals(6, step(folder));
        assertEquals(8, Files.readAllLines(folder.resolve("loss.csv")).size(), "a head and rows 1 to 7");
    }

    @Test
    void withoutACheckpointTheMessageDoesNotPromiseOne() {
        Counter stage = new Counter() {
            @Override
            public Result step(long step, Long batch) {
                return new Result(Double.NaN, 1, 0.1);
            }
        };
        String message = assertThrows(TrainingException.class, () -> run(stage, 1, 20, 3)).getMessage();
        assertTrue(message.startsWith("At step 1 of counter ") && message.contains("no checkpoint"), message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5, 0.99})
    void aTruncatedCheckpointIsRefused(double share) throws Exception {
        run(new Counter(), 1, 2, 1);
        Path file = folder.resolve(TrainingState.FILE);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, (int) (share * bytes.length)));
        String message = assertThrows(TrainingException.class,
                () -> TrainingState.find(folder, Map.of("stage", "counter"))).getMessage();
        assertTrue(message.contains(file.toString()) && message.contains("Remove it"), message);
    }

    /** Pictures take time, and nobody who stops a training waits for them. */
    @Test
    void toldToStopItKeepsWhatIsDoneAndDrawsNothing() throws Exception {
        Counter stage = new Counter();
        assertEquals(5, Trainer.run(stage, folder, 1, 9, 2, new Onlooker(() -> stage.last == 5, NOBODY)));
        assertEquals("5", Files.readString(folder.resolve("kept.txt")));
        assertEquals("4", Files.readString(folder.resolve("looked.txt")));
        run(new Counter(), 6, 9, 2);
        assertEquals("9", Files.readString(folder.resolve("kept.txt")));
        assertEquals("9", Files.readString(folder.resolve("looked.txt")));
    }

    @Test
    void whatTheCheckpointHasMoreIsAnotherRun() throws Exception {
        run(new Counter(), 1, 1, 1);
        String message = assertThrows(TrainingException.class, () -> TrainingState.find(folder, Map.of())).getMessage();
        assertTrue(message.contains("its stage is counter, not left out"), message);
        assertEquals(1, TrainingState.find(folder, step -> Map.of("stage", step == 1 ? "counter" : "")).orElseThrow()
                .step());
    }

    @Test
    void aFolderWithoutACheckpointIsStartedIn() {
        assertTrue(TrainingState.find(folder, Map.of()).isEmpty());
    }

    @Test
    void aFileInPlaceOfTheFolderIsNamed() throws IOException {
        Files.writeString(folder, "a file");
        String message = assertThrows(TrainingException.class, () -> run(new Counter(), 1, 2, 1)).getMessage();
        assertTrue(message.contains("counter") && message.contains(folder.toString()), message);
        assertEquals("a file", Files.readString(folder));
    }

    /** A disk that is full after the checkpoint, but before its pictures: the checkpoint counts. */
    @Test
    void aPictureThatCannotBeWrittenDoesNotDenyTheCheckpoint() throws Exception {
        Counter stage = new Counter() {
            @Override
            public void look(Path there) throws IOException {
                throw new IOException("pictures failed", new IOException("No space left on device"));
            }
        };
        String message = assertThrows(TrainingException.class, () -> run(stage, 1, 9, 3)).getMessage();
        assertTrue(message.contains("No space left on device. The checkpoint of step 3"), message);
        assertEquals(3, step(folder));
        assertEquals(4, Files.readAllLines(folder.resolve("loss.csv")).size());
    }

    /** What a disk that fails while a checkpoint is written does: the one before stays whole. */
    @Test
    void aCheckpointThatCannotBeWrittenLeavesTheOneBefore() throws Exception {
        byte[][] before = new byte[1][];
        Path aside = temporary.resolve("aside");
        Counter stage = new Counter() {
            @Override
            public void save(Map<String, Tensor> into) {
                super.save(into);
                try {
                    if (saved.size() == 2) {
                        before[0] = Files.readAllBytes(folder.resolve(TrainingState.FILE));
                        Files.move(folder, aside);
                        Files.writeString(folder, "in the way");
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        String message = assertThrows(TrainingException.class, () -> run(stage, 1, 9, 3)).getMessage();
        assertTrue(message.contains("checkpoint of step 3 in " + folder), message);
        assertArrayEquals(before[0], Files.readAllBytes(aside.resolve(TrainingState.FILE)));
        assertEquals(3, step(aside));
        Files.delete(folder);
        Files.move(aside, folder);
        assertEquals(9, run(new Counter(), 4, 9, 3));
        assertEquals(10, Files.readAllLines(folder.resolve("loss.csv")).size());
    }
}
