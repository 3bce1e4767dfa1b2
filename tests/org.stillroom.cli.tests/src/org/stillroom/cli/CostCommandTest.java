// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostCommandTest {

    @TempDir
    Path folder;

    @Test
    void theSmallestIsMeasuredInProcessesOfItsOwnAndIsNotMeasuredTwice() throws Exception {
        String[] arguments = {"cost", "--sizes", "small", "--formats", "bf16", "--policies", "kept,streamed",
            "--tokens", "8"};
        Cli.Ended ended = new Cli(folder).run(arguments);
        assertEquals(0, ended.code(), ended.toString());
        Path out = folder.resolve("cost");
        assertEquals(out.resolve("cost.csv") + "\n" + out.resolve("cost.svg") + "\n", ended.out());
        assertEquals(List.of("cost.csv", "cost.jsonl", "cost.svg"), Cli.filesIn(out), "the encoder is removed");
        List<String> lines = Files.readAllLines(out.resolve("cost.csv"));
        assertEquals(3, lines.size());
        assertTrue(lines.get(0).startsWith("size,format,policy,parameters,file_bytes,")
                && lines.get(1).startsWith("small,bf16,kept,35332800,")
                && lines.get(2).startsWith("small,bf16,streamed,35332800,"), lines.toString());
        Cli.Ended again = new Cli(folder).run(arguments);
        assertEquals(0, again.code(), again.toString());
        assertEquals(lines, Files.readAllLines(out.resolve("cost.csv")));
        assertTrue(again.err().lines().noneMatch("small bf16 kept"::equals), again.err());
    }

    @ParameterizedTest
    @CsvSource({"--sizes huge,there is no \"huge\"", "--formats fp4,there is no \"fp4\"",
        "--policies gone,there is no \"gone\"", "--tokens 0,expected 1 to 4096"})
    void whatCannotBeMeasuredIsSaid(String arguments, String message) {
        Cli.Ended ended = new Cli(folder).run(("cost " + arguments).split(" "));
        assertEquals(2, ended.code(), ended.toString());
        assertTrue(ended.err().contains(message), ended.err());
    }
}
