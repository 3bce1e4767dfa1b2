// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void makeCli() {
        cli = new Cli(folder);
        cli.graph("words.stillroom");
    }

    @Test
    void writesToTheOutputFolderAndPrintsWhere() throws IOException {
        Cli.Ended ended = cli.run("run", "words.stillroom");
        assertEquals(0, ended.code(), ended.toString());
        Path written = folder.resolve("pictures/words.txt");
        assertEquals("hello", Files.readString(written));
        assertEquals(written + "\n", ended.out());
        assertTrue(ended.err().contains("work: running"), ended.err());
        assertTrue(ended.err().contains("write: done"), ended.err());
        assertFalse(ended.err().contains("\u001b"), "no escape codes without a terminal");
    }

    @Test
    void drawsBarsOnATerminal() {
        Cli.Ended ended = cli.with(new Style(true, 60, true, true)).run("run", "words.stillroom", "--set",
                "work.millis=150");
        assertEquals(0, ended.code(), ended.toString());
        assertTrue(ended.err().contains("\u2588") && ended.err().contains("steps/s"), ended.err());
    }

    @Test
    void setChangesValuesForOneRunOnly() throws IOException {
        byte[] before = Files.readAllBytes(folder.resolve("words.stillroom"));
        Cli.Ended ended = cli.run("run", "words.stillroom", "--set", "source.text=a=b.c ü", "--set",
                "write.name=other", "--set", "work.strength=1e-1", "--set", "work.end=well", "--set",
                "work.deaf=false", "--out", "a/b");
        assertEquals(0, ended.code(), ended.toString());
        assertEquals("a=b.c ü", Files.readString(folder.resolve("a/b/other")));
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("words.stillroom")));
    }

    @Test
    void aFileIsNamedFromTheCurrentFolder() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("current"));
        Files.writeString(elsewhere.resolve("note.txt"), "from a file");
        Cli.Ended ended = new Cli(elsewhere).run("run", "../words.stillroom", "--set", "source.file=note.txt");
        assertEquals(0, ended.code(), ended.toString());
        assertEquals("from a file", Files.readString(elsewhere.resolve("pictures/words.txt")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "work.steps=0       | work.steps: found 0, expected at least 1",
        "work.steps=many    | work.steps: found the text \"many\", expected a whole number",
        "work.steps=1.5     | work.steps: found 1.5, expected a whole number",
        "work.steps=1e999999999 | work.steps: ",
        "work.strength=NaN  | work.strength: ",
        "work.deaf=perhaps  | work.deaf: found the text \"perhaps\", expected true or false",
        "work.end=badly     | work.end: ",
        "work.stps=3        | Did you mean \"steps\"",
        "wrok.steps=3       | Did you mean \"work\"",
        "source.model=../up | source.model: "})
    void aValueThatDoesNotFitExitsWith1(String setting, String message) throws IOException {
        Cli.Ended ended = cli.run("run", "words.stillroom", "--set", setting);
        assertEquals(1, ended.code(), ended.toString());
        assertTrue(ended.err().startsWith("error: ") && ended.err().contains(message), ended.err());
        assertEquals(List.of(), Cli.filesIn(folder.resolve("pictures")));
    }

    @Test
    void settingAParameterBringsANodeOfAnOlderVersionUpToDate() throws IOException {
        cli.graph("words.stillroom", "\"type\": \"apptest.work\",\n      \"version\": 2",
                "\"parameters\": {\"pause\": 2},\n\"type\": \"apptest.work\",\n      \"version\": 1");
        assertEquals(0, cli.run("run", "words.stillroom", "--set", "work.steps=2").code());
    }

    @ParameterizedTest
    @CsvSource({"sentence,work.strength: found too little strength", "fault,a fault of the program",
        "memory,ran out of memory"})
    void aFailingNodeExitsWith4AndIsNamed(String end, String message) throws IOException {
        Cli.Ended ended = cli.run("run", "words.stillroom", "--set", "work.end=" + end);
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().contains("error: work") && ended.err().contains(message), ended.err());
        assertTrue(ended.err().contains("write: skipped"), ended.err());
        assertFalse(ended.err().contains("\tat "), ended.err());
        assertTrue(cli.run("run", "words.stillroom", "--stacktrace", "--set", "work.end=" + end).err()
                .contains("\tat "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"source.model=not/there", "source.file=not/there"})
    void aMissingModelOrFileExitsWith3(String setting) {
        Cli.Ended ended = cli.run("run", "words.stillroom", "--set", setting);
        assertEquals(3, ended.code(), ended.toString());
        assertTrue(ended.err().contains("not/there"), ended.err());
    }

    @Test
    void onlyRunsANodeAndWhatItNeeds() throws IOException {
        Cli.Ended ended = cli.run("run", "words.stillroom", "--only", "work");
        assertEquals(0, ended.code(), ended.toString());
        assertEquals(List.of(), Cli.filesIn(folder.resolve("pictures")));
        assertFalse(ended.err().contains("write"), ended.err());
        Cli.Ended unknown = cli.run("run", "words.stillroom", "--only", "nobody");
        assertEquals(1, unknown.code(), unknown.toString());
        assertTrue(unknown.err().contains("nobody"), unknown.err());
    }

    @Test
    void aFileInPlaceOfTheOutputFolderExitsWith4() throws IOException {
        Files.writeString(folder.resolve("pictures"), "a file");
        Cli.Ended ended = cli.run("run", "words.stillroom");
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().contains("pictures"), ended.err());
    }
}
