// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.stillroom.distill.training.Best;
import org.stillroom.distill.training.Initial;
import org.stillroom.distill.training.Learned;
import org.stillroom.distill.training.Rates;
import org.stillroom.distill.training.Stage;
import org.stillroom.evaluation.report.Contact;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/** Trains a FLUX transformer by flow matching on latents, with its T5 encoder or on what a frozen one gives. */
final class FlowStage implements Stage<FlowStage.Batch> {

    static final String NAME = "flow";

    static final String TRANSFORMER = "transformer";
    static final String ENCODER = "text_encoder_2";
    /** Guidance is drawn from where people set it; no guidance was distilled, so the model learns not to mind. */
    private static final float[] GUIDANCE = {2, 2.5f, 3, 3.5f, 4, 4.5f, 5};
    /**
     * Of the logit of sigma, which is normal with variance 1, as SD3 was trained (https://arxiv.org/abs/2403.03206).
     * Above its 0, because in a picture of few colours shapes show through all but the strongest noise: below it the
     * model reads them there and learns nothing of the text.
     */
    private static final double SIGMA_MEAN = 0.8;

    private final Program program = FlowModel.program();
    private final Settings settings;
    private final Latents latents;
    private final Learned transformer;
    private final TextSide text;
    private final Tensor pooled;
    private final Gallery gallery;
    private long done;

    /**
     * What a run is made with.
     *
     * @param seed of first weights, order of samples and noise
     * @param latents how the latents were made, in words
     * @param more what else tells its checkpoints from those of others, by name
     */
    record Settings(FlowModel model, long seed, int batch, Rates rates, String latents, Map<String, String> more) {

        Map<String, String> texts() {
            Map<String, String> texts = new TreeMap<>(more);
            texts.putAll(Map.of("stage", NAME, "transformer", model.flux().toString(), "encoder",
                    model.t5().toString(), "seed", Long.toString(seed), "batch", Integer.toString(batch), "rates",
                    rates.toString(), "latents", latents, "sigma", "logit-normal " + SIGMA_MEAN + ", 1"));
            return texts;
        }
    }

    /**
     * @param text rows of the text side
     * @param sigma [B], noise's share
     */
    record Batch(Tensor latents, List<Tensor> text, Tensor noise, Tensor sigma, Tensor guidance)
            implements AutoCloseable {
        @Override
        public void close() {
            List.of(latents, noise, sigma, guidance).forEach(Tensor::close);
            text.forEach(Tensor::close);
        }
    }

    private FlowStage(Settings settings, Latents latents, Learned transformer, TextSide text, Gallery gallery) {
        this.settings = settings;
        this.latents = latents;
        this.transformer = transformer;
        this.text = text;
        this.pooled = settings.model().pooled(Device.CPU);
        this.gallery = gallery;
    }

    /**
     * @param latents closed by the caller, after this
     * @param flux what the transformer begins with; stays the caller's
     * @param text what it is told; taken over
     */
    static FlowStage start(Settings settings, Latents latents, Initial flux, TextSide text, Gallery gallery,
            Device device) {
        return new FlowStage(settings, latents, Learned.start(flux.tensors(), device), text, gallery);
    }

    /** Goes on from a checkpoint; otherwise like {@link #start}. */
    static FlowStage restore(Settings settings, Latents latents, TextSide text, Gallery gallery,
            Checkpoint checkpoint, Device device) throws CheckpointException {
        return new FlowStage(settings, latents, Learned.restore(checkpoint, TRANSFORMER, device), text, gallery);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, String> settings(long step) {
        return settings.texts();
    }

    @Override
    public Batch batch(long step) {
        int size = settings.batch();
        Random random = new Random(settings.seed() * 1_000_003 + step);
        long[] index = random.longs(size, 0, latents.latents().size(0)).toArray();
        float[] sigma = new float[size];
        float[] guidance = new float[size];
        for (int i = 0; i < size; i++) {
            sigma[i] = (float) (1 / (1 + Math.exp(-(SIGMA_MEAN + random.nextGaussian()))));
            guidance[i] = GUIDANCE[random.nextInt(GUIDANCE.length)];
        }
        try (Tensor rows = Tensor.of(index, size)) {
            Tensor chosen = program.call("rows", latents.latents(), rows);
            return new Batch(chosen, text.rows().stream().map(all -> program.call("rows", all, rows)).toList(),
                    Tensor.randn(random.nextInt(), chosen.shape()), Tensor.of(sigma, size), Tensor.of(guidance, size));
        }
    }

    @Override
    public Result step(long step, Batch made) {
        done = step;
        try (made) {
            List<Object> arguments = new ArrayList<>(List.of(made.latents(), made.noise(), made.sigma(),
                    made.guidance(), pooled));
            arguments.addAll(made.text());
            arguments.addAll(List.of(transformer.weights(), transformer.expAvg(), transformer.expAvgSq(),
                    transformer.average()));
            arguments.addAll(text.weights());
            arguments.addAll(List.of(settings.model().numbers(), settings.model().flux().axesDimsRope(),
                    settings.rates().of(step), step));
            return Result.of(program.train(text.method(), arguments.toArray()), settings.rates().rate(step));
        }
    }

    @Override
    public void save(Map<String, Tensor> into) {
        transformer.save(TRANSFORMER, into);
        text.save(into);
    }

    /**
     * Pictures of held-out captions, drawn with the averaged weights, and how many of them the reader finds right. The
     * weights that did best are kept.
     */
    @Override
    public void look(Path folder) throws IOException {
        Gallery.Result result;
        try {
            result = gallery.draw(settings.model(), transformer.average(), text.encoder());
        } catch (CheckpointException e) {
            throw new IOException(e.getMessage(), e);
        }
        Contact.write(folder.resolve("pictures.png"), result.pictures(), Gallery.COLUMNS);
        AtomicFile.write(folder.resolve("pictures.txt"), String.join("\n", result.lines()) + "\n");
        Map<String, Tensor> averages = new LinkedHashMap<>();
        try {
            transformer.saveAverage(TRANSFORMER, averages);
            text.saveAverage(averages);
            Best.offer(folder, settings.texts(), done, result.score(), result.lines().getLast(), averages);
        } finally {
            averages.values().forEach(Tensor::close);
        }
    }

    @Override
    public void close() {
        transformer.close();
        text.close();
        pooled.close();
    }
}
