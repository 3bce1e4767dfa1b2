// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.MissingFileException;

/** Which files a tokenizer folder has. */
record TokenizerFiles(Path folder) {

    static final String WHOLE = "tokenizer.json";
    static final String VOCAB = "vocab.json";
    static final String MERGES = "merges.txt";

    /** @param model the folder, or the tokenizer.json in it */
    static TokenizerFiles at(Path model) throws CheckpointException {
        if (Files.isDirectory(model)) {
            return new TokenizerFiles(model);
        }
        if (model.endsWith(WHOLE)) {
            return new TokenizerFiles(model.toAbsolutePath().getParent());
        }
        throw new CheckpointException(model + " is not a tokenizer; choose a folder with " + WHOLE + ", or with "
                + VOCAB + " and " + MERGES + ".");
    }

    Path whole() {
        return folder.resolve(WHOLE);
    }

    boolean hasWhole() {
        return Files.isRegularFile(whole());
    }

    /** Which encoders it is for; cheap, as vocabularies are not kept. */
    TokenizerKind kind() throws CheckpointException {
        if (hasWhole()) {
            return kind(modelType(), whole());
        }
        boolean vocab = Files.isRegularFile(folder.resolve(VOCAB));
        boolean merges = Files.isRegularFile(folder.resolve(MERGES));
        if (vocab && merges) {
            return TokenizerKind.CLIP;
        }
        if (vocab || merges) {
            throw new MissingFileException((vocab ? MERGES : VOCAB) + " is missing in " + folder + ", which has only "
                    + (vocab ? VOCAB : MERGES) + "; fetch it from where the model is from.");
        }
        if (Files.isRegularFile(folder.resolve("spiece.model"))) {
            throw new MissingFileException(WHOLE + " is missing in " + folder + ", which has only spiece.model; fetch "
                    + "it from the tokenizer_2 folder of FLUX.1, the tokenizer_3 folder of SD3, or the T5's own "
                    + "repository.");
        }
        throw new MissingFileException(folder + " has no tokenizer; choose a folder with " + WHOLE + ", or with "
                + VOCAB + " and " + MERGES + ".");
    }

    static TokenizerKind kind(String modelType, Path file) throws CheckpointException {
        return switch (modelType) {
            case "Unigram" -> TokenizerKind.T5;
            case "BPE" -> TokenizerKind.CLIP;
            default -> throw new CheckpointException(file + " is a tokenizer of type \"" + modelType
                    + "\", expected Unigram (T5) or BPE (CLIP); choose another tokenizer.");
        };
    }

    private String modelType() throws CheckpointException {
        if (whole().toFile().length() > TokenizerJson.MOST_BYTES) {
            throw new CheckpointException(whole() + " has more than the " + TokenizerJson.MOST_BYTES
                    + " bytes that a tokenizer may have; fetch it again.");
        }
        try (JsonParser parser = new JsonFactory().createParser(whole().toFile())) {
            int depth = 0;
            boolean inModel = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                    inModel = depth == 2 ? "model".equals(parser.currentName()) : inModel;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (depth == 2 && inModel && "type".equals(parser.currentName())
                        && token == JsonToken.VALUE_STRING) {
                    return parser.getText();
                }
            }
            throw new CheckpointException(whole() + " does not say the type of its model; fetch it again.");
        } catch (IOException e) {
            throw new CheckpointException(whole() + " cannot be read (" + firstLine(e) + "); fetch it again.", e);
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
