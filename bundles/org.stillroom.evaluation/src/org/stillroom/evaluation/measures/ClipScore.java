// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stillroom.diffusion.text.ClipConfig;
import org.stillroom.diffusion.text.ClipFiles;
import org.stillroom.diffusion.text.ClipText;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.diffusion.weights.Assembly;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.ResidentModel;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/**
 * How well pictures fit their prompts (Hessel et al., https://arxiv.org/abs/2104.08718): 100 times the cosine of a CLIP
 * model's embeddings of picture and prompt, or 0 where that is negative. Computes in fp32. Scores of different CLIP
 * models cannot be compared. May be used by several threads at once.
 */
public final class ClipScore implements ResidentModel {

    private static final int AT_ONCE = 16;

    private final ClipText text;
    private final ClipVision vision;
    private final ClipPixels pixels;

    private ClipScore(ClipText text, ClipVision vision, ClipPixels pixels) {
        this.text = text;
        this.vision = vision;
        this.pixels = pixels;
    }

    /**
     * @param folder of a CLIP model as transformers saves it: config.json, preprocessor_config.json, safetensors, and
     *        tokenizer.json or vocab.json with merges.txt
     * @throws CheckpointException if files are missing, damaged, or contradict each other
     */
    public static ClipScore load(Path folder, Device device, Progress progress) throws CheckpointException {
        ClipPixels pixels = ClipPixels.read(folder, ClipVisionConfig.read(folder).imageSize());
        try (Assembly parts = new Assembly()) {
            ClipText text = parts.add(ClipText.load(folder, folder, device, DType.F32, progress), ClipText::close);
            ClipVision vision = parts.add(ClipVision.load(folder, device, progress), ClipVision::close);
            int width = text.encoder().config().projection().orElse(0);
            if (width != vision.config().projection()) {
                throw new CheckpointException(folder + " projects texts to a width of " + width + " and pictures to "
                        + vision.config().projection() + "; choose the folder of a whole CLIP model.");
            }
            return parts.finished(new ClipScore(text, vision, pixels));
        }
    }

    /** What {@link #load} loads; reads headers alone. */
    public static List<StoredModel> stored(Path folder) throws CheckpointException {
        return List.of(ClipFiles.open(folder).model(), ClipVision.stored(folder));
    }

    /** Memory that {@link #scores} takes beside the weights, in bytes. */
    public static long workBytes(Path folder) throws CheckpointException {
        ClipConfig text = ClipFiles.open(folder).config();
        return Math.max(text.workBytes(AT_ONCE, text.positions(), Float.BYTES),
                ClipVisionConfig.read(folder).workBytes(AT_ONCE));
    }

    /**
     * The score of each picture with its prompt.
     *
     * @param pictures of any sizes, as many as prompts
     * @param progress told of the pictures that are done
     * @return numbers from 0 to 100
     * @throws EvaluationException if the model gives a number that is not finite, naming the picture
     */
    public double[] scores(List<String> prompts, List<RgbImage> pictures, Progress progress)
            throws CheckpointException {
        if (prompts.size() != pictures.size()) {
            throw new IllegalArgumentException("There are " + prompts.size() + " prompts and " + pictures.size()
                    + " pictures; give a prompt for each picture.");
        }
        double[] scores = new double[prompts.size()];
        for (int first = 0; first < scores.length; first += AT_ONCE) {
            progress.progress(first, scores.length);
            int last = Math.min(first + AT_ONCE, scores.length);
            float[][] texts = texts(prompts.subList(first, last));
            float[][] seen = pictures(pictures.subList(first, last));
            for (int i = first; i < last; i++) {
                double cosine = cosine(texts[i - first], seen[i - first]);
                if (!Double.isFinite(cosine)) {
                    throw new EvaluationException("The CLIP score of picture " + i + " (counted from 0) is not a "
                            + "number; check the weights of the CLIP model.");
                }
                scores[i] = Math.max(0, 100 * cosine);
            }
        }
        progress.progress(scores.length, scores.length);
        return scores;
    }

    /** The embedding of each text, not normalised. */
    public float[][] texts(List<String> texts) throws CheckpointException {
        List<List<Integer>> ids = text.tokenizer().encode(texts, text.encoder().config().positions());
        try (ClipOutput output = text.encoder().encode(ids, Progress.NONE)) {
            return rows(output.projected().orElseThrow());
        }
    }

    /** The embedding of each picture, not normalised. */
    public float[][] pictures(List<RgbImage> pictures) {
        List<Tensor> inputs = new ArrayList<>();
        try {
            pictures.forEach(picture -> inputs.add(pixels.tensor(picture)));
            try (Tensor batch = Tensor.cat(0, inputs); Tensor projected = vision.project(batch)) {
                return rows(projected);
            }
        } finally {
            inputs.forEach(Tensor::close);
        }
    }

    private static float[][] rows(Tensor tensor) {
        int width = Math.toIntExact(tensor.size(1));
        float[] values = tensor.floats();
        float[][] rows = new float[values.length / width][width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, i * width, rows[i], 0, width);
        }
        return rows;
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            squaresA += (double) a[i] * a[i];
            squaresB += (double) b[i] * b[i];
        }
        return product / Math.sqrt(squaresA * squaresB);
    }

    @Override
    public long bytes() {
        return text.bytes() + vision.weights().bytes();
    }

    @Override
    public void close() {
        text.close();
        vision.close();
    }
}
