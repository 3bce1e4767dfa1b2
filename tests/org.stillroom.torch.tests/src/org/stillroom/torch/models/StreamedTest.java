// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.Fixtures;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.FileState;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.TorchException;
import org.stillroom.torch.runtime.Weights;

/** Weights that are streamed: in memory while they are used, and read one part ahead. */
class StreamedTest {

    private static final int PARTS = 4;

    /** Parts of one number, which is their own; tells who read what. */
    private static final class Numbers implements Residence.Source {

        private final List<String> read = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch[] begun = new CountDownLatch[PARTS];

        Numbers() {
            for (int i = 0; i < PARTS; i++) {
                begun[i] = new CountDownLatch(1);
            }
        }

        @Override
        public int parts() {
            return PARTS;
        }

        @Override
        public Weights load(int part, Progress progress) throws CheckpointException {
            boolean ahead = Thread.currentThread().getName().equals("stillroom-read-ahead");
            read.add(part + (ahead ? " ahead" : ""));
            begun[part].countDown();
            return Weights.adopt(Map.of("x", Tensor.of(new float[] {part}, 1)), List.of());
        }

        void awaitBegun(int part) throws InterruptedException {
            assertTrue(begun[part].await(60, TimeUnit.SECONDS), "part " + part + " is not read ahead: " + read);
        }
    }

    private static float number(Weights weights) {
        try (Tensor tensor = weights.get("x")) {
            return tensor.floats()[0];
        }
    }

    private static void assertUse(Residence residence, int part) throws CheckpointException {
        assertEquals(part, residence.<Float>use(part, Progress.NONE, StreamedTest::number));
    }

    @Test
    void theNextPartIsReadWhileOneIsUsed() throws Exception {
        Numbers numbers = new Numbers();
        try (Residence streamed = Residence.open(Residence.Policy.STREAM, numbers, Progress.NONE)) {
            for (int i = 0; i < PARTS; i++) {
                int part = i;
                streamed.use(part, Progress.NONE, weights -> {
                    assertEquals(part, number(weights));
                    if (part + 1 < PARTS) {
                        awaitBegun(numbers, part + 1);
                    }
                    return null;
                });
            }
        }
        assertEquals(List.of("0", "1 ahead", "2 ahead", "3 ahead"), numbers.read);
    }

