// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A graph that names no tokenizer, on the command line; and other values for a check, as for a run. */
class FoundTokenizerTest {

    private static final Path FIXTURES = Path.of("../org.stillroom.diffusion.tests/resources/text");
    private static final String FOUND = "note: t5_tokenizer.model: none is chosen, and \"words\" was found: ";

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void makeModels() throws IOException {
        cli = new Cli(folder);
        cli.graph("t5.stillroom", "\"model\": \"tokenizer\"", "\"model\": \"\"");
        copy("t5-plain", "encoder");
        copy("tokenizer-t5", "words");
    }

    private void copy(String from, String to) throws IOException {
        Path target = Files.createDirectories(folder.resolve("models").resolve(to));
        try (Stream<Path> files = Files.list(FIXTURES.resolve(from))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void itIsFoundAndSaid() {
        String words = folder.resolve("models").resolve("words").toString();
        Cli.Ended checked = cli.run("check", "t5.stillroom");
        assertEquals(0, checked.code(), checked.toString());
        assertEquals(FOUND + words + "\nno problems\n", checked.out());
        Cli.Ended ran = cli.run("run", "t5.stillroom");
        assertEquals(0, ran.code(), ran.toString());
        assertTrue(ran.err().contains(FOUND + words + "\n"), ran.err());
    }

    @Test
    void itIsPinned() throws IOException {
        assertEquals("words\n", cli.run("pin", "t5.stillroom").err().lines().filter("words"::equals).findFirst()
                .map(line -> line + "\n").orElse(""));
        assertTrue(Files.readString(folder.resolve("t5.stillroom")).contains("\"found:t5_tokenizer.model\": {"));
        assertFalse(cli.run("check", "t5.stillroom").out().contains("warning"));
        Path json = folder.resolve("models/words/tokenizer.json");
        Files.writeString(json, Files.readString(json) + "\n");
        Cli.Ended changed = cli.run("check", "t5.stillroom");
        assertTrue(changed.out().contains("warning: t5_tokenizer.model: model \"words\" is not the one that the graph "
                + "was made with: tokenizer.json has other contents"), changed.out());
    }

    @Test
    void withoutOneBothSayWhereToPutIt() throws IOException {
        Files.delete(folder.resolve("models/words/tokenizer.json"));
        for (String command : new String[] {"check", "run"}) {
            Cli.Ended ended = cli.run(command, "t5.stillroom");
            assertEquals(3, ended.code(), ended.toString());
            assertTrue((ended.out() + ended.err()).contains("error: t5_tokenizer.model: no T5 tokenizer for the 136 "
                    + "tokens of \"encoder\" was found"), ended.toString());
            assertTrue((ended.out() + ended.err()).contains("into " + folder.resolve("models/tokenizers/t5")),
                    ended.toString());
        }
    }

    @Test
    void aCheckTakesOtherValuesAsARunDoes() {
        Cli.Ended checked = cli.run("check", "t5.stillroom", "--set", "t5_encoder.model=nowhere", "--set",
                "t5_tokenizer.model=words");
        assertEquals(3, checked.code(), checked.toString());
        Cli.Ended ran = cli.run("run", "t5.stillroom", "--set", "t5_encoder.model=nowhere", "--set",
                "t5_tokenizer.model=words");
        assertEquals(3, ran.code(), ran.toString());
        assertEquals(checked.out().lines().filter(line -> line.startsWith("error")).toList(),
                ran.err().lines().filter(line -> line.startsWith("error")).toList());
        Cli.Ended misspelt = cli.run("check", "t5.stillroom", "--set", "t5_encoder.modle=words");
        assertEquals(1, misspelt.code(), misspelt.toString());
        assertTrue(misspelt.err().contains("Did you mean \"model\"?"), misspelt.err());
        assertEquals(2, cli.run("check", "t5.stillroom", "--set", "steps").code());
        assertEquals(0, cli.run("check", "t5.stillroom").code());
    }
}
