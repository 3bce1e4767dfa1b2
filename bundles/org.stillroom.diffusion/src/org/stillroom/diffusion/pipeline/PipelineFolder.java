// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.files.ModelFile;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.text.ClipConfig;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.torch.formats.CheckpointException;

/**
 * A pipeline's folder in diffusers' layout. What its text encoders are is told by their configs, as their numbers
 * differ from family to family.
 *
 * @param t5 the T5 and its tokenizer
 * @param clips CLIP-L and CLIP-G, or the one that there is, and their tokenizers
 */
public record PipelineFolder(Path folder, TransformerFile transformer, Optional<Text> t5, List<Text> clips) {

    private static final List<String> NUMBERS = List.of("", "_2", "_3");

    /** A text encoder and the tokenizer that belongs to it. */
    public record Text(Path encoder, Path tokenizer) {}

    /**
     * Reads configs and headers; no weights.
     *
     * @throws CheckpointException if files are missing or damaged
     */
    public static PipelineFolder open(Path folder) throws CheckpointException {
        TransformerFile transformer = transformer(folder);
        Optional<Text> t5 = Optional.empty();
        List<Text> clips = new ArrayList<>();
        for (String number : NUMBERS) {
            Text text = new Text(folder.resolve("text_encoder" + number), folder.resolve("tokenizer" + number));
            if (Files.isDirectory(text.encoder()) && T5Config.describes(text.encoder())) {
                t5 = Optional.of(text);
            } else if (Files.isDirectory(text.encoder()) && ClipConfig.describes(text.encoder())) {
                clips.add(text);
            }
        }
        return new PipelineFolder(folder, transformer, t5, List.copyOf(clips));
    }

    private static TransformerFile transformer(Path folder) throws CheckpointException {
        try {
            return TransformerFile.open(folder);
        } catch (CheckpointException e) {
            throw ModelFile.explained(e, folder, ModelKind.PIPELINE);
        }
    }
}
