// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.text.ClipEncoder;
import org.stillroom.diffusion.text.ClipText;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.text.TokenizerKind;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * The text side of a FLUX pipeline: the T5 that is to be replaced, its tokenizer, and CLIP where its pooled vector is
 * wanted.
 */
final class TeacherText implements AutoCloseable {

    private static final String TEACHER = "text_encoder_2";
    private static final String TABLE = "shared.weight";

    private final Path pipeline;
    private final int pooledWidth;
    private final TextTokenizer tokenizer;
    private final T5Encoder t5;
    private final Optional<ClipText> clip;

    private TeacherText(Path pipeline, int pooledWidth, TextTokenizer tokenizer, T5Encoder t5,
            Optional<ClipText> clip) {
        this.pipeline = pipeline;
        this.pooledWidth = pooledWidth;
        this.tokenizer = tokenizer;
        this.t5 = t5;
        this.clip = clip;
    }

    /**
     * @param pooled whether CLIP is loaded; without it pooled vectors are zeros
     * @throws CheckpointException if files are missing or damaged, or a tokenizer is of another kind
     * @throws TrainingException if CLIP does not fit the denoiser
     */
    static TeacherText open(Path pipeline, FluxConfig flux, Device device, DType dtype, boolean pooled,
            Progress progress) throws CheckpointException {
        Path folder = pipeline.resolve(TEACHER);
        try (Assembly made = new Assembly()) {
            TextTokenizer tokenizer = made.add(
                    TextTokenizer.open(pipeline.resolve("tokenizer_2"), TokenizerKind.T5), TextTokenizer::close);
            T5Encoder t5 = made.add(T5Encoder.load(folder, device, dtype, progress), T5Encoder::close);
            Optional<ClipText> clip = pooled ? Optional.of(clip(pipeline, flux, device, dtype, progress))
                    : Optional.empty();
            return made.finished(new TeacherText(pipeline, flux.pooledProjectionDim(), tokenizer, t5, clip));
        }
    }

    private static ClipText clip(Path pipeline, FluxConfig flux, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        Path folder = pipeline.resolve("text_encoder");
        int width = ClipEncoder.config(folder).hiddenSize();
        if (width != flux.pooledProjectionDim()) {
            throw new TrainingException(folder + " gives a pooled vector of width " + width + ", but the denoiser in "
                    + pipeline + " takes pooled_projection_dim " + flux.pooledProjectionDim()
                    + "; choose one that fits.");
        }
        return ClipText.load(pipeline.resolve("tokenizer"), folder, device, dtype, progress);
    }

    /** Sizes of the teacher. */
    T5Config config() {
        return t5.config();
    }

    /** Token ids of prompts, for the teacher and the student. */
    List<List<Integer>> ids(List<String> prompts, int tokens) {
        return tokenizer.encode(prompts, tokens);
    }

    /** The teacher's text [prompts, tokens, width], float32 on the CPU. */
    Tensor encode(List<List<Integer>> ids) {
        try {
            return t5.encode(ids, Progress.NONE);
        } catch (CheckpointException e) {
            throw new TrainingException(e.getMessage(), e);
        }
    }

    /** Pooled vectors [prompts, pooled_projection_dim], float32 on the CPU. */
    Tensor pooled(List<String> prompts) {
        if (clip.isEmpty()) {
            return Tensor.zeros(DType.F32, Device.CPU, prompts.size(), pooledWidth);
        }
        try (ClipEmbedding embedding = clip.get().embed(prompts, List.of(), Progress.NONE)) {
            return embedding.prompt().pooled().copy();
        } catch (CheckpointException e) {
            throw new TrainingException(e.getMessage(), e);
        }
    }

    /** The teacher's word embeddings [vocabulary, width], float32 on the CPU. */
    Tensor embeddings() throws CheckpointException {
        return stored(TABLE);
    }

    /** A tensor of the teacher, by the names of t5.py, as float32 on the CPU. */
    Tensor stored(String name) throws CheckpointException {
        StoredModel stored = T5Files.open(pipeline.resolve(TEACHER)).model();
        try (Weights loaded = stored.loadPlain(List.of(name), Device.CPU, DType.F32, Progress.NONE)) {
            return loaded.get(name);
        }
    }

    @Override
    public void close() {
        tokenizer.close();
        t5.close();
        clip.ifPresent(ClipText::close);
    }
}
