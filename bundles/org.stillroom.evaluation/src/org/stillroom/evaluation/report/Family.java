// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.torch.formats.CheckpointException;

/**
 * A FLUX pipeline on disk in diffusers' layout, whose text encoder is to be exchanged.
 *
 * @param tokens that prompts are padded to, from its tokenizer
 */
public record Family(Path folder, TransformerFile transformer, int tokens) {

    /** Everything that pictures are drawn with, but the encoder that is compared. */
    private static final List<String> PARTS =
            List.of("transformer", "vae", "text_encoder", "tokenizer", "tokenizer_2", "scheduler");

    /**
     * @throws CheckpointException if files are missing or damaged
     * @throws EvaluationException if it is no FLUX pipeline
     */
    public static Family open(Path folder) throws CheckpointException {
        if (!Files.isDirectory(folder)) {
            throw new EvaluationException("There is no folder " + folder
                    + "; choose a model folder in diffusers' layout, with transformer, text_encoder_2 and vae.");
        }
        TransformerFile transformer = TransformerFile.open(folder);
        if (!(transformer.config() instanceof FluxConfig)) {
            throw new EvaluationException(folder + " has a denoiser of " + transformer.config().family()
                    + "; encoders are compared with FLUX.1 only, choose such a pipeline.");
        }
        return new Family(folder, transformer, TextTokenizer.usualLength(folder.resolve("tokenizer_2")));
    }

    FluxConfig config() {
        return (FluxConfig) transformer.config();
    }

    /** @throws EvaluationException if the denoiser does not take what the encoder gives */
    public void requireFit(Path encoder) throws CheckpointException {
        int width = T5Files.open(encoder).config().embeddingWidth();
        if (width != config().jointAttentionDim()) {
            throw new EvaluationException("The encoder " + encoder + " gives text of width " + width
                    + ", but the denoiser in " + folder + " takes " + config().jointAttentionDim()
                    + "; choose an encoder that was distilled for this family.");
        }
    }

    /** Everything that decides what an encoder's pictures are, but prompts and seeds. */
    Map<String, String> settings(Contender contender, Drawing drawing, String device) {
        Map<String, String> settings = new TreeMap<>();
        for (String part : PARTS) {
            settings.put(part, fingerprint(folder.resolve(part)));
        }
        settings.put("encoder", fingerprint(contender.model()));
        settings.put("steps", String.valueOf(drawing.steps()));
        settings.put("guidance", String.valueOf(drawing.guidance()));
        settings.put("size", String.valueOf(drawing.size()));
        settings.put("tokens", String.valueOf(tokens));
        settings.put("device", device);
        return settings;
    }

    private static String fingerprint(Path model) {
        if (!Files.exists(model)) {
            return "none";
        }
        Path parent = model.toAbsolutePath().getParent();
        return new ModelFolders(List.of(parent), parent).fingerprint(model);
    }
}
