// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.files.ModelFile.Part;
import org.stillroom.diffusion.text.TextTokenizer;

/** Tokenizers' folders, which may be those of encoders, too. */
final class Tokenizers {

    private static final List<String> MARKS =
            List.of("tokenizer.json", "vocab.json", "merges.txt", "spiece.model", "tokenizer_config.json");

    private Tokenizers() {}

    static Optional<Part> recognise(Contents contents) {
        boolean there = contents.folder() ? MARKS.stream().anyMatch(contents::hasFile)
                : contents.path().endsWith(MARKS.getFirst());
        return there ? Optional.of(Recogniser.read(ModelKind.TOKENIZER, ModelKind.TOKENIZER.label(),
                () -> TextTokenizer.kind(contents.path()) + " tokenizer")) : Optional.empty();
    }
}
