// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
        assertTrue(lines.get(0).startsWith("size,format,policy,tokens,device,parameters,file_bytes,")
                && lines.get(1).startsWith("small,bf16,kept,8,cpu,35332800,")
                && lines.get(2).startsWith("small,bf16,streamed,8,cpu,35332800,"), lines.toString());
        Cli.Ended again = new Cli(folder).run(arguments);
        assertEquals(0, again.code(), again.toString());
        assertEquals(lines, Files.readAllLines(out.resolve("cost.csv")));
        assertTrue(again.err().lines().noneMatch("small bf16 kept"::equals), again.err());
    }

    /** The process that measures is a script here: killed where it streams, else it says what it is made to. */
    @Test
    void aRowWhoseProcessIsKilledIsARowAndTheOthersGoOn() throws Exception {
        Cli cli = new Cli(folder).with("STILLROOM_COMMAND", measurer("*' streamed '*) kill -9 $$ ;;").toString());
        String[] arguments = {"cost", "--sizes", "small", "--formats", "bf16", "--policies",
            "streamed,kept,unloaded", "--tokens", "8"};
        Cli.Ended ended = cli.run(arguments);
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().contains("1 of 3 could not be measured"), ended.err());
        List<String> lines = csv();
        assertEquals(4, lines.size(), lines.toString());
        assertTrue(lines.get(1).startsWith("small,bf16,streamed,8,cpu,,,")
                && lines.get(1).contains("was killed, as the system does where memory runs out"), lines.get(1));
        assertTrue(lines.get(2).startsWith("small,bf16,kept,8,cpu,7,") && lines.get(2).endsWith(","), lines.get(2));
        assertTrue(lines.get(3).startsWith("small,bf16,unloaded,8,cpu,7,"), lines.get(3));
        assertTrue(Files.readString(folder.resolve("cost/cost.svg")).contains("small bf16 kept"));
        measurer("");
        Cli.Ended again = cli.run(arguments);
        assertEquals(0, again.code(), again.toString());
        assertEquals(List.of("small bf16 streamed"), again.err().lines().filter(line -> line.startsWith("small "))
                .toList(), "what failed is tried again, and nothing else");
        assertTrue(csv().get(1).startsWith("small,bf16,streamed,8,cpu,7,"), csv().toString());
    }

    @Test
    void whatWasMeasuredWithOtherPromptsStays() throws Exception {
        Cli cli = new Cli(folder).with("STILLROOM_COMMAND", measurer("").toString());
        for (String tokens : List.of("8", "16", "8")) {
            Cli.Ended ended = cli.run("cost", "--sizes", "small", "--formats", "bf16", "--policies", "kept",
                    "--tokens", tokens);
            assertEquals(0, ended.code(), ended.toString());
        }
        List<String> lines = csv();
        assertEquals(3, lines.size(), lines.toString());
        assertTrue(lines.get(1).startsWith("small,bf16,kept,8,cpu,7,"), lines.get(1));
        assertTrue(lines.get(2).startsWith("small,bf16,kept,16,cpu,7,"), lines.get(2));
    }

    @Test
    void aDeviceThatIsNotThereEndsItAtTheFirstRow() throws Exception {
        Cli.Ended ended = new Cli(folder).run("cost", "--sizes", "small", "--formats", "bf16", "--policies",
                "kept,streamed", "--tokens", "8", "--device", "cuda:99");
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().contains("--device: "), ended.err());
        assertEquals(List.of("small bf16 kept"), ended.err().lines().filter(line -> line.startsWith("small "))
                .toList());
        assertEquals(List.of(), Cli.filesIn(folder.resolve("cost")), "the encoder is removed");
    }

    private List<String> csv() throws IOException {
        return Files.readAllLines(folder.resolve("cost/cost.csv"));
    }

    /** @param cases of a shell's case on the arguments, with a space around them all */
    private Path measurer(String cases) throws IOException {
        Path script = folder.resolve("measurer");
        Files.writeString(script, """
                #!/bin/sh
                case " $* " in
                %s
                esac
                while [ $# -gt 0 ]; do
                  case "$1" in --policies) policy=$2 ;; --tokens) tokens=$2 ;; esac
                  shift
                done
                printf '{"size":"small","format":"bf16","policy":"%%s","tokens":%%s,"device":"cpu",' $policy $tokens
                echo '"parameters":7,"file_bytes":8,"weight_bytes":9,"slowest_seconds":1.5}'
                """.formatted(cases));
        assertTrue(script.toFile().setExecutable(true));
        return script;
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
