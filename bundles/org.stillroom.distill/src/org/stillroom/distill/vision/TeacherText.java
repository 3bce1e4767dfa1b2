// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.text.ClipEncoder;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.text.TokenizerKind;
import org.stillroom.diffusion.values.ClipOutput;
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
    private final Optional<Clip> clip;

    /** What makes pooled vectors. */
    private record Clip(TextTokenizer tokenizer, ClipEncoder encoder) {

        void close() {
            tokenizer.close();
            encoder.close();
        }
    }

    private TeacherText(Path pipeline, int pooledWidth, TextTokenizer tokenizer, T5Encoder t5, Optional<Clip> clip) {
        this.pipeline = pipeline;
        this.pooledWidth = pooledWidth;
        this.tokenizer = tokenizer;
        this.t5 = t5;
        this.clip = clip;
    }

    /**
     * @param pooled whether CLIP is loaded; without it pooled vectors are zeros
     * @throws TrainingException if CLIP does not fit the denoiser, or a tokenizer is of another kind
     */
    static TeacherText open(Path pipeline, FluxConfig flux, Device device, DType dtype, boolean pooled,
            Progress progress) throws CheckpointException {
        Path folder = pipeline.resolve(TEACHER);
        try (Assembly made = new Assembly()) {
            TextTokenizer tokenizer = made.add(tokenizer(pipeline.resolve("tokenizer_2"), TokenizerKind.T5),
                    TextTokenizer::close);
            T5Encoder t5 = made.add(T5Encoder.load(folder, device, dtype, progress), T5Encoder::close);
            Optional<Clip> clip = pooled ? Optional.of(clip(pipeline, flux, device, dtype, progress))
                    : Optional.empty();
            return made.finished(new TeacherText(pipeline, flux.pooledProjectionDim(), tokenizer, t5, clip));
        }
    }

    private static TextTokenizer tokenizer(Path folder, TokenizerKind kind) throws CheckpointException {
        TextTokenizer tokenizer = TextTokenizer.open(folder);
        if (tokenizer.kind() != kind) {
            tokenizer.close();
            throw new TrainingException("The tokenizer in " + folder + " is for " + tokenizer.kind() + ", not for "
                    + kind + "; fetch it from where the pipeline is from.");
        }
        return tokenizer;
    }

    private static Clip clip(Path pipeline, FluxConfig flux, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        Path folder = pipeline.resolve("text_encoder");
        int width = ClipEncoder.config(folder).hiddenSize();
        if (width != flux.pooledProjectionDim()) {
            throw new TrainingException(folder + " gives a pooled vector of width " + width + ", but the denoiser in "
                    + pipeline + " takes pooled_projection_dim " + flux.pooledProjectionDim()
                    + "; choose one that fits.");
        }
        TextTokenizer tokenizer = tokenizer(pipeline.resolve("tokenizer"), TokenizerKind.CLIP);
        try {
            return new Clip(tokenizer, ClipEncoder.load(folder, device, dtype, progress));
        } catch (CheckpointException | RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /** Sizes of the teacher. */
    T5Config config() {
        return t5.config();
    }

    /** Token ids of prompts, for the teacher and the student. */
    List<List<Integer>> ids(List<String> prompts, int tokens) {
        return prompts.stream().map(prompt -> tokenizer.encode(prompt, tokens)).toList();
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
        Clip parts = clip.get();
        List<List<Integer>> ids = prompts.stream()
                .map(prompt -> parts.tokenizer().encode(prompt, TokenizerKind.CLIP.usualLength())).toList();
        try (ClipOutput output = parts.encoder().encode(ids, Progress.NONE)) {
            return output.pooled().to(Device.CPU, DType.F32);
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
        try (Weights loaded = stored.load(List.of(name), Device.CPU, DType.F32, Progress.NONE)) {
            return loaded.get(name);
        }
    }

    @Override
    public void close() {
        tokenizer.close();
        t5.close();
        clip.ifPresent(Clip::close);
    }
}
