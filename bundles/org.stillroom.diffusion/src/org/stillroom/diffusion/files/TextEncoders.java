// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.Optional;
import java.util.Set;
import org.stillroom.diffusion.files.ModelFile.Part;
import org.stillroom.diffusion.text.ClipConfig;
import org.stillroom.diffusion.text.ClipFiles;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.torch.formats.CheckpointException;

/** T5 encoders with what was made of them, and CLIP text encoders. */
final class TextEncoders {

    private static final String T5 = "T5 encoder";
    private static final String UMT5 = "umT5 encoder";
    private static final String SECOND_TABLE =
            "encoder.block.1.layer.0.SelfAttention.relative_attention_bias.weight";
    private static final Set<String> T5_TYPES = Set.of("t5", "mt5", "umt5");
    private static final Set<String> CLIP_TYPES = Set.of("clip_text_model", "clip");

    private TextEncoders() {}

    static Optional<Part> t5(Contents contents) {
        if (!contents.tells(T5_TYPES::contains, T5Files::recognises)) {
            return Optional.empty();
        }
        boolean everyBlock = contents.type().equals("umt5")
                || contents.anyName(name -> name.endsWith(SECOND_TABLE))
                || contents.checkpoint().filter(T5Files::isUmT5).isPresent();
        return Optional.of(Recogniser.read(ModelKind.T5, everyBlock ? UMT5 : T5, () -> {
            T5Config config = T5Files.open(contents.path()).config();
            if (everyBlock) {
                throw new CheckpointException(contents.path() + " is a umT5, which has a table of positions in every "
                        + "block; only the first is computed with, so it does not give what it was trained for.");
            }
            return config.projection().isPresent() ? "distilled T5 encoder" : T5;
        }));
    }

    static Optional<Part> clip(Contents contents) {
        if (!contents.tells(CLIP_TYPES::contains, ClipFiles::recognises)) {
            return Optional.empty();
        }
        return Optional.of(Recogniser.read(ModelKind.CLIP, ModelKind.CLIP.label(), () -> {
            ClipConfig config = ClipFiles.open(contents.path()).config();
            return switch (config.hiddenSize()) {
                case 768 -> "CLIP-L text encoder";
                case 1280 -> "CLIP-G text encoder";
                default -> ModelKind.CLIP.label();
            };
        }));
    }
}
