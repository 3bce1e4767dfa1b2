// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.CheckpointException;

class TextTokenizerTest {

    @ParameterizedTest
    @CsvSource({"tokenizer-t5,8,64", "tokenizer-clip,8,77", "tokenizer-clip-g,8,77"})
    void givesTheIdsOfTransformers(String folder, int cut, int padded) throws Exception {
        JsonNode golden = TestData.json(TestData.own("text").resolve(folder).resolve("golden.json"));
        assertTrue(golden.size() > 30);
        try (TextTokenizer tokenizer = TextTokenizer.open(TestData.own("text").resolve(folder))) {
            for (JsonNode row : golden) {
                for (int length : new int[] {cut, padded}) {
                    assertEquals(ids(row.get(String.valueOf(length))),
                            tokenizer.encode(row.get("prompt").asText(), length), row.get("prompt").toString());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"pipelines/tiny-flux-dev/tokenizer_2,t5_512,512", "pipelines/tiny-sd3/tokenizer_3,t5_256,256",
        "pipelines/tiny-flux-dev/tokenizer,clip_77,77", "tokenizers/clip,clip_77,77",
        "pipelines/tiny-sd3/tokenizer_2,clipg_77,77"})
    void givesTheReferenceIdsWithTheRealVocabularies(String folder, String column, int length) throws Exception {
        JsonNode golden = TestData.json(TestData.shared("golden/tokenization.json"));
        assertTrue(golden.size() > 50);
        try (TextTokenizer tokenizer = TextTokenizer.open(TestData.shared(folder))) {
            for (JsonNode row : golden) {
                assertEquals(ids(row.get(column)), tokenizer.encode(row.get("prompt").asText(), length),
                        row.get("prompt").toString());
            }
        }
    }

    @Test
    void kindsAndUsualLengths() throws Exception {
        assertEquals(TokenizerKind.T5, TextTokenizer.kind(TestData.own("text/tokenizer-t5")));
        assertEquals(TokenizerKind.T5, TextTokenizer.kind(TestData.own("text/tokenizer-t5/tokenizer.json")));
        assertEquals(TokenizerKind.CLIP, TextTokenizer.kind(TestData.own("text/tokenizer-clip")));
        assertEquals(512, TokenizerKind.T5.usualLength());
        assertEquals(77, TokenizerKind.CLIP.usualLength());
    }

    @ParameterizedTest
    @CsvSource({"16, 16", "512, 512", "513, 512", "1000000000000000019884624838656, 512", "0, 512", "'\"16\"', 512"})
    void aTokenizersFilesSayHowLongItsPromptsAre(String given, int length, @TempDir Path folder) throws Exception {
        Files.copy(TestData.own("text/tokenizer-t5/tokenizer.json"), folder.resolve("tokenizer.json"));
        assertEquals(512, TextTokenizer.usualLength(folder));
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"model_max_length\": " + given + "}");
        assertEquals(length, TextTokenizer.usualLength(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer-t5", "tokenizer-clip"})
    void cuttingKeepsTheEndToken(String folder) throws Exception {
        try (TextTokenizer tokenizer = TextTokenizer.open(TestData.own("text").resolve(folder))) {
            int shortest = tokenizer.kind().shortest();
            int end = tokenizer.encode("", shortest).get(shortest - 1);
            for (int length : new int[] {shortest, shortest + 1, 20}) {
                List<Integer> ids = tokenizer.encode("a red bowl of plums ".repeat(20), length);
                assertEquals(length, ids.size());
                assertEquals(end, ids.get(length - 1));
            }
            assertThrows(IllegalArgumentException.class, () -> tokenizer.encode("", shortest - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer-t5", "tokenizer-clip", "tokenizer-clip-g"})
    void aMillionCharactersGiveTheIdsOfTheFirstPage(String folder) throws Exception {
        String page = "A red bowl, 3 plums! … <|endoftext|> 🐱 e\u0301 \n (x:1.2)  ";
        try (TextTokenizer tokenizer = TextTokenizer.open(TestData.own("text").resolve(folder))) {
            String text = page.repeat(1_000_000 / page.length());
            assertEquals(tokenizer.encode(page.repeat(100), 77), tokenizer.encode(text, 77));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer-t5", "tokenizer-clip"})
    void aWordOfManyCharactersIsOnlyCut(String folder) throws Exception {
        try (TextTokenizer tokenizer = TextTokenizer.open(TestData.own("text").resolve(folder))) {
            assertEquals(77, tokenizer.encode("plum".repeat(10_000), 77).size());
            assertEquals(77, tokenizer.encode(" ".repeat(200_000), 77).size());
            assertEquals(77, tokenizer.encode("🐱".repeat(10_000), 77).size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer-t5", "tokenizer-clip"})
    void halfSurrogatesCountAsReplacementCharacters(String folder) throws Exception {
        try (TextTokenizer tokenizer = TextTokenizer.open(TestData.own("text").resolve(folder))) {
            for (String half : List.of("\ud83d", "\udc31", "\udc31\ud83d")) {
                String whole = "\ufffd".repeat(half.length());
                assertEquals(tokenizer.encode("a " + whole + " b", 20), tokenizer.encode("a " + half + " b", 20));
            }
        }
    }

    @Test
    void theBeginningOfALongTextHasTheSameFirstTokens() {
        String text = "one two\n three, (four) five  ";
        assertEquals(text, PromptCut.begin(text, 5));
        assertEquals("one two\n three, (four)", PromptCut.begin(text, 2));
        assertEquals("one", PromptCut.begin(text, 0));
        assertEquals("no-space", PromptCut.begin("no-space", 1));
    }

    @Test
    void oneOfAnotherKindIsRefused() {
        Path t5 = TestData.own("text/tokenizer-t5");
        String message = assertThrows(CheckpointException.class, () -> TextTokenizer.open(t5, TokenizerKind.CLIP))
                .getMessage();
        assertTrue(message.contains(t5 + " is for T5, not for CLIP"), message);
    }

    @Test
    void severalThreadsMayUseOne() throws Exception {
        try (TextTokenizer tokenizer = TextTokenizer.open(TestData.own("text/tokenizer-t5"))) {
            List<Integer> expected = tokenizer.encode("A red bowl of plums", 20);
            assertTrue(IntStream.range(0, 200).parallel()
                    .allMatch(i -> tokenizer.encode("A red bowl of plums", 20).equals(expected)));
        }
    }

    private static List<Integer> ids(JsonNode array) {
        List<Integer> ids = new ArrayList<>();
        array.forEach(id -> ids.add(id.intValue()));
        return ids;
    }
}
