// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.torch.Device;

/** A folder has one training at a time. */
class RunLockTest {

    @TempDir
    private Path temp;

    /** Holds a folder until it is killed; {@link #anotherProcessKeepsItOutUntilItEnds} starts it. */
    public static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (RunLock lock = RunLock.take(Path.of(arguments[0]))) {
                System.out.println("held");
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }

    private static void assertKeptOut(Path folder) {
        String message = assertThrows(TrainingException.class, () -> RunLock.take(folder).close()).getMessage();
        assertTrue(message.contains("Another training goes on in " + folder), message);
    }

    @Test
    void aSecondTrainingWaitsForItsTurn() throws Exception {
        Path folder = temp.resolve("not/there/yet");
        try (RunLock lock = RunLock.take(folder)) {
            assertKeptOut(folder);
            RunLock.take(temp.resolve("other")).close();
        }
        RunLock.take(folder).close();
    }

    @Test
    @Timeout(60)
    void anotherProcessKeepsItOutUntilItEnds() throws Exception {
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Holder.class.getName(), temp.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = other.inputReader()) {
            assertEquals("held", out.readLine());
            assertKeptOut(temp);
        } finally {
            other.destroyForcibly().waitFor();
        }
        RunLock.take(temp).close();
    }

    @Test
    void aFamilyIsTrainedUnderIt() throws Exception {
        FamilyTraining family = new FamilyTraining(temp, FamilyPlan.MINI, Device.CPU);
        try (RunLock lock = RunLock.take(temp)) {
            for (FamilyTraining.Part part : FamilyTraining.Part.values()) {
                assertTrue(assertThrows(TrainingException.class, () -> family.train(part, () -> false,
                        (which, step, steps, did, speed) -> { })).getMessage().contains("Another training"));
            }
        }
        try (Stream<Path> files = Files.list(temp)) {
            assertEquals(List.of(temp.resolve(".lock")), files.toList());
        }
    }
}
