// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.nio.file.Path;
import org.stillroom.diffusion.family.TransformerConfig;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.torch.formats.CheckpointException;

/**
 * Whether a denoiser can follow an encoder's embeddings: it must take just the width that the encoder gives.
 *
 * @param denoiser name of its model, as a graph names it
 * @param width features of a text token that it takes; 0 where that is not known
 * @param reason why the width is not known, as a sentence; empty where it is
 */
public record EncoderFit(String denoiser, int width, String reason) {

    /** Reads a denoiser's config.json, or the header of a single file; never throws. */
    public static EncoderFit of(ModelFolders folders, String denoiser) {
        try {
            Path path = folders.resolve("model", denoiser);
            return new EncoderFit(denoiser, config(path).jointAttentionDim(), "");
        } catch (NodeException | CheckpointException e) {
            return new EncoderFit(denoiser, 0, e.getMessage());
        }
    }

    private static TransformerConfig config(Path path) throws CheckpointException {
        try {
            return TransformerFile.open(path).config();
        } catch (CheckpointException e) {
            throw ModelFile.explained(e, path, ModelKind.TRANSFORMER);
        }
    }

    /** Whether the encoder gives what the denoiser takes; true where that is not known. */
    public boolean accepts(ListedEncoder.Sound encoder) {
        return width == 0 || encoder.width() == width;
    }
}
