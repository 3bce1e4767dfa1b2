// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.CheckpointException;

/** A folder with a tokenizer.json, and with what says more of it. */
record TokenizerJsonFile(Path path) implements TokenizerSource {

    private Path whole() {
        return path.resolve(WHOLE);
    }

    @Override
    public TokenizerKind kind() throws CheckpointException {
        String type = look().type;
        return switch (type) {
            case "Unigram" -> TokenizerKind.T5;
            case "BPE" -> TokenizerKind.CLIP;
            default -> throw new CheckpointException(whole() + " is a tokenizer of type \"" + type
                    + "\", expected Unigram (T5) or BPE (CLIP); choose another tokenizer.");
        };
    }

    @Override
    public int tokens() throws CheckpointException {
        Look look = look();
        return Math.max(look.vocabulary, look.added);
    }

    @Override
    public SpecialTokens special() throws CheckpointException {
        return SpecialTokens.read(path, kind());
    }

    @Override
    public int usualLength() throws CheckpointException {
        return SpecialTokens.length(path, kind());
    }

    @Override
    public TokenizerJson json() throws CheckpointException {
        return new TokenizerJson(ConfigFile.read(whole(), TokenizerJson.MOST_BYTES));
    }

    /** What one pass over the file tells, as vocabularies are large. */
    private static final class Look {

        private String type = "";
        /** Entries of its vocabulary. */
        private int vocabulary;
        /** One more than the highest id of what is added to it. */
        private int added;
        private String section = "";
        private boolean inVocabulary;

        /** @param depth of the value, or of what is inside a list or object that begins or ends */
        void see(JsonToken token, int depth, JsonParser parser) throws IOException {
            if (depth == 2 && token.isStructStart()) {
                section = String.valueOf(parser.currentName());
            } else if (depth == 2 && section.equals("model") && "type".equals(parser.currentName())
                    && token == JsonToken.VALUE_STRING) {
                type = parser.getText();
            } else if (depth == 3 && token.isStructStart()) {
                inVocabulary = section.equals("model") && "vocab".equals(parser.currentName());
            } else if (depth == 3 && token.isNumeric()) {
                number(parser);
            } else if (depth == 4 && token.isStructStart() && inVocabulary) {
                vocabulary++;
            }
        }

        /** The id of a piece of CLIP's, or of an added token. */
        private void number(JsonParser parser) throws IOException {
            if (inVocabulary) {
                vocabulary++;
            } else if (section.equals("added_tokens") && "id".equals(parser.currentName())) {
                added = Math.max(added, (int) Math.min(parser.getValueAsLong(), Integer.MAX_VALUE - 1) + 1);
            }
        }
    }

    private Look look() throws CheckpointException {
        if (whole().toFile().length() > TokenizerJson.MOST_BYTES) {
            throw new CheckpointException(whole() + " has more than the " + TokenizerJson.MOST_BYTES
                    + " bytes that a tokenizer may have; fetch it again.");
        }
        Look look = new Look();
        try (JsonParser parser = new JsonFactory().createParser(whole().toFile())) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : 0;
                look.see(token, depth, parser);
                depth -= token.isStructEnd() ? 1 : 0;
            }
        } catch (IOException e) {
            throw new CheckpointException(whole() + " cannot be read ("
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "); fetch it again.", e);
        }
        if (look.type.isEmpty()) {
            throw new CheckpointException(whole() + " does not say the type of its model; fetch it again.");
        }
        return look;
    }
}
