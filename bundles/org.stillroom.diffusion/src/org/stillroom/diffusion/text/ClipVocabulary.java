// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import org.stillroom.torch.formats.CheckpointException;

/** A folder with the vocab.json and merges.txt of a CLIP. */
record ClipVocabulary(Path path) implements TokenizerSource {

    @Override
    public TokenizerKind kind() {
        return TokenizerKind.CLIP;
    }

    @Override
    public int tokens() throws CheckpointException {
        Path file = path.resolve(VOCAB);
        if (file.toFile().length() > TokenizerJson.MOST_BYTES) {
            throw new CheckpointException(file + " has more than the " + TokenizerJson.MOST_BYTES
                    + " bytes that a tokenizer may have; fetch it again.");
        }
        int tokens = 0;
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                tokens += token == JsonToken.FIELD_NAME ? 1 : 0;
            }
            return tokens;
        } catch (IOException e) {
            throw new CheckpointException(file + " cannot be read ("
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "); fetch it again.", e);
        }
    }

    @Override
    public SpecialTokens special() throws CheckpointException {
        return SpecialTokens.read(path, TokenizerKind.CLIP);
    }

    @Override
    public int usualLength() throws CheckpointException {
        return SpecialTokens.length(path, TokenizerKind.CLIP);
    }

    @Override
    public TokenizerJson json() throws CheckpointException {
        return new ClipTokenizerJson(path, special()).make();
    }
}
