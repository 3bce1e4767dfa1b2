// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tokenizers in the file formats of CLIP and T5, with vocabularies made from a short list of words and characters. */
final class MiniTokenizers {

    /** Entries of CLIP's vocabulary: both alphabets, merges, and the two special tokens at the end. */
    static final int CLIP_VOCABULARY = 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WORD_END = "</w>";
    private static final char SPACE = '\u2581';

    private MiniTokenizers() {}

    /** Byte-level pair encoding: words from the list become one token, other words a token for every letter. */
    static void writeClip(Path folder) throws IOException {
        List<String> alphabet = byteAlphabet();
        Set<String> tokens = new LinkedHashSet<>(alphabet);
        alphabet.forEach(character -> tokens.add(character + WORD_END));
        Set<String> merges = new LinkedHashSet<>();
        for (String word : words()) {
            addMerges(word, tokens, merges);
        }
        Map<String, Integer> ids = new LinkedHashMap<>();
        tokens.forEach(token -> ids.put(token, ids.size()));
        ids.put("<|startoftext|>", CLIP_VOCABULARY - 2);
        ids.put("<|endoftext|>", CLIP_VOCABULARY - 1);
        Files.write(folder.resolve("vocab.json"), JSON.writeValueAsBytes(ids));
        String text = "#version: 0.2\n" + String.join("\n", merges) + "\n";
        Files.writeString(folder.resolve("merges.txt"), text);
    }

    /** Pairs that build a word from the left, as far as the vocabulary has room for the whole word. */
    private static void addMerges(String word, Set<String> tokens, Set<String> merges) {
        Set<String> newTokens = new LinkedHashSet<>();
        List<String> newMerges = new ArrayList<>();
        String left = word.substring(0, 1);
        for (int i = 1; i < word.length(); i++) {
            String right = word.charAt(i) + (i == word.length() - 1 ? WORD_END : "");
            newMerges.add(left + " " + right);
            left = left + right;
            newTokens.add(left);
        }
        newTokens.removeAll(tokens);
        if (tokens.size() + newTokens.size() <= CLIP_VOCABULARY - 2) {
            tokens.addAll(newTokens);
            merges.addAll(newMerges);
        }
    }

    /** A visible character for each byte, in the order that GPT-2's byte-level encoding gives them. */
    private static List<String> byteAlphabet() {
        List<String> characters = new ArrayList<>();
        List<String> replacements = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            if (value > 0x20 && value < 0x7f || value > 0xa0 && value != 0xad) {
                characters.add(Character.toString(value));
            } else {
                replacements.add(Character.toString(256 + replacements.size()));
            }
        }
        characters.addAll(replacements);
        return characters;
    }

    /** Unigrams: words from the list are one token, everything else is spelled. */
    static void writeT5(Path folder) throws IOException {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ArrayNode vocabulary = json.arrayNode();
        for (String special : List.of("<pad>", "</s>", "<unk>")) {
            vocabulary.add(json.arrayNode().add(special).add(0.0));
        }
        vocabulary.add(json.arrayNode().add(String.valueOf(SPACE)).add(-3.0));
        for (String word : words()) {
            vocabulary.add(json.arrayNode().add(SPACE + word).add(-6.0));
        }
        for (char c = '!'; c <= '~'; c++) {
            vocabulary.add(json.arrayNode().add(String.valueOf(c)).add(-9.0));
        }
        ObjectNode tokenizer = (ObjectNode) JSON.readTree(resource("tokenizer_2/tokenizer.template.json"));
        ((ObjectNode) tokenizer.get("model")).set("vocab", vocabulary);
        Files.write(folder.resolve("tokenizer.json"), JSON.writeValueAsBytes(tokenizer));
    }

    private static List<String> words() throws IOException {
        return new String(resource("words.txt"), StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = MiniTokenizers.class.getResourceAsStream("family/" + name)) {
            return in.readAllBytes();
        }
    }
}
