// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;
import org.stillroom.world.Judge;
import org.stillroom.world.Reader;
import org.stillroom.world.Sample;
import org.stillroom.world.Score;

/**
 * Captions that are drawn and read back while a training runs.
 *
 * @param samples what to draw; their own pictures are not shown to the model
 * @param scale of the autoencoder's latents
 * @param steps of Euler's method
 * @param device where the model is
 */
record Gallery(List<Sample> samples, TextTokenizer tokenizer, int tokens, Autoencoder autoencoder, Latents.Scale scale,
        int steps, Device device) {

    static final int COLUMNS = 8;

    private static final double GUIDANCE = 3.5;
    private static final int BATCH = 32;
    private static final long NOISE = 7;

    /**
     * @param lines what was asked for and how right it is, and a line of sums at the end
     * @param score mean of the shares of pictures and of letters that are right
     */
    record Result(List<RgbImage> pictures, List<String> lines, double score) {
    }

    Result draw(FlowModel model, Weights transformer, Weights encoder) throws CheckpointException {
        List<RgbImage> pictures = new ArrayList<>();
        for (int first = 0; first < samples.size(); first += BATCH) {
            pictures.addAll(batch(samples.subList(first, Math.min(samples.size(), first + BATCH)), first, model,
                    transformer, encoder));
        }
        return judge(pictures);
    }

    private List<RgbImage> batch(List<Sample> part, int first, FlowModel model, Weights transformer, Weights encoder)
            throws CheckpointException {
        List<List<Integer>> ids = tokenizer.encode(part.stream().map(Sample::caption).toList(), tokens);
        int side = part.get(0).picture().width() / VaeConfig.SCALE;
        int channels = autoencoder.config().latentChannels();
        try (Tensor noise = Tensor.randn(NOISE + first, part.size(), channels, side, side);
                Tensor drawn = model.draw(ids, noise, steps, GUIDANCE, transformer, encoder, device);
                Tensor unscaled = FlowModel.program().call("unscaled", drawn, scale.scalingFactor(),
                        scale.shiftFactor())) {
            return autoencoder.decode(unscaled);
        }
    }

    private Result judge(List<RgbImage> pictures) {
        List<String> lines = new ArrayList<>();
        int right = 0;
        double parts = 0;
        int lettersRight = 0;
        int letters = 0;
        for (int i = 0; i < pictures.size(); i++) {
            Score score = Judge.score(samples.get(i).scene(), Reader.read(pictures.get(i)));
            lines.add((score.right() ? "right  " : "wrong  ") + samples.get(i).caption());
            right += score.right() ? 1 : 0;
            parts += score.parts();
            lettersRight += score.lettersRight();
            letters += score.letters();
        }
        lines.add(String.format(Locale.ROOT, "%d of %d right, %.1f %% of attributes, %d of %d letters", right,
                pictures.size(), 100 * parts / pictures.size(), lettersRight, letters));
        double meant = (double) right / pictures.size();
        return new Result(pictures, lines, letters == 0 ? meant : (meant + (double) lettersRight / letters) / 2);
    }
}
