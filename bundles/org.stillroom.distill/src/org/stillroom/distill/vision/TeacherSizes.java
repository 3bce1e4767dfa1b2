// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.torch.formats.CheckpointException;

/**
 * What a student must fit, read without weights: so that one that does not fit is found before anything is loaded.
 *
 * @param pipeline folder of the teacher's pipeline
 * @param width features of a text token that the denoiser takes
 * @param dModel features of a token inside the teacher
 * @param vocabulary tokens of the teacher
 */
public record TeacherSizes(Path pipeline, int width, int dModel, int vocabulary) {

    private static final String TEACHER = "text_encoder_2";

    /**
     * @param pipeline folder of a FLUX pipeline in diffusers' layout
     * @throws CheckpointException if a file is missing or damaged
     * @throws TrainingException if it is no FLUX pipeline, or its own encoder does not fit its denoiser
     */
    public static TeacherSizes read(Path pipeline) throws CheckpointException {
        return read(pipeline, TransformerFile.open(pipeline));
    }

    /** @param file the pipeline's denoiser */
    static TeacherSizes read(Path pipeline, TransformerFile file) throws CheckpointException {
        if (!(file.config() instanceof FluxConfig flux)) {
            throw new TrainingException(pipeline + " has a denoiser of " + file.config().family()
                    + "; students are distilled for FLUX.1 only, choose such a pipeline.");
        }
        T5Config teacher = T5Encoder.config(pipeline.resolve(TEACHER));
        TeacherSizes sizes = new TeacherSizes(pipeline, flux.jointAttentionDim(), teacher.dModel(),
                teacher.vocabSize());
        sizes.requireFit(pipeline.resolve(TEACHER) + " gives", teacher.embeddingWidth());
        return sizes;
    }

    private void requireFit(String what, int given) {
        if (given != width) {
            throw new TrainingException(what + " text of width " + given + ", but the denoiser in " + pipeline
                    + " takes joint_attention_dim " + width + "; choose an encoder that gives " + width
                    + ", or another denoiser.");
        }
    }

    /**
     * Sizes of a student that starts so, with a projection.
     *
     * @throws CheckpointException if a student to start from is missing or damaged
     * @throws TrainingException if it does not fit
     */
    public T5Config student(StudentStart start) throws CheckpointException {
        return switch (start) {
            case StudentStart.Random random -> random.size().config(vocabulary, width);
            case StudentStart.TeacherEmbeddings copied -> narrower(copied.size());
            case StudentStart.Existing existing -> existing(existing.model());
        };
    }

    private T5Config narrower(StudentSize size) {
        if (size.dModel() > dModel) {
            throw new TrainingException("The student has d_model " + size.dModel() + ", more than the " + dModel
                    + " of the teacher in " + pipeline + ", whose embeddings it was to take; choose a smaller student, "
                    + "or a random start.");
        }
        return size.config(vocabulary, width);
    }

    private T5Config existing(Path model) throws CheckpointException {
        T5Config found = T5Files.open(model).config();
        if (found.projection().isPresent()) {
            requireFit("The student in " + model + " gives", found.embeddingWidth());
        }
        if (found.tables()) {
            throw new TrainingException("The student in " + model + " is a umT5, with a table of positions in every "
                    + "block; those that are trained here have one in the first; choose another to start from.");
        }
        if (found.vocabSize() != vocabulary) {
            throw new TrainingException("The student in " + model + " knows " + found.vocabSize()
                    + " tokens, and the teacher in " + pipeline + " " + vocabulary
                    + "; both must read the same tokens, choose a student of the same vocabulary.");
        }
        return new T5Config(found.vocabSize(), found.dModel(), found.dKv(), found.dFf(), found.layers(), found.heads(),
                found.buckets(), found.maxDistance(), found.epsilon(), found.gated(), OptionalInt.of(width));
    }
}
