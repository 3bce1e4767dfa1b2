// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.text.QuotedWords;

/** Lists of prompts are read as they are published, and what is no list is refused with its place. */
class PromptListTest {

    @TempDir
    Path temp;

    @Test
    void aPromptInEachLine() throws Exception {
        PromptList list = PromptList.read(write("a.txt", "\uFEFFa red circle\r\n\n  three green stars \n\t\n"
                + "a red circle\nein grüner Stern"));
        assertEquals(List.of("a red circle", "three green stars", "ein grüner Stern"), list.prompts());
        assertEquals(3, list.skipped());
    }

    @Test
    void aJsonListOfTexts() throws Exception {
        PromptList list = PromptList.read(write("a.JSON", "[\"a sign reading 'cat'.\", \"\", \"two\\nlines\", "
                + "\"a sign reading 'cat'.\"]\n"));
        assertEquals(List.of("a sign reading 'cat'.", "two\nlines"), list.prompts());
        assertEquals(2, list.skipped());
    }

    @ParameterizedTest
    @CsvSource({"CommonText_Test.json, 1000", "T2I-CompBench/color_val.txt, 300"})
    void publishedLists(String name, int count) throws Exception {
        Path folder = Path.of(System.getProperty("stillroom.shared", "../../../shared/data"));
        Assumptions.assumeTrue(Files.isDirectory(folder), "no shared reference data");
        PromptList list = PromptList.read(folder.resolve("prompts").resolve(name));
        assertEquals(count, list.prompts().size() + list.skipped());
        if (name.endsWith(".json")) {
            assertTrue(list.prompts().stream().allMatch(prompt -> QuotedWords.in(prompt).isPresent()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n\t\n", "\uFEFF"})
    void anEmptyListIsRefused(String text) throws Exception {
        assertProblem(write("a.txt", text), "a.txt has no prompt");
    }

    @Test
    void emptyJsonIsRefused() throws Exception {
        assertProblem(write("a.json", "[]"), "a.json has no prompt");
        assertProblem(write("b.json", ""), "is not a JSON list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "a.json"})
    void anotherEncodingIsRefusedWithItsPlace(String name) throws Exception {
        Path file = temp.resolve(name);
        Files.write(file, "[\"gut\",\n \"süß\"]".getBytes(StandardCharsets.ISO_8859_1));
        assertProblem(file, "line 2, byte 11 of the file (counted from 0) is 0xFC");
    }

    @Test
    void mixedEncodingsAreRefusedWithTheirPlace() throws Exception {
        Path file = temp.resolve("a.txt");
        Files.write(file, "süß\n".getBytes(StandardCharsets.UTF_8));
        Files.write(file, "süß\n".getBytes(Charset.forName("windows-1252")),
                StandardOpenOption.APPEND);
        assertProblem(file, "line 2, byte 7");
        Files.write(file, "a cat\n".getBytes(StandardCharsets.UTF_16));
        assertProblem(file, "UTF-16");
        Files.write(file, new byte[] {'a', (byte) 0xE2, (byte) 0x82});
        assertProblem(file, "line 1, byte 1");
    }

    @Test
    void aListBeyondALimitIsRefused() throws Exception {
        Path three = write("a.txt", "one\ntwo\nthree\n");
        assertEquals(3, PromptList.read(three, new PromptList.Limits(3, 14)).prompts().size());
        assertProblem(three, new PromptList.Limits(2, 100), "a.txt has 3 prompts, more than the 2");
        assertProblem(three, new PromptList.Limits(3, 13), "a.txt has 14 bytes, more than the 13");
        assertProblem(write("a.json", "[\"one\", \"two\"]"), new PromptList.Limits(1, 100), "has 2 prompts");
        assertEquals(1_000_000, PromptList.USUAL_LIMITS.prompts());
        assertEquals(100_000_000, PromptList.USUAL_LIMITS.bytes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"a\": 1} | is not a JSON list",
        "[\"a\", 7] | entry 1 (counted from 0) in line 1 is not a text",
        "[\"a\", [\"b\"]] | entry 1 (counted from 0)",
        "[\"a\" \"b\"] | is not valid JSON",
        "[\"a\" | is not valid JSON",
        "[\"a\"] [\"b\"] | goes on after the end of its list",
        "a red circle | is not valid JSON"})
    void badJsonIsRefused(String text, String expected) throws Exception {
        assertProblem(write("a.json", text), expected);
    }

    @Test
    void noFileIsRefused() {
        assertProblem(temp.resolve("none.txt"), "does not exist");
        assertProblem(temp, "is not a file");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text);
    }

    private static void assertProblem(Path file, String expected) {
        assertProblem(file, PromptList.USUAL_LIMITS, expected);
    }

    private static void assertProblem(Path file, PromptList.Limits limits, String expected) {
        String message = assertThrows(PromptListException.class, () -> PromptList.read(file, limits)).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
