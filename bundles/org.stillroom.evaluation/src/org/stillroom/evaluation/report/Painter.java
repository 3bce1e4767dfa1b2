// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.pipeline.EncoderDifference;
import org.stillroom.diffusion.pipeline.PictureRequest;
import org.stillroom.diffusion.pipeline.Pipeline;
import org.stillroom.diffusion.sampling.Watcher;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.evaluation.measures.Pictures;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Draws with a family's loaded parts and any encoder, as the nodes of a graph do. */
public final class Painter implements AutoCloseable {

    private final Family family;
    private final Pipeline pipeline;

    private Painter(Family family, Pipeline pipeline) {
        this.family = family;
        this.pipeline = pipeline;
    }

    /**
     * @param dtype float32 on a CPU
     * @throws CheckpointException if files of the family are missing or damaged
     */
    public static Painter load(Family family, Device device, DType dtype, Progress cancelCheck)
            throws CheckpointException {
        return new Painter(family, Pipeline.open(family.folder(), device, dtype, cancelCheck));
    }

    /**
     * Draws some pictures at once, each from the noise of its prompt and seed.
     *
     * @param wanted {@link Drawing#batch()} or fewer
     * @throws EvaluationException if the encoder cannot read a prompt
     * @throws CheckpointException if weights are damaged so that values become infinite
     */
    public List<RgbImage> draw(List<Wanted> wanted, T5Encoder encoder, Drawing drawing, Progress cancelCheck)
            throws CheckpointException {
        try (Tensor pictures = pipeline.draw(request(wanted, drawing), Optional.of(encoder),
                (Watcher) cancelCheck::checkCancelled)) {
            return Pictures.images(pictures);
        } catch (IllegalArgumentException e) {
            throw wrongTokenizer(e);
        }
    }

    /**
     * Measures how far a student is from its teacher, on some prompts.
     *
     * @param wanted {@link Drawing#batch()} or fewer
     */
    EncoderDifference difference(List<Wanted> wanted, T5Encoder teacher, T5Encoder student, Drawing drawing,
            Progress cancelCheck) throws CheckpointException {
        try {
            return pipeline.difference(request(wanted, drawing), teacher, student,
                    (Watcher) cancelCheck::checkCancelled);
        } catch (IllegalArgumentException e) {
            throw wrongTokenizer(e);
        }
    }

    private PictureRequest request(List<Wanted> wanted, Drawing drawing) {
        return new PictureRequest(wanted.stream().map(Wanted::prompt).toList(), List.of(),
                wanted.stream().map(Wanted::noise).toList(), drawing.size(), drawing.size(), family.tokens(),
                drawing.steps(), drawing.guidance());
    }

    private EvaluationException wrongTokenizer(IllegalArgumentException e) {
        return new EvaluationException(e.getMessage() + " The tokenizer in " + family.folder()
                + " is not the one that the encoder was made for.", e);
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
