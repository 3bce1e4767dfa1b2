// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.vae.PictureRange;
import org.stillroom.diffusion.vae.VaeDecoder;
import org.stillroom.evaluation.measures.Pictures;
import org.stillroom.evaluation.report.Contact;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Tensor;

/**
 * Pictures to look at while a distillation runs: the teacher's above, from the same noise the student's below.
 *
 * @param prompts a picture each
 * @param tokens that prompts are padded to
 * @param size of the pictures in pixels
 */
record Comparison(FluxTeacher teacher, List<String> prompts, int tokens, int size) {

    private static final int STEPS = 20;
    private static final double GUIDANCE = 3.5;
    private static final long NOISE = 7;

    /** @param student a student's folder, as pipelines load it */
    void write(Path file, Path student) throws IOException, CheckpointException {
        List<List<Integer>> ids = teacher.text().ids(prompts, tokens);
        List<RgbImage> pictures = new ArrayList<>();
        try (VaeDecoder decoder = teacher.decoder()) {
            try (Tensor text = teacher.text().encode(ids)) {
                pictures.addAll(draw(text, decoder));
            }
            try (T5Encoder encoder = T5Encoder.load(student, teacher.device(), DType.F32, Progress.NONE);
                    Tensor text = encoder.encode(ids, Progress.NONE)) {
                pictures.addAll(draw(text, decoder));
            }
        }
        Contact.write(file, pictures, prompts.size());
    }

    private List<RgbImage> draw(Tensor text, VaeDecoder decoder) throws CheckpointException {
        try (Tensor pooled = teacher.text().pooled(prompts);
                Tensor noise = Tensor.randn(NOISE, teacher.latents(prompts.size(), size));
                Tensor latents = teacher.denoising(STEPS, GUIDANCE).sample(teacher.denoiser(), noise, Optional.empty(),
                        new Prompt(text, pooled), Optional.empty(), () -> { });
                Tensor decoded = decoder.decode(latents, Progress.NONE);
                Tensor picture = PictureRange.toPicture(decoded)) {
            return Pictures.images(picture);
        }
    }
}
