// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.torch.Fixtures;
import org.stillroom.torch.formats.CheckpointException;

class FastTokenizerTest {

    /** Words a and b, everything else unknown; [E] is put after a text. */
    private static final String SMALL = """
            {"version": "1.0",
             "added_tokens": [{"id": 3, "content": "[E]", "single_word": false, "lstrip": false, "rstrip": false,
                               "normalized": false, "special": true}],
             "pre_tokenizer": {"type": "Whitespace"},
             "post_processor": {"type": "TemplateProcessing",
                                "single": [{"Sequence": {"id": "A", "type_id": 0}},
                                           {"SpecialToken": {"id": "[E]", "type_id": 0}}],
                                "pair": [{"Sequence": {"id": "A", "type_id": 0}},
                                         {"Sequence": {"id": "B", "type_id": 0}}],
                                "special_tokens": {"[E]": {"id": "[E]", "ids": [3], "tokens": ["[E]"]}}},
             "model": {"type": "WordLevel", "vocab": {"?": 0, "a": 1, "b": 2, "[E]": 3}, "unk_token": "?"}}
            """;

    private static FastTokenizer small() throws CheckpointException {
        return FastTokenizer.fromJson(SMALL.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void encodesWithAndWithoutSpecialTokens() throws Exception {
        try (FastTokenizer tokenizer = small()) {
            assertArrayEquals(new int[] {1, 2, 0, 3}, tokenizer.encode("a b c", true));
            assertArrayEquals(new int[] {1, 2, 0}, tokenizer.encode(" a  b c", false));
            assertArrayEquals(new int[] {3}, tokenizer.encode("", true));
        }
    }

    @Test
    void cutsAndPadsNothing() throws Exception {
        try (FastTokenizer tokenizer = small()) {
            int[] ids = tokenizer.encode("a ".repeat(100_000), true);
            assertEquals(100_001, ids.length);
            assertTrue(IntStream.of(ids).limit(100_000).allMatch(id -> id == 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "x\udc00y", "\udc00\ud800", "a\0b", "\ud83d\ude00", "\uffff\ufffe\ufeff"})
    void anyTextCanBeEncoded(String text) throws Exception {
        try (FastTokenizer tokenizer = small()) {
            int[] ids = tokenizer.encode(text, true);
            assertEquals(3, ids[ids.length - 1]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "null", "{\"model\": {\"type\": \"Unknown\"}}",
        "[[[[[[[[[[[[[[[[[[[[[[[["})
    void whatIsNotATokenizerIsRefused(String json) {
        assertThrows(CheckpointException.class, () -> FastTokenizer.fromJson(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aTokenizerThatFailsSaysSo() throws Exception {
        String broken = "{\"model\": {\"type\": \"Unigram\", \"unk_id\": null, \"vocab\": [[\"a\", 1]]}}";
        try (FastTokenizer tokenizer = FastTokenizer.fromJson(broken.getBytes(StandardCharsets.UTF_8))) {
            assertThrows(TorchException.class, () -> tokenizer.encode("b", true));
        }
    }

    @Test
    void aClosedTokenizerThrows() throws Exception {
        FastTokenizer tokenizer = small();
        tokenizer.close();
        tokenizer.close();
        assertThrows(IllegalStateException.class, () -> tokenizer.encode("a", true));
    }

    @Test
    void idsAreThoseOfTheReferenceTokenizer() throws Exception {
        Path json = Fixtures.shared().resolve("tokenizers/t5/tokenizer.json");
        assumeTrue(Files.isRegularFile(json), "the shared data is not here");
        JsonNode cases = new ObjectMapper().readTree(Fixtures.shared().resolve("golden/tokenization.json").toFile());
        assertTrue(cases.size() > 10);
        try (FastTokenizer tokenizer = FastTokenizer.fromJson(Files.readAllBytes(json))) {
            for (JsonNode each : cases) {
                JsonNode ids = each.get("t5");
                int[] expected = IntStream.range(0, ids.size()).map(i -> ids.get(i).asInt()).toArray();
                String prompt = each.get("prompt").asText();
                assertArrayEquals(expected, tokenizer.encode(prompt, true), prompt);
            }
        }
    }
}
