// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stillroom.diffusion.files.ModelFile.Part;
import org.stillroom.diffusion.text.ClipFiles;
import org.stillroom.diffusion.text.ClipPart;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Files;

/** T5 encoders with what was made of them, and CLIP text encoders. */
final class TextEncoders {

    private static final Map<Integer, String> T5_SIZES =
            Map.of(512, "-Small", 768, "-Base", 1024, "-Large", 2048, "-XL", 4096, "-XXL");
    /** Rows of the embedding table that published ones of all sizes have. */
    private static final int OF_MT5 = 250_112;
    private static final Set<String> T5_TYPES = Set.of("t5", "mt5", "umt5");
    private static final Set<String> CLIP_TYPES = Set.of("clip_text_model", "clip");

    private TextEncoders() {}

    static Optional<Part> t5(Contents contents) {
        if (!contents.tells(T5_TYPES::contains, T5Files::recognises)) {
            return Optional.empty();
        }
        String label = contents.type().equals("umt5") ? "umT5 encoder" : ModelKind.T5.label();
        return Optional.of(Recogniser.read(ModelKind.T5, label, () -> label(T5Files.open(contents.path()).config())));
    }

    /** Such as {@code T5-XXL encoder} or {@code distilled T5-Base encoder}. */
    private static String label(T5Config config) {
        String name = config.tables() ? "umT5" : config.vocabSize() == OF_MT5 ? "mT5" : "T5";
        return (config.projection().isPresent() ? "distilled " : "") + name
                + T5_SIZES.getOrDefault(config.dModel(), "") + (config.gated() ? "" : " v1.0") + " encoder";
    }

    static Optional<Part> clip(Contents contents) {
        return contents.tells(CLIP_TYPES::contains, all -> !ClipFiles.parts(all).isEmpty()) ? clip(contents, 0)
                : Optional.empty();
    }

    /** The other one, where a checkpoint has CLIP-L and CLIP-G. */
    static Optional<Part> secondClip(Contents contents) {
        return contents.checkpoint().filter(all -> ClipFiles.parts(all).size() > 1).flatMap(all -> clip(contents, 1));
    }

    /** In the folder of a whole CLIP model, beside its text encoder. */
    static Optional<Part> vision(Contents contents) {
        boolean there = contents.type().equals("clip")
                && contents.anyName(name -> name.equals("visual_projection.weight"));
        return there ? Optional.of(new Part(ModelKind.CLIP_VISION, ModelKind.CLIP_VISION.label(), ""))
                : Optional.empty();
    }

    private static Optional<Part> clip(Contents contents, int place) {
        List<Optional<ClipPart>> parts = contents.checkpoint().map(ClipFiles::parts).orElse(List.of());
        Optional<ClipPart> part = parts.size() > place ? parts.get(place) : Optional.empty();
        String label = part.map(ClipPart::label).orElse("CLIP") + " text encoder";
        return Optional.of(Recogniser.read(ModelKind.CLIP, label, () -> {
            ClipFiles.open(contents.path(), part);
            return label;
        }));
    }
}
