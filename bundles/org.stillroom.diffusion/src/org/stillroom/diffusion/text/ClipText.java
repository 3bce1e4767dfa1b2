// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.nio.file.Path;
import java.util.List;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.ResidentModel;
import org.stillroom.torch.runtime.Device;

/** A CLIP text encoder and its tokenizer. May be used by several threads at once. */
public record ClipText(TextTokenizer tokenizer, ClipEncoder encoder) implements ResidentModel {

    /** @throws CheckpointException if files are missing or damaged, or the tokenizer is of another kind */
    public static ClipText load(Path tokenizer, Path encoder, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        try (Assembly made = new Assembly()) {
            TextTokenizer cuts = made.add(TextTokenizer.open(tokenizer, TokenizerKind.CLIP), TextTokenizer::close);
            return made.finished(new ClipText(cuts, ClipEncoder.load(encoder, device, dtype, progress)));
        }
    }

    /**
     * Embeds prompts and their negative prompts, cut and padded as pipelines do.
     *
     * @param negatives as many as prompts, or none
     */
    public ClipEmbedding embed(List<String> prompts, List<String> negatives, Progress progress)
            throws CheckpointException {
        int length = TokenizerKind.CLIP.usualLength();
        return encoder.embed(tokenizer.encode(prompts, length), tokenizer.encode(negatives, length), progress);
    }

    @Override
    public long bytes() {
        return tokenizer.bytes() + encoder.bytes();
    }

    @Override
    public void close() {
        tokenizer.close();
        encoder.close();
    }
}
