// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.distill.training.Initial;
import org.stillroom.distill.training.Learned;
import org.stillroom.distill.training.Rates;
import org.stillroom.distill.training.Stage;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.world.Language;

/** Trains a T5 as a language model on texts of the world, by span corruption; its encoder is then the teacher. */
final class LanguageStage implements Stage<LanguageStage.Batch> {

    static final String NAME = "language";
    static final String MODEL = "t5";

    /** Texts that no training comes to: it would have to read so many before. */
    private static final long VALIDATION = 1L << 40;
    private static final int LOOKED_AT = 256;
    /** How often a text stands alone, padded as a prompt is; otherwise texts fill the row one after the other. */
    private static final double ALONE = 0.5;

    private final Program program = LanguageModel.program();
    private final Settings settings;
    private final TextTokenizer tokenizer;
    private final SpanCorruption corruption;
    private final Language language;
    private final Learned learned;

    /**
     * What a run is made with.
     *
     * @param prompts the tokens of which a text with its gaps has, too, and the pieces that it is read in
     */
    record Settings(LanguageModel model, long seed, Prompts prompts, int batch, Rates rates) {

        int tokens() {
            return prompts.tokens();
        }

        Map<String, String> texts() {
            return new TreeMap<>(Map.of("stage", NAME, "model", model.toString(), "seed", Long.toString(seed),
                    "tokens", Integer.toString(tokens()), "pieces", prompts.pieces().toString(),
                    "batch", Integer.toString(batch), "rates", rates.toString()));
        }
    }

    /** @param target what is missing in the texts, int64 [B, L] */
    record Batch(Tensor ids, Tensor target) implements AutoCloseable {
        @Override
        public void close() {
            ids.close();
            target.close();
        }
    }

    private LanguageStage(Settings settings, TextTokenizer tokenizer, Learned learned) {
        this.settings = settings;
        this.tokenizer = tokenizer;
        this.corruption = new SpanCorruption(settings.model().t5().vocabSize() - 1);
        this.language = new Language(settings.seed());
        this.learned = learned;
    }

    /** @param tokenizer stays the caller's */
    static LanguageStage start(Settings settings, TextTokenizer tokenizer, Device device) {
        try (Initial initial = settings.model().initial(settings.seed())) {
            return new LanguageStage(settings, tokenizer, Learned.start(initial.tensors(), device));
        }
    }

    /** Goes on from a checkpoint. */
    static LanguageStage restore(Settings settings, TextTokenizer tokenizer, Checkpoint checkpoint, Device device)
            throws CheckpointException {
        return new LanguageStage(settings, tokenizer, Learned.restore(checkpoint, MODEL, device));
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
        return batch(step * settings.batch(), settings.batch());
    }

    /** Each row begins with a text of its own; rows that are filled go on with texts of no other row. */
    private Batch batch(long first, int count) {
        int most = SpanCorruption.textLength(settings.tokens());
        List<List<Integer>> inputs = new ArrayList<>();
        List<List<Integer>> targets = new ArrayList<>();
        for (long row = first; row < first + count; row++) {
            // Random begins alike for seeds that follow each other: all rows of many steps would be alone
            RandomGenerator random = new SplittableRandom(settings.seed() * 1_000_003 + row);
            boolean alone = random.nextDouble() < ALONE;
            List<Integer> tokens = new ArrayList<>(tokens(language.text(2 * row)));
            while (!alone && tokens.size() < most) {
                tokens.addAll(tokens(language.text(2 * Math.floorMod(random.nextLong(), VALIDATION) + 1)));
            }
            List<Integer> cut = tokens.subList(0, Math.min(most, tokens.size()));
            SpanCorruption.Example example = corruption.corrupt(cut, SpanCorruption.mask(cut.size(), random));
            inputs.add(padded(example.input()));
            targets.add(example.target());
        }
        return new Batch(LanguageModel.rows(inputs), LanguageModel.rows(targets));
    }

    private List<Integer> tokens(String text) {
        List<Integer> row = tokenizer.encode(text, settings.tokens() * 2);
        return row.subList(0, row.indexOf(SpanCorruption.END));
    }

    private List<Integer> padded(List<Integer> input) {
        List<Integer> row = new ArrayList<>(input);
        while (row.size() < settings.tokens()) {
            row.add(0);
        }
        return row;
    }

    @Override
    public Result step(long step, Batch made) {
        try (made) {
            return Result.of(program.train("step", made.ids(), made.target(), learned.weights(),
                    learned.expAvg(), learned.expAvgSq(), learned.average(), settings.model().numbers(),
                    settings.rates().of(step), step), settings.rates().rate(step));
        }
    }

    @Override
    public void save(Map<String, Tensor> into) {
        learned.save(MODEL, into);
    }

    /** How many of the missing tokens of texts that it has not read are written right, each given those before it. */
    @Override
    public void look(Path folder) throws IOException {
        double loss = 0;
        double right = 0;
        double all = 0;
        int part = 32;
        for (long first = VALIDATION; first < VALIDATION + LOOKED_AT; first += part) {
            try (Batch batch = batch(first, part)) {
                List<Tensor> read = program.callList("read", batch.ids(), batch.target(), learned.average(),
                        settings.model().numbers());
                double count = read.get(2).floats()[0];
                loss += read.get(0).floats()[0] * count;
                right += read.get(1).floats()[0];
                all += count;
                read.forEach(Tensor::close);
            }
        }
        AtomicFile.write(folder.resolve("texts.txt"), String.format(Locale.ROOT,
                "%.0f of %.0f tokens right that were left out of %d texts not read before, loss %.4f%n", right, all,
                LOOKED_AT, loss / all));
    }

    @Override
    public void close() {
        learned.close();
    }
}
