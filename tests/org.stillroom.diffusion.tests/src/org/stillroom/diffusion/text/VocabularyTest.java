// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.CheckpointException;

/** Vocabularies without a tokenizer.json: a spiece.model alone, and the one in a GGUF file. */
class VocabularyTest {

    private static final String SPIECE = "weights/tokenizers/t5-spiece";
    private static final String GGUF = "weights/gguf/t5-v1_1-xxl-encoder-Q8_0.gguf";
    private static final String CHARS = "weights/tokenizers/t5-spiece/spiece.model";

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {SPIECE, CHARS, GGUF})
    void givesTheIdsOfTransformers(String model) throws Exception {
        JsonNode golden = TestData.json(TestData.shared("weights/tokenizers/t5-spiece-expected.json")).get("prompts");
        assertEquals(40, golden.size());
        assertEquals(TokenizerKind.T5, TextTokenizer.kind(TestData.shared(model)));
        try (TextTokenizer tokenizer = TextTokenizer.open(TestData.shared(model))) {
            for (JsonNode row : golden) {
                // SentencePiece itself knows no special tokens in a text
                List<Integer> expected =
                        ids(row.get(row.has("transformers_ids") ? "transformers_ids" : "ids_with_end"));
                while (expected.size() < 100) {
                    expected.add(0);
                }
                assertEquals(expected, tokenizer.encode(row.get("text").asText(), 100), row.get("text").toString());
            }
        }
    }

    @Test
    void theRealVocabularyAloneGivesTheReferenceIds() throws Exception {
        Path alone = Files.copy(TestData.shared("tokenizers/t5/spiece.model"), temp.resolve("spiece.model"));
        JsonNode golden = TestData.json(TestData.shared("golden/tokenization.json"));
        try (TextTokenizer tokenizer = TextTokenizer.open(temp); TextTokenizer file = TextTokenizer.open(alone)) {
            for (JsonNode row : golden) {
                String prompt = row.get("prompt").asText();
                assertEquals(ids(row.get("t5_512")), tokenizer.encode(prompt, 512), row.get("prompt").toString());
                assertEquals(tokenizer.encode(prompt, 20), file.encode(prompt, 20));
            }
        }
    }

    /** As ComfyUI packs umT5 encoders. */
    @Test
    void aVocabularyMayLieAmongTheTensorsOfItsEncoder() throws Exception {
        byte[] pieces = Files.readAllBytes(TestData.shared(CHARS));
        byte[] header = ("{\"spiece_model\":{\"dtype\":\"U8\",\"shape\":[" + pieces.length
                + "],\"data_offsets\":[0," + pieces.length + "]}}").getBytes(StandardCharsets.UTF_8);
        Path file = temp.resolve("umt5.safetensors");
        Files.write(file, ByteBuffer.allocate(8 + header.length + pieces.length).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length).put(header).put(pieces).array());
        try (TextTokenizer packed = TextTokenizer.open(file);
                TextTokenizer alone = TextTokenizer.open(TestData.shared(CHARS))) {
            assertEquals(alone.encode("a photo of a cat", 12), packed.encode("a photo of a cat", 12));
        }
        assertEquals(500, TextTokenizer.tokens(file));
    }

    @ParameterizedTest
    @CsvSource({SPIECE + ", 500", GGUF + ", 500", "tokenizers/t5, 32100", "tokenizers/t5/spiece.model, 32100",
        "tokenizers/clip, 49408", "weights/tokenizers/clip-cut, 768", "pipelines/tiny-flux-dev/tokenizer, 49408"})
    void vocabulariesAreCounted(String model, int tokens) throws Exception {
        assertEquals(tokens, TextTokenizer.tokens(TestData.shared(model)));
    }

    @Test
    void whatIsNoVocabularyIsNamed() throws Exception {
        assertFails(TestData.shared("weights/misc/lfs/spiece.model"), "Git LFS pointer", "git lfs pull");
        assertFails(TestData.shared("weights/misc/lfs"), "Git LFS pointer");
        assertFails(Files.write(temp.resolve("empty.model"), new byte[0]), "an empty file");
        assertFails(TestData.shared("weights/gguf/t5xxl-mixed.gguf"), "is not a tokenizer", "spiece.model");
        assertFails(model("bpe.model", piece("a", 1, 1), new byte[] {0x12, 2, 0x18, 2}), "of type BPE");
        assertFails(model("none.model", new byte[] {0x12, 0}), "has no pieces");
        assertFails(model("nan.model", piece("a", Float.NaN, 1)), "the score NaN");
        assertFails(model("type.model", piece("a", 0, 7)), "the type 7");
        assertFails(model("long.model", new byte[] {0x0a, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f, 1}),
                "ends within a field");
        assertFails(model("unknown.model", piece("</s>", 0, 3), piece("a", -1, 1)), "no piece for what is unknown");
    }

    @Test
    void whatTheTrainerSaidOfSpacesAndUnusedPiecesCounts() throws Exception {
        byte[][] pieces = {piece("<pad>", 0, 3), piece("</s>", 0, 3), piece("<unk>", 0, 2), piece("\u2581", -2, 1),
            piece("a", -1, 1), piece("\u2581a", -1, 1), piece("b", -1, 5), piece("aa", -0.5f, 4)};
        assertEquals(List.of(5, 5, 1, 0), encoded("a  a ", 4, model("plain.model", pieces)));
        // b is no longer a piece that a text is cut into; aa is one that always is
        assertEquals(List.of(3, 2, 1, 0), encoded("b", 4, model("unused.model", pieces)));
        assertEquals(List.of(5, 7, 1, 0), encoded("aaa", 4, model("defined.model", pieces)));
        assertEquals(List.of(3, 7, 7, 1), encoded("aaaa", 4, model("twice.model", pieces)));
        List<byte[]> bare = new ArrayList<>(List.of(pieces));
        bare.add(new byte[] {0x1a, 2, 0x18, 0});
        assertEquals(List.of(4, 5, 1, 0), encoded(" a  a ", 4, model("bare.model", bare.toArray(byte[][]::new))));
    }

    private static List<Integer> encoded(String text, int length, Path model) throws Exception {
        try (TextTokenizer tokenizer = TextTokenizer.open(model)) {
            return tokenizer.encode(text, length);
        }
    }

    /** A protobuf message that begins with pieces. */
    private Path model(String name, byte[]... fields) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            all.write(field);
        }
        return Files.write(temp.resolve(name), all.toByteArray());
    }

    private static byte[] piece(String text, float score, int type) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int bits = Float.floatToRawIntBits(score);
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        piece.writeBytes(new byte[] {0x0a, (byte) (9 + bytes.length), 0x0a, (byte) bytes.length});
        piece.writeBytes(bytes);
        piece.writeBytes(new byte[] {0x15, (byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24),
            0x18, (byte) type});
        return piece.toByteArray();
    }

    /** The system property {@code stillroom.fuzz} sets how many. */
    @ParameterizedTest
    @ValueSource(strings = {CHARS, GGUF})
    void damagedVocabulariesAreRefusedOrHarmless(String name) throws Exception {
        long seed = 20261201;
        Random random = new Random(seed);
        byte[] sound = Files.readAllBytes(TestData.shared(name));
        Path file = temp.resolve("fuzz" + name.substring(name.lastIndexOf('.')));
        int refused = 0;
        int count = Integer.getInteger("stillroom.fuzz", 120);
        for (int i = 0; i < count; i++) {
            byte[] damaged = i % 4 == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
            int most = Math.min(damaged.length, 12_000);
            for (int flip = 0; flip < i % 4 * 3 && most > 0; flip++) {
                damaged[random.nextInt(most)] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            try (TextTokenizer tokenizer = TextTokenizer.open(file)) {
                tokenizer.encode("a photo of ﬁne … “x” e\u0301 ½ 日本 🐱\u00a0\u3000 plain ÿ\uffff</s>", 40);
            } catch (CheckpointException e) {
                refused++;
            } catch (Throwable e) {
                fail("Input " + i + " of seed " + seed + ": " + HexFormat.of().formatHex(damaged, 0, most), e);
            }
        }
        assertTrue(refused > count / 8 && refused < count, refused + " of " + count + " were refused");
    }

    private static List<Integer> ids(JsonNode row) {
        List<Integer> ids = new ArrayList<>();
        row.forEach(id -> ids.add(id.intValue()));
        return ids;
    }

    private static void assertFails(Path model, String... parts) {
        CheckpointException e = assertThrows(CheckpointException.class, () -> TextTokenizer.open(model).close());
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), "\"" + part + "\" is not in: " + e.getMessage());
        }
    }
}
