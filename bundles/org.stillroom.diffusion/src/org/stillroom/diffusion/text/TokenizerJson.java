// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.CheckpointException;

/**
 * A tokenizer.json, reduced to what T5 and CLIP need and checked, because the native library that reads it would end
 * the process or never come back over some damaged or malicious ones. What comes before and after the tokens is added
 * by {@link TextTokenizer}, so post-processor, decoder, padding and truncation go.
 */
record TokenizerJson(ConfigFile source) {

    static final long MOST_BYTES = 64 << 20;
    /** CLIP's way to cut a text into words. */
    static final String CLIP_WORDS = "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]"
            + "|[^\\s\\p{L}\\p{N}]+";
    static final String WHITESPACE = "\\s+";

    /** Patterns that need no backtracking; a stranger's could take for ever. */
    private static final Set<String> PATTERNS = Set.of(CLIP_WORDS, WHITESPACE, " {2,}", " ",
            "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+");
    private static final Set<String> STEPS = Set.of("Sequence", "Precompiled", "Strip", "Replace", "NFC", "NFD", "NFKC",
            "NFKD", "Nmt", "Lowercase", "Metaspace", "WhitespaceSplit", "Whitespace", "Split", "ByteLevel");
    /** These never make a text longer, so they may come more than once. */
    private static final Set<String> REPEATABLE = Set.of("Sequence", "Strip", "Replace", "Split");

    byte[] checked() throws CheckpointException {
        ObjectNode json = source.json().deepCopy();
        json.retain("version", "added_tokens", "normalizer", "pre_tokenizer", "model");
        Set<String> seen = new HashSet<>();
        checkSteps(json.path("normalizer"), seen);
        checkSteps(json.path("pre_tokenizer"), seen);
        if (!(json.get("model") instanceof ObjectNode model)) {
            throw source.wrong("model", "an object");
        }
        checkVocabulary(model);
        model.remove("dropout");
        if (!model.path("continuing_subword_prefix").asText("").isEmpty()) {
            throw bad("a continuing_subword_prefix, which CLIP does not have");
        }
        model.remove("continuing_subword_prefix");
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Id of a token, among the added ones or in the vocabulary. */
    OptionalInt id(String token) {
        for (JsonNode added : source.json().path("added_tokens")) {
            if (added.path("content").asText().equals(token) && added.path("id").canConvertToInt()) {
                return OptionalInt.of(added.path("id").intValue());
            }
        }
        JsonNode vocabulary = source.json().path("model").path("vocab");
        if (vocabulary.isObject()) {
            return vocabulary.path(token).canConvertToInt() && vocabulary.has(token)
                    ? OptionalInt.of(vocabulary.get(token).intValue()) : OptionalInt.empty();
        }
        for (int i = 0; i < vocabulary.size(); i++) {
            if (vocabulary.get(i).path(0).asText().equals(token)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** A chain of steps that each double a text would fill the memory, over which the native library ends. */
    private void checkSteps(JsonNode step, Set<String> seen) throws CheckpointException {
        if (step.isMissingNode() || step.isNull()) {
            return;
        }
        String type = step.path("type").asText();
        if (!STEPS.contains(type)) {
            throw bad("a step \"" + type + "\", which T5 and CLIP tokenizers do not have");
        }
        if (!REPEATABLE.contains(type) && !seen.add(type)) {
            throw bad("the step \"" + type + "\" twice, which T5 and CLIP tokenizers do not have");
        }
        JsonNode pattern = step.path("pattern");
        if (pattern.has("Regex") && !PATTERNS.contains(pattern.get("Regex").asText())) {
            throw bad("the pattern " + pattern.get("Regex") + ", which T5 and CLIP tokenizers do not have");
        }
        if (pattern.has("String") && pattern.get("String").asText().isEmpty()) {
            throw bad("an empty pattern");
        }
        int replaced = Math.max(1, length(pattern.path("String")));
        if (type.equals("Replace") && length(step.path("content")) > replaced) {
            throw bad("a replacement that is longer than what it replaces, which T5 and CLIP tokenizers do not have");
        }
        if (type.equals("Precompiled")) {
            CharsMap.check(source.path(), step.path("precompiled_charsmap").asText());
        }
        for (String inner : List.of("normalizers", "pretokenizers")) {
            for (JsonNode part : step.path(inner)) {
                checkSteps(part, seen);
            }
        }
    }

    private static int length(JsonNode text) {
        return text.asText().codePointCount(0, text.asText().length());
    }

    private void checkVocabulary(ObjectNode model) throws CheckpointException {
        JsonNode vocabulary = model.path("vocab");
        if (vocabulary.isEmpty()) {
            throw bad("no vocabulary");
        }
        if (vocabulary.isObject() ? vocabulary.has("") : emptyPiece(vocabulary)) {
            throw bad("an empty text in its vocabulary");
        }
    }

    private static boolean emptyPiece(JsonNode pieces) {
        for (JsonNode piece : pieces) {
            if (piece.path(0).asText().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private CheckpointException bad(String what) {
        return new CheckpointException(source.path() + " has " + what
                + "; fetch it again from where the model is from.");
    }
}
