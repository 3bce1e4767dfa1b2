// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.MissingFileException;

/**
 * A tokenizer as it is stored. Nothing is kept in memory between calls. A new way to store one is a class here, and its
 * place in {@link #at}.
 */
sealed interface TokenizerSource permits TokenizerJsonFile, ClipVocabulary, SentencePieceFile, GgufVocabulary {

    String WHOLE = "tokenizer.json";
    String VOCAB = "vocab.json";
    String MERGES = "merges.txt";
    String PIECES = "spiece.model";
    String CHOICE = "choose a folder with " + WHOLE + ", with " + PIECES + ", or with " + VOCAB + " and " + MERGES
            + ", or a GGUF file that has its vocabulary";

    /** Folder or file, for messages. */
    Path path();

    /** Which encoders it is for; cheap, as vocabularies are not kept. */
    TokenizerKind kind() throws CheckpointException;

    /** How many ids it gives: an encoder's table has at least as many rows. */
    int tokens() throws CheckpointException;

    /** The tokens around a text. */
    SpecialTokens special() throws CheckpointException;

    /** Tokens that prompts are padded to where nobody says otherwise. */
    int usualLength() throws CheckpointException;

    TokenizerJson json() throws CheckpointException;

    /**
     * The tokenizer in a folder or file.
     *
     * @throws MissingFileException if there is none in the folder, or a file of it is missing
     * @throws CheckpointException if it is no tokenizer
     */
    static TokenizerSource at(Path model) throws CheckpointException {
        if (Files.isDirectory(model)) {
            return inFolder(model);
        }
        String name = model.getFileName().toString();
        if (name.equals(WHOLE)) {
            return new TokenizerJsonFile(model.toAbsolutePath().getParent());
        }
        if (name.endsWith(".model")) {
            return SentencePieceFile.of(model);
        }
        return Optional.<TokenizerSource>empty().or(() -> GgufVocabulary.in(model))
                .or(() -> SentencePieceFile.inCheckpoint(model)).orElseThrow(() -> new CheckpointException(model
                        + " is not a tokenizer; " + CHOICE + "."));
    }

    private static TokenizerSource inFolder(Path folder) throws CheckpointException {
        if (has(folder, WHOLE)) {
            return new TokenizerJsonFile(folder);
        }
        if (has(folder, VOCAB) && has(folder, MERGES)) {
            return new ClipVocabulary(folder);
        }
        if (has(folder, PIECES)) {
            return SentencePieceFile.of(folder.resolve(PIECES));
        }
        for (List<String> pair : List.of(List.of(VOCAB, MERGES), List.of(MERGES, VOCAB))) {
            if (has(folder, pair.getFirst())) {
                throw new MissingFileException(pair.getLast() + " is missing in " + folder + ", which has only "
                        + pair.getFirst() + "; fetch it from where the model is from.");
            }
        }
        throw new MissingFileException(folder + " has no tokenizer; " + CHOICE + ".");
    }

    private static boolean has(Path folder, String file) {
        return Files.isRegularFile(folder.resolve(file));
    }
}
