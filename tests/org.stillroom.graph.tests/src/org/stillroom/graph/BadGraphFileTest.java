// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bad file is refused with a sentence that names the file, the place and what was expected. */
class BadGraphFileTest {

    private static final String HEAD = "{\"format\":\"stillroom\",\"version\":1,";
    private static final String NODE = HEAD + "\"nodes\":{\"a\":{\"type\":\"t\",\"version\":1,";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "[]                                 | an array",
        "null                               | found null",
        "\"stillroom\"                      | found the text",
        "{}                                 | not a Stillroom graph",
        "{\"format\":\"png\",\"version\":1} | \"png\"",
        "{\"format\":7,\"version\":1}       | found 7",
    })
    void refusesJsonThatIsNoGraph(String text, String words) {
        assertRefused(text, "", words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}            | version                       | found nothing",
        "\"1\"         | version                       | the text \"1\"",
        "1.0           | version                       | found 1.0",
        "0             | version                       | found 0",
        "-3            | version                       | found -3",
        "2             | version                       | format version 2, and this Stillroom reads versions up to 1",
        "99999999999999999999 | version                | format version 99999999999999999999, and",
    })
    void refusesVersionsThatItDoesNotKnow(String version, String place, String words) {
        String property = version.equals("{}") ? "" : ",\"version\":" + version;
        // What follows the version may be anything in a later version, and is not looked at.
        assertRefused("{\"format\":\"stillroom\"" + property + ",\"nodes\":[]}", place, words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"nodes\":[]                               | nodes                | found an array, expected an object",
        "\"nodes\":null                             | nodes                | found null, expected an object",
        "\"nodes\":{\"a\":3}                        | nodes.a              | found 3, expected an object",
        "\"nodes\":{\"../a\":{}}                    | nodes.../a           | \"../a\" is not an id",
        "\"nodes\":{\"a.b\":{}}                     | nodes.a.b            | is not an id",
        "\"nodes\":{\"a\\\\b\":{}}                  | nodes.a\\b           | is not an id",
        "\"nodes\":{\"a\\u0000\":{}}                | nodes.a?             | is not an id",
        "\"nodes\":{\"\":{}}                        | nodes.               | is not an id",
        "\"nodes\":{\"a\":{}}                       | nodes.a.type         | found nothing, expected a text",
        "\"nodes\":{\"a\":{\"type\":1}}             | nodes.a.type         | found 1, expected a text",
        "\"nodes\":{\"a\":{\"type\":\" \"}}         | nodes.a.type         | found an empty text",
        "\"nodes\":{\"a\":{\"type\":\"t\"}}         | nodes.a.version      | found nothing, expected a whole number",
        "\"nodes\":{\"a\":{\"type\":\"t\",\"version\":0}}    | nodes.a.version | found 0",
        "\"nodes\":{\"a\":{\"type\":\"t\",\"version\":1e0}}  | nodes.a.version | found 1",
        "\"nodes\":{\"a\":{\"type\":\"t\",\"version\":2147483648}} | nodes.a.version | found 2147483648",
        "\"models\":{\"m\":{\"f\":\"abc\"}}         | models.m.f           | expected a SHA-256 checksum",
        "\"models\":{\"m\":{\"f\":null}}            | models.m.f           | found null, expected a text",
        "\"models\":{\"m\":\"f\"}                   | models.m             | expected an object",
        "\"origins\":{\"m\":[]}                    | origins.m            | found an array, expected an object",
        "\"origins\":{\"m\":{\"license\":3}}       | origins.m.license    | found 3, expected a text",
        "\"origins\":{\"m\":{\"base_model\":\"a\"}}  | origins.m.base_model | expected an array of texts",
        "\"origins\":{\"m\":{\"base_model\":[1]}}  | origins.m.base_model | expected an array of texts",
        "\"origins\":{\"m\":{\"bytes\":-1}}        | origins.m.bytes      | found -1, expected a number of bytes",
        "\"providers\":{\"t\":{}}                   | providers.t.bundle   | expected a text",
        "\"providers\":{\"t\":{\"bundle\":\"b\",\"feature\":1}} | providers.t.feature | expected a text",
        "\"layout\":true                            | layout               | found true",
        "\"layout\":{\"nodes\":{\"a\":{\"x\":1.5}}} | layout.nodes.a.x     | found 1.5, expected a whole number",
        "\"layout\":{\"nodes\":{\"a\":{\"x\":1000000001}}} | layout.nodes.a.x | found 1000000001",
        "\"layout\":{\"nodes\":{\"a\":{\"width\":-1}}}     | layout.nodes.a.width | found -1",
        "\"layout\":{\"nodes\":{\"a\":{\"collapsed\":1}}}  | layout.nodes.a.collapsed | expected true or false",
        "\"layout\":{\"nodes\":{\"a/b\":{}}}        | layout.nodes.a/b     | is not an id",
        "\"layout\":{\"frames\":{\"f\":{\"color\":\"red\"}}} | layout.frames.f.color | expected a colour",
        "\"layout\":{\"notes\":{\"n\":{\"text\":[]}}} | layout.notes.n.text | found an array",
        "\"layout\":{\"reroutes\":{\"a\":[]}}       | layout.reroutes.a    | is not written node.port",
        "\"layout\":{\"reroutes\":{\"a.b\":7}}      | layout.reroutes.a.b  | expected a list of points",
        "\"layout\":{\"reroutes\":{\"a.b\":[1]}}    | layout.reroutes.a.b  | expected a list of points",
        "\"layout\":{\"reroutes\":{\"a.b\":[[1]]}}  | layout.reroutes.a.b  | expected a list of points",
        "\"layout\":{\"reroutes\":{\"a.b\":[[1,\"2\"]]}} | layout.reroutes.a.b | expected a list of points",
    })
    void refusesWrongKindsOfValuesByPlace(String content, String place, String words) {
        assertRefused(HEAD + content + "}", place == null ? "" : place, words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"mode\":\"off\"                           | nodes.a.mode         | expected muted or bypassed",
        "\"mode\":null                              | nodes.a.mode         | found null",
        "\"parameters\":[]                          | nodes.a.parameters   | found an array",
        "\"inputs\":[]                              | nodes.a.inputs       | found an array",
        "\"inputs\":{\"in\":7}                      | nodes.a.inputs.in    | found 7, expected a text",
        "\"inputs\":{\"in\":\"b\"}                  | nodes.a.inputs.in    | \"b\" is not written node.port",
        "\"inputs\":{\"in\":\"b.\"}                 | nodes.a.inputs.in    | \"\" is not an id",
        "\"inputs\":{\"in\":\".out\"}               | nodes.a.inputs.in    | \"\" is not an id",
        "\"inputs\":{\"in\":\"b.c.d\"}              | nodes.a.inputs.in    | \"c.d\" is not an id",
        "\"inputs\":{\"in\":\"../b.out\"}           | nodes.a.inputs.in    | is not an id",
        "\"inputs\":{\"i n\":\"b.out\"}             | nodes.a.inputs.i n   | is not an id",
    })
    void refusesWrongNodesByPlace(String content, String place, String words) {
        assertRefused(NODE + content + "}}}", place, words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\\n \"format\" \"stillroom\"}      | line 2, column 11 | this is not JSON",
        "{\\n\"a\":1,}                       | line 2, column 7  | this is not JSON",
        "{\"a\":01}                          | line 1, column 7  | this is not JSON",
        "{\"a\":NaN}                         | line 1, column 9  | this is not JSON",
        "{'a':1}                             | line 1, column 2  | this is not JSON",
        "{\"a\":1} // comment                | line 1, column 9  | this is not JSON",
        "{\"a\":1}\\n{}                      | line 2, column 1  | more after the end",
        "{\"a\":{\"b\":1,\\n  \"b\":2}}      | line 2, column 3  | \"b\" stands twice",
        "{\"a\":\"                           | line 1, column 7  | ends in the middle",
        "{\"a\":[1,                          | line 1, column 9  | ends in the middle",
        "{\\n<<<<<<< HEAD\\n                 | line 2, column 1  | an unfinished merge",
        "hello                               | line 1, column 6  | this is not JSON",
    })
    void refusesWhatIsNotJsonByLineAndColumn(String text, String place, String words) {
        assertRefused(text.replace("\\n", "\n"), place, words);
    }

    @Test
    void refusesEmptyFiles() {
        assertRefused("", "", "the file is empty");
        assertRefused(" \n ", "", "the file is empty");
    }

    @Test
    void refusesDuplicateNodes() {
        assertRefused(HEAD + "\"nodes\":{\"a\":{\"type\":\"t\",\"version\":1},\n\"a\":{}}}", "line 2, column 1",
                "\"a\" stands twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1001", "1e-1001", "1e999999999", "1e99999999999999", "-1E+2147483648", "0e99999"})
    void refusesNumbersThatCannotBeComputedWith(String number) {
        assertRefused(NODE + "\"parameters\":{\"p\":" + number + "}}}}", "line 1, column 90",
                "a number of absurd size");
    }

    @Test
    void refusesNumbersOfAMillionDigits() {
        for (String number : new String[] {"1".repeat(1_000_000), "0." + "1".repeat(1_000_000)}) {
            assertRefused(NODE + "\"parameters\":{\"p\":" + number + "}}}}", "line 1, column 90", "absurd size");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void refusesAbsurdDepth(String open) {
        assertRefused(HEAD + "\"x\":" + open.repeat(10_000), "nested more than 64 levels deep");
        assertRefused(open.repeat(5_000_000 / open.length()), "nested more than 64 levels deep");
    }

    @Test
    void acceptsUsualDepthAndRefusesOneLevelMore() throws Exception {
        GraphFile.parse(HEAD + "\"x\":" + "[".repeat(64) + "]".repeat(64) + "}", "deep");
        assertRefused(HEAD + "\"x\":" + "[".repeat(65) + "]".repeat(65) + "}", "nested more than 64");
    }

    @Test
    void refusesMillionsOfEmptyObjects() {
        assertRefused(HEAD + "\"x\":[" + "{},".repeat(3_000_000) + "{}]}", "more than 2000000 values");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin1 = (HEAD + "\n\"x\":\"\u00fc\"}").getBytes(StandardCharsets.ISO_8859_1);
        GraphFileException e = assertThrows(GraphFileException.class, () -> GraphFile.parse(latin1, "latin1"));
        assertEquals("line 2, column 6", e.place());
        assertTrue(e.getMessage().contains("0xFC"), e.getMessage());
        byte[] utf16 = HEAD.getBytes(StandardCharsets.UTF_16);
        assertThrows(GraphFileException.class, () -> GraphFile.parse(utf16, "utf16"));
        byte[] cut = {'"', (byte) 0xe2, (byte) 0x82};
        assertThrows(GraphFileException.class, () -> GraphFile.parse(cut, "cut"));
    }

    @Test
    void refusesTooLargeFilesWithoutReadingThem() throws Exception {
        Path sparse = folder.resolve("huge.stillroom");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(1L << 30);
        }
        assertRefused(sparse, "1073741824 bytes");
        assertRefused(" ".repeat(GraphFile.MAX_BYTES + 1), "bytes or more");
    }

    @Test
    void refusesWhatIsNotAFile() throws Exception {
        assertRefused(folder, "this is a folder");
        Path device = Path.of("/dev/zero");
        Assumptions.assumeTrue(Files.exists(device), "there is no " + device);
        assertRefused(device, "not an ordinary file");
        // Claims to be empty, and is not.
        Path endless = Path.of("/proc/self/maps");
        Assumptions.assumeTrue(Files.exists(endless), "there is no " + endless);
        assertRefused(endless, "not JSON");
    }

    @Test
    void saysWhenThereIsNoFile() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        for (Path missing : List.of(folder.resolve("none"), folder.resolve("no/such/folder"), file.resolve("x"))) {
            GraphFileException e = assertThrows(MissingGraphFileException.class, () -> GraphFile.read(missing));
            assertTrue(e.getMessage().startsWith(missing + ": there is no such file"), e.getMessage());
        }
    }

    @Test
    void messagesAreShortAndPlainWhateverTheFileSays() {
        String evil = "\u001b[31m\u202e" + "x".repeat(1_000_000);
        for (String text : new String[] {
            "{\"" + evil.substring(1) + "\":1,\"" + evil.substring(1) + "\":1}",
            NODE + "\"inputs\":{\"in\":\"\\u001b\\u202e" + "x".repeat(1_000_000) + "\"}}}}",
            HEAD + "\"nodes\":{\"\\u001b" + "x".repeat(1_000_000) + "\":{}}}",
            "{" + evil.replace("[", "")}) {
            GraphFileException e = assertThrows(GraphFileException.class, () -> GraphFile.parse(text, "evil"));
            assertTrue(e.getMessage().length() < 500, e.getMessage());
            assertFalse(e.getMessage().matches("(?s).*[\\p{Cc}\\p{Cf}].*"), e.getMessage());
        }
    }

    private static void assertRefused(String text, String place, String words) {
        GraphFileException e = assertRefused(text, words);
        assertEquals(place, e.place(), e.getMessage());
    }

    private static GraphFileException assertRefused(String text, String words) {
        GraphFileException e = assertThrows(GraphFileException.class, () -> GraphFile.parse(text, "bad.stillroom"));
        assertTrue(e.getMessage().startsWith("bad.stillroom" + (e.place().isEmpty() ? ": " : ", " + e.place() + ": ")),
                e.getMessage());
        assertTrue(e.getMessage().contains(words), e.getMessage());
        return e;
    }

    private static void assertRefused(Path file, String words) {
        GraphFileException e = assertThrows(GraphFileException.class, () -> GraphFile.read(file));
        assertFalse(e instanceof MissingGraphFileException);
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }
}
