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
    private static final String DIFFUSION = "diffusion";

    private Transformers() {}

    static Optional<Part> recognise(Contents contents) {
        return variant(contents).map(variant -> Recogniser.read(ModelKind.TRANSFORMER, variant + TRANSFORMER, () -> {
            TransformerFile file = TransformerFile.open(contents.path());
            file.stored();
            boolean plain = file.model().family().label().equals(variant) || variant.equals(DIFFUSION);
            return (plain ? file.config().family() : variant) + TRANSFORMER;
        }));
    }

    private static Optional<String> variant(Contents contents) {
        Optional<String> told = contents.config().flatMap(config -> {
            try {
                return ModelFamily.of(config).map(family -> family.variant(config));
            } catch (CheckpointException e) {
                return Optional.empty();
            }
        });
        return told.isPresent() || !contents.type().isEmpty() ? told
                : contents.checkpoint().map(TransformerFile::header).flatMap(Transformers::variant);
    }

    private static Optional<String> variant(Header header) {
        Optional<String> told = ModelFamily.of(header).map(family -> family.variant(header));
        // its family is in a config, which only the reader looks for
        return told.isEmpty() && TransformerFile.isDiffusers(header) ? Optional.of(DIFFUSION) : told;
    }
}
