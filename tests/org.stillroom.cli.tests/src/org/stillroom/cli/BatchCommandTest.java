// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchCommandTest {

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void makeCli() throws IOException {
        cli = new Cli(folder);
        cli.graph("words.stillroom");
        Files.writeString(folder.resolve("p.txt"), "red\nblue\n");
    }

    private Cli.Ended batch(String... more) {
        String[] arguments = new String[more.length + 6];
        List<String> first = List.of("batch", "words.stillroom", "--prompts", "p.txt", "--prompt-node", "source.text");
        first.toArray(arguments);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return cli.run(arguments);
    }

    @Test
    void drawsEachAndPrintsWhere() throws IOException {
        Cli.Ended ended = batch("--vary", "work.steps=1,2", "--out", "a/b");
        assertEquals(0, ended.code(), ended.toString());
        Path out = folder.resolve("a/b");
        assertEquals(4, Cli.filesIn(out.resolve("pictures")).size());
        List<String> printed = ended.out().lines().toList();
        assertEquals(5, printed.size(), ended.out());
        assertTrue(printed.getFirst().startsWith(out.resolve("pictures/red-").toString()), ended.out());
        assertEquals("red", Files.readString(Path.of(printed.getFirst())));
        assertEquals(out.resolve("table.csv").toString(), printed.getLast());
        assertEquals(5, Files.readAllLines(out.resolve("table.csv")).size());
        assertTrue(ended.err().contains("4 pictures with 1 choice of models"), ended.err());
    }

    @Test
    void startedAgainItGoesOn() {
        batch("--count", "1");
        Cli.Ended ended = batch();
        assertEquals(0, ended.code(), ended.toString());
        assertTrue(ended.err().contains("1 are there already"), ended.err());
        assertEquals(2, ended.out().lines().count(), ended.out());
        assertEquals(1, batch().out().lines().count());
    }

    @Test
    void whatFailsIsToldAndInTheExitCode() throws IOException {
        Files.writeString(folder.resolve("p.csv"), "prompt,work.end\nred,well\nblue,sentence\n");
        Cli.Ended ended = cli.run("batch", "words.stillroom", "--prompts", "p.csv", "--prompt-node", "source",
                "--retries", "0");
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().contains("error: \"blue\": work"), ended.err());
        assertTrue(ended.err().contains("1 picture of 2 failed"), ended.err());
        assertTrue(Files.readString(folder.resolve("batch/table.csv")).contains("failed"), ended.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2 | NODE.PARAM=A,B,C | --vary=work",
        "2 | no cluster of this kind | --master=moon://one",
        "2 | --conf is for Spark | --conf=a=b",
        "2 | not written KEY=VALUE | --master=local[2] --conf=a",
        "2 | --count and --threads must be 1 or more | --threads=0",
        "4 | --device: | --device=cuda:99",
        "2 | are for this machine | --master=local --memory=1GB",
        "3 | three.safetensors | --vary=source.model=three.safetensors",
        "1 | work.end | --vary=work.end=badly"})
    void whatIsWrongIsToldBeforeAnythingIsDrawn(int code, String expected, String arguments) throws IOException {
        Cli.Ended ended = batch(arguments.split(" "));
        assertEquals(code, ended.code(), ended.toString());
        assertTrue(ended.err().contains(expected), ended.err());
        assertEquals(List.of(), Cli.filesIn(folder.resolve("batch/pictures")));
    }

    @Test
    void whatSaysWhereNothingGoesIsRefused() {
        for (String option : List.of("--prompt-node", "--seed-node")) {
            Cli.Ended ended = cli.run("batch", "words.stillroom", option, "source");
            assertEquals(2, ended.code(), ended.toString());
            assertTrue(ended.err().contains(option + " says where"), ended.err());
        }
        assertEquals(4, cli.run("batch", "words.stillroom", "--prompts", "/").code(), "a folder is no table");
    }

    @Test
    void promptsThatAreNotThereAreMissing() {
        Cli.Ended ended = cli.run("batch", "words.stillroom", "--prompts", "no.csv");
        assertEquals(3, ended.code(), ended.toString());
        assertTrue(ended.err().contains("no.csv is not there"), ended.err());
    }
}
