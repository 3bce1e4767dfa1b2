// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.distill.training.Onlooker.NOBODY;
import static org.stillroom.distill.training.Onlooker.STOPPING;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.distill.family.FamilyPlan;
import org.stillroom.distill.family.FamilyTraining;
import org.stillroom.torch.runtime.Device;

/** A folder has one training at a time. */
class RunLockTest {

    @TempDir
    private Path temp;

    /** Holds a folder until it is killed; {@link #anotherProcessKeepsItOutUntilItEnds} starts it. */
    public static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (RunLock lock = RunLock.take(Path.of(arguments[0]), NOBODY)) {
                System.out.println("held");
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }

    private static RunLock take(Path folder) throws Exception {
        return RunLock.take(folder, NOBODY);
    }

    /** A training that was cancelled ends on its own a little later. */
    @Test
    @Timeout(60)
    void aTrainingOfThisProcessIsWaitedFor() throws Exception {
        Path folder = temp.resolve("not/there/yet");
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            AtomicInteger asked = new AtomicInteger();
            Future<RunLock> second;
            try (RunLock lock = take(folder)) {
                second = thread.submit(() -> RunLock.take(folder, asked::incrementAndGet));
                while (asked.get() < 3) {
                    Thread.onSpinWait();
                }
                assertFalse(second.isDone());
                take(temp.resolve("other")).close();
            }
            second.get().close();
        }
        take(folder).close();
    }

    /** The lock of the one that goes on must outlive who waited for it, also in the eyes of other processes. */
    @Test
    @Timeout(60)
    void waitingCanBeCancelled() throws Exception {
        try (RunLock lock = take(temp)) {
            assertThrows(CancellationException.class, () -> RunLock.take(temp, STOPPING));
            Process other = holder();
            try (BufferedReader out = other.inputReader()) {
                assertNull(out.readLine(), "the other process must not get it");
                assertEquals(1, other.waitFor());
            }
        }
        take(temp).close();
    }

    private Process holder() throws Exception {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Holder.class.getName(), temp.toString()).start();
    }

    @Test
    @Timeout(60)
    void anotherProcessKeepsItOutUntilItEnds() throws Exception {
        Process other = holder();
        try (BufferedReader out = other.inputReader()) {
            assertEquals("held", out.readLine());
            String message = assertThrows(TrainingException.class, () -> take(temp)).getMessage();
            assertTrue(message.contains("Another training goes on in " + temp), message);
        } finally {
            other.destroyForcibly().waitFor();
        }
        take(temp).close();
    }

    @Test
    void aFamilyIsTrainedUnderIt() throws Exception {
        FamilyTraining family = new FamilyTraining(temp, FamilyPlan.MINI, Optional.empty(), Device.CPU);
        try (RunLock lock = take(temp)) {
            for (FamilyTraining.Part part : family.parts()) {
                assertThrows(CancellationException.class, () -> family.train(part, STOPPING));
            }
        }
        try (Stream<Path> files = Files.list(temp)) {
            assertEquals(List.of(temp.resolve(".lock")), files.toList());
        }
    }
}