    private static void awaitBegun(Numbers numbers, int part) {
        try {
            numbers.awaitBegun(part);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatFollowedOnceIsReadAheadTheNextTime() throws Exception {
        Numbers numbers = new Numbers();
        try (Residence streamed = Residence.open(Residence.Policy.STREAM, numbers, Progress.NONE)) {
            for (int step = 0; step < 3; step++) {
                for (int part : new int[] {0, 2}) {
                    assertUse(streamed, part);
                }
            }
        }
        assertEquals(2, Collections.frequency(numbers.read, "2 ahead"), numbers.read.toString());
        assertTrue(numbers.read.contains("0 ahead"), numbers.read.toString());
    }

    @Test
    void aPartMayBeUsedWhileOthersAre() throws Exception {
        try (Residence streamed = Residence.open(Residence.Policy.STREAM, new Numbers(), Progress.NONE)) {
            streamed.use(0, Progress.NONE, ends -> {
                for (int i = 1; i < PARTS; i++) {
                    assertUse(streamed, i);
                }
                assertEquals(0, number(ends));
                return null;
            });
        }
    }

    @Test
    void whatWasReadAheadForNothingIsFreed() throws Exception {
        Numbers numbers = new Numbers();
        long before = Torch.allocatedBytes();
        try (Residence streamed = Residence.open(Residence.Policy.STREAM, numbers, Progress.NONE)) {
            assertUse(streamed, 0);
            numbers.awaitBegun(1);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (Torch.allocatedBytes() > before && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(Torch.allocatedBytes() <= before);
    }

    @Test
    void whatCannotBeReadFailsWhenItIsUsed() throws Exception {
        Residence.Source broken = new Residence.Source() {
            @Override
            public int parts() {
                return 2;
            }

            @Override
            public Weights load(int part, Progress progress) throws CheckpointException {
                if (part == 1) {
                    throw new CheckpointException("gone");
                }
                return Weights.adopt(Map.of("x", Tensor.of(new float[] {part}, 1)), List.of());
            }
        };
        try (Residence streamed = Residence.open(Residence.Policy.STREAM, broken, Progress.NONE)) {
            assertUse(streamed, 0);
            assertEquals("gone", assertThrows(CheckpointException.class, () -> assertUse(streamed, 1)).getMessage());
            assertUse(streamed, 0);
        }
    }

    @Test
    void aFileThatIsReplacedAfterAPartWasReadAheadIsNoticed(@TempDir Path folder) throws Exception {
        Path file = Fixtures.write(folder.resolve("m.safetensors"), Map.of("x", new float[] {1}));
        List<FileState> files = Checkpoint.open(file).files();
        Residence.Source mapped = new Residence.Source() {
            @Override
            public int parts() {
                return 2;
            }

            @Override
            public Weights load(int part, Progress progress) {
                return Weights.adopt(Map.of("x", Tensor.of(new float[] {part}, 1)), files);
            }
        };
        try (Residence streamed = Residence.open(Residence.Policy.STREAM, mapped, Progress.NONE)) {
            assertUse(streamed, 0);
            Files.setLastModifiedTime(file, FileTime.fromMillis(1));
            assertThrows(CheckpointException.class, () -> assertUse(streamed, 1));
        }
    }

    @Test
    void whereThereIsNoRoomForTwoPartsOneIsReadAfterTheOther() throws Exception {
        List<String> read = Collections.synchronizedList(new ArrayList<>());
        Residence.Source small = new Residence.Source() {
            @Override
            public int parts() {
                return PARTS;
            }

            @Override
            public Weights load(int part, Progress progress) {
                boolean ahead = Thread.currentThread().getName().equals("stillroom-read-ahead");
                read.add(part + (ahead ? " ahead" : ""));
                if (ahead) {
                    throw new TorchException("CUDA out of memory.");
                }
                return Weights.adopt(Map.of("x", Tensor.of(new float[] {part}, 1)), List.of());
            }
        };
        try (Residence streamed = Residence.open(Residence.Policy.STREAM, small, Progress.NONE)) {
            for (int i = 0; i < PARTS; i++) {
                assertUse(streamed, i);
            }
        }
        assertEquals(List.of("0", "1 ahead", "1", "2", "3"), read);
    }

    /** On a device that has no room for what is computed beside the part that was read ahead. */
    @Test
    void whereWhatIsComputedFindsNoRoomThePartThatWasReadAheadGoesAndItIsDoneOnceMore() throws Exception {
        Numbers numbers = new Numbers();
        long none = Torch.allocatedBytes();
        List<Integer> tries = new ArrayList<>();
        try (Residence streamed = Residence.open(Residence.Policy.STREAM, numbers, Progress.NONE)) {
            for (int part = 0; part < PARTS; part++) {
                int now = part;
                assertEquals(part, streamed.<Float>use(part, Progress.NONE, weights -> {
                    tries.add(now);
                    if (now == 1 && tries.size() == 2) {
                        awaitBegun(numbers, 2);
                        throw new TorchException("CUDA out of memory.");
                    }
                    if (tries.size() > 2) {
                        assertEquals(weights.bytes(), Torch.allocatedBytes() - none, "this part alone is in memory");
                    }
                    return number(weights);
                }));
            }
        }
        assertEquals(List.of(0, 1, 1, 2, 3), tries);
        assertEquals(List.of("0", "1 ahead", "2 ahead", "1", "2", "3"), numbers.read);
    }

    @Test
    void whereThereIsNoRoomAtAllThatIsSaidAfterTwoTries() throws Exception {
        int[] tries = new int[1];
        try (Residence streamed = Residence.open(Residence.Policy.STREAM, new Numbers(), Progress.NONE)) {
            assertThrows(TorchException.class, () -> streamed.use(0, Progress.NONE, weights -> {
                tries[0]++;
                throw new TorchException("CUDA out of memory.");
            }));
            assertEquals(2, tries[0]);
            assertThrows(TorchException.class, () -> streamed.use(1, Progress.NONE, weights -> {
                tries[0]++;
                throw new TorchException("wrong shape");
            }));
            assertEquals(3, tries[0], "other failures are not tried again");
            assertUse(streamed, 2);
        }
    }

    @Test
    void waitingForAPartEndsWhenTheUserCancels() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Residence.Source slow = new Residence.Source() {
            @Override
            public int parts() {
                return 2;
            }

            @Override
            public Weights load(int part, Progress progress) {
                while (part == 1 && never.getCount() > 0) {
                    progress.checkCancelled();
                    Thread.onSpinWait();
                }
                return Weights.adopt(Map.of("x", Tensor.of(new float[] {part}, 1)), List.of());
            }
        };
        try (Residence streamed = Residence.open(Residence.Policy.STREAM, slow, Progress.NONE)) {
            assertUse(streamed, 0);
            int[] looks = new int[1];
            assertThrows(CancellationException.class, () -> streamed.use(1, () -> {
                if (++looks[0] > 2) {
                    throw new CancellationException("enough");
                }
            }, StreamedTest::number));
        } finally {
            never.countDown();
        }
    }
}
