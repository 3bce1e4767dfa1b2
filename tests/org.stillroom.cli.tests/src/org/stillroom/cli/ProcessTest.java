// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a real process shows: signals, pipes, exit codes. */
@EnabledOnOs(OS.LINUX)
class ProcessTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeGraph() {
        new Cli(folder).graph("words.stillroom");
    }

    @Test
    void exitCodesReachTheShell() throws Exception {
        CliProcess done = CliProcess.start(folder, "run", "words.stillroom");
        assertEquals(0, done.end(), done.err());
        assertTrue(done.out().endsWith("words.txt\n"), done.out());
        CliProcess failed = CliProcess.start(folder, "run", "words.stillroom", "--set", "work.end=fault");
        assertEquals(4, failed.end(), failed.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void asksTheRunToStopAndExitsWith130(String signal) throws Exception {
        CliProcess process = CliProcess.start(folder, "run", "words.stillroom", "--set", "work.steps=100000",
                "--events", "e");
        process.await("e", "\"done\":3");
        process.signal(signal);
        assertEquals(130, process.end(), process.err());
        assertTrue(process.err().contains("cancelled"), process.err());
        assertEquals(1, process.err().lines().filter("cancelled"::equals).count(), process.err());
        assertFalse(Files.exists(folder.resolve("pictures/words.txt")));
        assertTrue(Files.readString(folder.resolve("e")).contains("\"exit_code\":130"), "the last event is written");
    }

    @Test
    void stopsWhileANodeListensToNobody() throws Exception {
        CliProcess process = CliProcess.start(folder, "run", "words.stillroom", "--set", "work.deaf=true", "--set",
                "work.millis=100000", "--events", "e");
        process.await("e", "\"progress\",\"node\":\"work\"");
        process.signal("INT");
        assertEquals(130, process.end(), process.err());
        assertTrue(process.err().contains("cancelled"), process.err());
        assertFalse(process.err().contains("fatal error"), process.err());
        String events = Files.readString(folder.resolve("e"));
        assertTrue(events.lines().toList().getLast().contains("\"exit_code\":130"), events);
    }

    /** It was said to have failed, and then to be cancelled. */
    @Test
    void aTrainingIsCancelled() throws Exception {
        CliProcess process = CliProcess.start(folder, "train", "--quick", "--run", "run");
        process.await("run/vae/loss.csv", "step");
        process.signal("INT");
        assertEquals(130, process.end(), process.err());
        assertTrue(process.err().endsWith("cancelled\n"), process.err());
        assertFalse(process.err().contains("failed"), process.err());
    }

    /** Where the process then left through its native libraries' destructors, it crashed, or waited for the loading. */
    @ParameterizedTest
    @ValueSource(ints = {100, 300, 500, 700})
    void stopsWhileANativeLibraryIsLoaded(int millis) throws Exception {
        Files.writeString(folder.resolve("noise.stillroom"), """
                {"format": "stillroom", "version": 1, "nodes": {
                  "noise": {"type": "org.stillroom.latentNoise", "version": 1,
                    "parameters": {"width": 8192, "height": 8192, "batch": 8}},
                  "save": {"type": "org.stillroom.saveTensors", "version": 1, "inputs": {"latent": "noise.latent"}}}}
                """);
        CliProcess process = CliProcess.start(folder, "run", "noise.stillroom", "--events", "e");
        process.await("e", "\"node\":\"noise\",\"state\":\"running\"");
        Thread.sleep(millis);
        process.signal("INT");
        assertEquals(130, process.end(), process.err());
        assertFalse(process.out().contains("fatal error"), process.out());
        assertEquals(List.of(), Cli.filesIn(folder.resolve("pictures")));
    }

    @Test
    void stopsWhileNobodyReadsItsEvents() throws Exception {
        CliProcess process = CliProcess.inPipe(folder, "exec \"$@\" > >(sleep 20)", "run", "words.stillroom", "--set",
                "work.steps=100000", "--set", "work.millis=0", "--events", "-");
        process.await("err.txt", "work: running");
        // until the pipe is full
        Thread.sleep(1000);
        process.signal("INT");
        assertEquals(130, process.end(), process.err());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesNoPartialFile(boolean deaf) throws Exception {
        CliProcess process = CliProcess.start(folder, "run", "words.stillroom", "--set", "write.slow=true", "--set",
                "write.deaf=" + deaf, "--events", "e");
        process.await("e", "\"progress\",\"node\":\"write\"");
        assertEquals(1, Cli.filesIn(folder.resolve("pictures")).size(), "it is in the middle of writing");
        process.signal("INT");
        assertEquals(130, process.end(), process.err());
        assertEquals(List.of(), Cli.filesIn(folder.resolve("pictures")));
    }

    @Test
    void aBatchThatIsStoppedWritesTheTableOfWhatIsDone() throws Exception {
        Files.writeString(folder.resolve("p.csv"), "prompt,work.steps,work.millis\nred,1,0\nblue,100000,5\n");
        CliProcess process = CliProcess.start(folder, "batch", "words.stillroom", "--prompts", "p.csv",
                "--prompt-node", "source.text");
        process.await("batch/results.jsonl", "red");
        process.signal("INT");
        assertEquals(130, process.end(), process.err());
        assertEquals(2, Files.readAllLines(folder.resolve("batch/table.csv")).size());
        assertTrue(process.err().contains("stopped with 1 of 2 pictures done, which are in the table"), process.err());
    }

    @Test
    void aReaderThatLeavesEndsALongList() throws Exception {
        CliProcess process = CliProcess.inPipe(folder, "set -o pipefail; \"$@\" | head -n 1", "nodes");
        assertEquals(0, process.end(), process.err());
        assertEquals(1, process.out().lines().count(), process.out());
    }

    @Test
    void aReaderOfEventsThatLeavesCancelsTheRun() throws Exception {
        CliProcess process = CliProcess.inPipe(folder, "set -o pipefail; \"$@\" | head -n 1", "run", "words.stillroom",
                "--set", "work.steps=100000", "--events", "-");
        assertEquals(130, process.end(), process.err());
        assertEquals(1, process.out().lines().count(), process.out());
        assertFalse(Files.exists(folder.resolve("pictures/words.txt")));
    }
}
