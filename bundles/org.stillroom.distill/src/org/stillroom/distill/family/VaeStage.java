// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.distill.training.Initial;
import org.stillroom.distill.training.Learned;
import org.stillroom.distill.training.Rates;
import org.stillroom.distill.training.Stage;
import org.stillroom.evaluation.report.Contact;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.world.Split;
import org.stillroom.world.World;

/** Trains the autoencoder on pictures of the world. */
final class VaeStage implements Stage<VaeStage.Batch> {

    static final String NAME = "vae";

    static final String MODEL = "vae";
    private static final int LOOKED_AT = 16;

    private final Program program = Autoencoder.program();
    private final Settings settings;
    private final Learned vae;
    private final World world;

    /**
     * What a run is made with.
     *
     * @param divergence weight of the Kullback-Leibler divergence
     */
    record Settings(VaeConfig config, long seed, int batch, Rates rates, double divergence) {

        Map<String, String> texts() {
            return new TreeMap<>(Map.of("stage", NAME, "config", config.toString(), "seed", Long.toString(seed),
                    "batch", Integer.toString(batch), "rates", rates.toString(), "divergence",
                    Double.toString(divergence)));
        }
    }

    /** @param pictures uint8 [B, H, W, 3] */
    record Batch(Tensor pictures, Tensor noise) implements AutoCloseable {
        @Override
        public void close() {
            pictures.close();
            noise.close();
        }
    }

    private VaeStage(Settings settings, Learned vae) {
        this.settings = settings;
        this.vae = vae;
        this.world = new World(settings.seed(), Split.TRAIN);
    }

    static VaeStage start(Settings settings, Device device) {
        try (Initial initial = Initial.vae(settings.config(), settings.seed())) {
            return new VaeStage(settings, Learned.start(initial.tensors(), device));
        }
    }

    /** Goes on from a checkpoint. */
    static VaeStage restore(Settings settings, Checkpoint checkpoint, Device device) throws CheckpointException {
        return new VaeStage(settings, Learned.restore(checkpoint, MODEL, device));
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
        int batch = settings.batch();
        List<RgbImage> pictures = LongStream.range(step * batch, (step + 1) * batch)
                .mapToObj(index -> world.sample(index).picture()).toList();
        int side = pictures.get(0).width() / VaeConfig.SCALE;
        return new Batch(PictureBytes.tensor(pictures), Tensor.randn(settings.seed() * 1_000_003 + step, batch,
                settings.config().latentChannels(), side, side));
    }

    @Override
    public Result step(long step, Batch made) {
        List<Double> now = new ArrayList<>(settings.rates().of(step));
        now.add(settings.divergence());
        try (made) {
            return Result.of(program.train("step", made.pictures(), made.noise(), vae.weights(), vae.expAvg(),
                    vae.expAvgSq(), vae.average(), Autoencoder.numbers(settings.config()), now, step), now.get(0));
        }
    }

    @Override
    public void save(Map<String, Tensor> into) {
        vae.save(MODEL, into);
    }

    /** Validation pictures above what becomes of them. */
    @Override
    public void look(Path folder) throws IOException {
        World validation = new World(settings.seed(), Split.VALIDATION);
        List<RgbImage> pictures = new ArrayList<>(LongStream.range(0, LOOKED_AT)
                .mapToObj(index -> validation.sample(index).picture()).toList());
        Autoencoder now = new Autoencoder(settings.config(), vae.average());
        try (Tensor latents = now.encode(pictures)) {
            pictures.addAll(now.decode(latents));
        }
        Contact.write(folder.resolve("pictures.png"), pictures, LOOKED_AT / 2);
    }

    @Override
    public void close() {
        vae.close();
    }
}
