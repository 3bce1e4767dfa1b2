// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.Optional;
import org.stillroom.diffusion.family.ModelFamily;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.files.ModelFile.Part;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.torch.formats.CheckpointException;

/** Diffusion transformers, of whatever families are registered. */
final class Transformers {

    private static final String TRANSFORMER = " transformer";

    private Transformers() {}

    static Optional<Part> recognise(Contents contents) {
        return family(contents).map(family -> Recogniser.read(ModelKind.TRANSFORMER, family + TRANSFORMER, () -> {
            TransformerFile file = TransformerFile.open(contents.path());
            file.stored();
            return file.config().family() + TRANSFORMER;
        }));
    }

    private static Optional<String> family(Contents contents) {
        Optional<String> told = contents.config().flatMap(config -> {
            try {
                return ModelFamily.of(config);
            } catch (CheckpointException e) {
                return Optional.empty();
            }
        }).map(ModelFamily::label);
        return told.isPresent() || !contents.type().isEmpty() ? told
                : contents.checkpoint().map(TransformerFile::header).flatMap(Transformers::family);
    }

    private static Optional<String> family(Header header) {
        Optional<String> told = ModelFamily.of(header).map(ModelFamily::label);
        // its family is in a config, which only the reader looks for
        return told.isEmpty() && TransformerFile.isDiffusers(header) ? Optional.of("diffusion") : told;
    }
}
