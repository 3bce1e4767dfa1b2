// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.files.ModelFile.Part;
import org.stillroom.diffusion.text.TextTokenizer;

/** Tokenizers' folders, which may be those of encoders, too, and vocabularies that lie in an encoder's file. */
final class Tokenizers {

    private static final List<String> MARKS =
            List.of("tokenizer.json", "vocab.json", "merges.txt", "spiece.model", "tokenizer_config.json");

    private static final List<String> FILES = List.of("tokenizer.json", ".model");

    private Tokenizers() {}

    /** Of a T5 alone: vocabularies of language models are in GGUF files, too. */
    private static boolean packed(Contents contents) {
        return contents.checkpoint().filter(file -> file.has("spiece_model")
                || "t5".equals(file.metadata().get("tokenizer.ggml.model"))
                && file.metadata().containsKey("tokenizer.ggml.tokens")).isPresent();
    }

    static Optional<Part> recognise(Contents contents) {
        boolean there = contents.folder() ? MARKS.stream().anyMatch(contents::hasFile)
                : FILES.stream().anyMatch(contents.path().toString()::endsWith) || packed(contents);
        return there ? Optional.of(Recogniser.read(ModelKind.TOKENIZER, ModelKind.TOKENIZER.label(),
                () -> TextTokenizer.kind(contents.path()) + " tokenizer")) : Optional.empty();
    }
}
