// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.CheckpointException;

/** Tokenizer folders that lack files, or have damaged or malicious ones. */
class TokenizerFilesTest {

    @TempDir
    private Path temp;

    @Test
    void missingFilesAreNamed() throws Exception {
        assertFails(temp, "has no tokenizer", "vocab.json and merges.txt");
        Altered clip = Altered.copy("tokenizer-clip", temp).delete("merges.txt");
        assertFails(clip.folder(), "merges.txt is missing");
        assertFails(TestData.own("text/t5-plain/model.safetensors"), "is not a tokenizer");
    }

    @Test
    void aClipTokenizerWithoutConfigPadsWithItsEnd() throws Exception {
        Altered clip = Altered.copy("tokenizer-clip", temp).delete("tokenizer_config.json");
        try (TextTokenizer tokenizer = TextTokenizer.open(clip.folder())) {
            assertEquals(List.of(662, 663, 663, 663), tokenizer.encode("", 4));
        }
    }

    @Test
    void thePadTokenMayComeFromTheSpecialTokensMap() throws Exception {
        Altered clip = Altered.copy("tokenizer-clip", temp)
                .json("tokenizer_config.json", json -> json.remove("pad_token"));
        Files.writeString(clip.folder().resolve("special_tokens_map.json"), "{\"pad_token\":{\"content\":\"!\"}}");
        try (TextTokenizer tokenizer = TextTokenizer.open(clip.folder())) {
            assertEquals(List.of(662, 663, 0, 0), tokenizer.encode("", 4));
        }
    }

    @Test
    void otherTokenizersAreRefused() throws Exception {
        assertT5Fails(json -> ((ObjectNode) json.get("model")).put("type", "WordPiece"), "WordPiece", "Unigram (T5)");
        assertT5Fails(json -> json.remove("model"), "does not say the type of its model");
    }

    @Test
    void whatCouldHangOrEndTheProcessIsRefused() throws Exception {
        assertT5Fails(json -> json.putObject("normalizer").put("type", "Replace").put("content", "")
                .putObject("pattern").put("Regex", "(a+)+$"), "the pattern \"(a+)+$\"");
        assertT5Fails(json -> json.putObject("normalizer").put("type", "Replace").put("content", "aa")
                .putObject("pattern").put("String", "a"), "longer than what it replaces");
        assertT5Fails(json -> json.putObject("normalizer").put("type", "Sequence").putArray("normalizers")
                .add(json.objectNode().put("type", "ByteLevel")).add(json.objectNode().put("type", "ByteLevel")),
                "the step \"ByteLevel\" twice");
        assertT5Fails(json -> json.putObject("normalizer").put("type", "Prepend").put("prepend", "x"), "Prepend");
        assertT5Fails(json -> ((ObjectNode) json.get("model")).putArray("vocab").addArray().add("").add(0.5),
                "an empty text");
        assertT5Fails(json -> ((ObjectNode) json.get("model")).putArray("vocab"), "no vocabulary");
        assertT5Fails(json -> ((ObjectNode) json.get("model")).put("unk_id", 100_000), "tokenizer-t5");
        assertT5Fails(json -> json.put("added_tokens", "none"), "tokenizer-t5");
    }

    @Test
    void damagedMergesAreRefused() throws Exception {
        Altered clip = Altered.copy("tokenizer-clip", temp);
        Files.writeString(clip.folder().resolve("merges.txt"), "#version: 0.2\na b c\n");
        assertFails(clip.folder(), "not two tokens: \"a b c\"");
        Files.writeString(clip.folder().resolve("merges.txt"), "#version: 0.2\nnever seen\n");
        assertFails(clip.folder(), "tokenizer-clip");
        Files.write(clip.folder().resolve("merges.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 0x41});
        assertFails(clip.folder(), "merges.txt cannot be read");
    }

    /** The native library would end the process over most of these. */
    @Test
    void damagedReplacementTablesAreRefusedOrHarmless() throws Exception {
        String sound = TestData.json(TestData.own("text/tokenizer-t5/tokenizer.json"))
                .at("/normalizer/precompiled_charsmap").asText();
        byte[] table = Base64.getDecoder().decode(sound);
        Random random = new Random(7);
        Path model = Altered.copy("tokenizer-t5", temp).folder();
        int refused = 0;
        for (int i = 0; i < 150; i++) {
            byte[] damaged = i % 3 == 0 ? Arrays.copyOf(table, random.nextInt(table.length)) : table.clone();
            for (int flip = 0; flip < i % 3 * 20; flip++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            String encoded = Base64.getEncoder().encodeToString(damaged);
            new Altered(model).json("tokenizer.json",
                    json -> ((ObjectNode) json.get("normalizer")).put("precompiled_charsmap", encoded));
            try (TextTokenizer tokenizer = TextTokenizer.open(model)) {
                tokenizer.encode("ﬁne … “x” e\u0301 ½ ＡＢＣ 日本 🐱\u00a0\u3000 plain ÿ\u07ff\uffff", 40);
            } catch (CheckpointException e) {
                refused++;
            }
        }
        assertTrue(refused > 20, "only " + refused + " of 150 damaged tables were refused");
    }

    private void assertT5Fails(Consumer<ObjectNode> change, String... parts) throws Exception {
        Path folder = Files.createTempDirectory(temp, "t5");
        assertFails(Altered.copy("tokenizer-t5", folder).json("tokenizer.json", change).folder(), parts);
    }

    private static void assertFails(Path folder, String... parts) {
        CheckpointException e =
                assertThrows(CheckpointException.class, () -> TextTokenizer.open(folder).close());
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), "\"" + part + "\" is not in: " + e.getMessage());
        }
    }
}
