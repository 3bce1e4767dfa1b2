// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.CheckpointException;

/**
 * Makes the tokenizer.json of a CLIP folder that has only vocab.json and merges.txt, the way transformers'
 * {@code CLIPTokenizer} sets up its backend.
 */
final class ClipTokenizerJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Path folder;
    private final SpecialTokens special;

    ClipTokenizerJson(Path folder, SpecialTokens special) {
        this.folder = folder;
        this.special = special;
    }

    TokenizerJson make() throws CheckpointException {
        Path vocabFile = folder.resolve(TokenizerSource.VOCAB);
        ObjectNode vocab = ConfigFile.read(vocabFile, TokenizerJson.MOST_BYTES).json();
        ObjectNode json = JSON.objectNode();
        json.put("version", "1.0");
        json.set("added_tokens", addedTokens(vocab));
        ObjectNode normalizer = json.putObject("normalizer").put("type", "Sequence");
        ArrayNode normalizers = normalizer.putArray("normalizers");
        normalizers.addObject().put("type", "NFC");
        normalizers.addObject().put("type", "Replace").put("content", " ").putObject("pattern")
                .put("Regex", TokenizerJson.WHITESPACE);
        normalizers.addObject().put("type", "Lowercase");
        ObjectNode pretokenizer = json.putObject("pre_tokenizer").put("type", "Sequence");
        ArrayNode pretokenizers = pretokenizer.putArray("pretokenizers");
        pretokenizers.addObject().put("type", "Split").put("behavior", "Removed").put("invert", true)
                .putObject("pattern").put("Regex", TokenizerJson.CLIP_WORDS);
        pretokenizers.addObject().put("type", "ByteLevel").put("add_prefix_space", false).put("trim_offsets", true)
                .put("use_regex", true);
        ObjectNode model = json.putObject("model").put("type", "BPE").put("unk_token", special.unknown())
                .put("end_of_word_suffix", "</w>").put("fuse_unk", false).put("byte_fallback", false)
                .put("ignore_merges", false);
        model.set("vocab", vocab);
        model.set("merges", merges());
        return new TokenizerJson(new ConfigFile(vocabFile, json));
    }

    /** What tokenizer_config.json lists; without it, the two that mark start and end. */
    private ArrayNode addedTokens(ObjectNode vocab) throws CheckpointException {
        TreeMap<Integer, ObjectNode> tokens = new TreeMap<>();
        for (var entry : special.added().properties()) {
            if (entry.getKey().matches("\\d{1,7}") && entry.getValue().path("content").isTextual()) {
                tokens.put(Integer.valueOf(entry.getKey()), token(entry.getKey(), entry.getValue()));
            }
        }
        if (tokens.isEmpty()) {
            for (String name : List.of(special.start(), special.end())) {
                String id = vocab.path(name).asText();
                if (!id.matches("\\d{1,7}")) {
                    throw new CheckpointException(TokenizerSource.VOCAB + " in " + folder + " has no token "
                            + name + "; fetch it again.");
                }
                ObjectNode plain = JSON.objectNode().put("content", name).put("special", true);
                tokens.put(Integer.valueOf(id), token(id, plain));
            }
        }
        return JSON.arrayNode().addAll(tokens.values());
    }

    private static ObjectNode token(String id, JsonNode given) {
        ObjectNode token = JSON.objectNode().put("id", Integer.parseInt(id))
                .put("content", given.path("content").asText());
        for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized", "special")) {
            token.put(flag, given.path(flag).asBoolean());
        }
        return token;
    }

    private ArrayNode merges() throws CheckpointException {
        Path file = folder.resolve(TokenizerSource.MERGES);
        ArrayNode merges = JSON.arrayNode();
        try {
            if (Files.size(file) > TokenizerJson.MOST_BYTES) {
                throw new CheckpointException(file + " is too large for a list of merges; fetch it again.");
            }
            for (String line : Files.readAllLines(file)) {
                if (line.isBlank() || line.startsWith("#version")) {
                    continue;
                }
                String[] pair = line.split(" ", -1);
                if (pair.length != 2) {
                    throw new CheckpointException(file + " has a line that is not two tokens: \""
                            + line.substring(0, Math.min(40, line.length())) + "\"; fetch it again.");
                }
                merges.addArray().add(pair[0]).add(pair[1]);
            }
        } catch (IOException e) {
            throw new CheckpointException(file + " cannot be read (" + e.getMessage() + "); fetch it again.", e);
        }
        return merges;
    }
}
