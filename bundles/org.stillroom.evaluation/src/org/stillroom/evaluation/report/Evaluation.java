// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.stillroom.evaluation.measures.ClipScore;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.evaluation.measures.FeatureNetwork;
import org.stillroom.evaluation.measures.InceptionFeatures;
import org.stillroom.evaluation.measures.OcrReader;
import org.stillroom.evaluation.measures.WorldFeatures;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.CheckpointException;

/**
 * Draws all prompts with all encoders from the same noise, and measures the pictures. Pictures that the run's folder
 * has from before, of the same settings, are not drawn again.
 */
public final class Evaluation {

    /** Real pictures of everything wanted that the drawn ones are compared with. */
    private static final int REFERENCES = 4;
    /** Of pictures that an autoencoder takes. */
    private static final int SIDES = 16;

    private final EvaluationSettings settings;
    private final Watcher watcher;
    private final Drawings drawings;
    private final List<String> remarks = new ArrayList<>();

    /** Told how it goes, work by work; does not stop it, if it does not say how. */
    public interface Watcher extends Progress {
        /** @param work such as {@code draw teacher}, which ends with {@code done == total} */
        void step(String work, long done, long total);

        @Override
        default void checkCancelled() {
        }
    }

    private Evaluation(EvaluationSettings settings, Watcher watcher) {
        this.settings = settings;
        this.watcher = watcher;
        this.drawings = new Drawings(settings, watcher);
    }

    /**
     * @throws CheckpointException if a model is missing or damaged
     * @throws EvaluationException if something does not fit, or a file cannot be written
     */
    public static Report run(EvaluationSettings settings, Watcher watcher) throws CheckpointException {
        return new Evaluation(settings, watcher).run();
    }

    private Report run() throws CheckpointException {
        Family family = Family.open(settings.family());
        for (Contender contender : settings.contenders()) {
            family.requireFit(contender.model());
        }
        checkReferences();
        Map<String, Measures> measures = new LinkedHashMap<>();
        settings.contenders().forEach(contender -> measures.put(contender.name(), new Measures()));
        try (Painter painter = Painter.load(family, settings.device(), settings.dtype(), watcher)) {
            drawings.draw(family, painter);
            new Differences(settings, watcher).measure(painter, measures);
        }
        Costs costs = new Costs(settings.device(), settings.dtype(), family.tokens());
        for (Contender contender : settings.contenders()) {
            watcher.step("cost of " + contender.name(), 0, 1);
            measures.get(contender.name()).add(costs.measure(contender.model(), watcher::checkCancelled));
            measures.get(contender.name()).add(learned(contender));
            watcher.step("cost of " + contender.name(), 1, 1);
        }
        if (drawings.real()) {
            measures.put(Row.REAL, new Measures());
        }
        quality(measures);
        clip(measures);
        List<Row> rows = rows(measures);
        return new Report(described(family), settings.plan(), rows, drawings.gallery(), remarks, Verdict.of(rows),
                settings.plan().world() ? Target.of(rows) : List.of());
    }

    private List<Measured> learned(Contender contender) {
        if (contender.role() == Contender.Role.TEACHER) {
            return List.of();
        }
        if (contender.learning().isEmpty()) {
            remarks.add("How " + contender.name() + " was distilled is not known: its config.json does not tell, as "
                    + "those of earlier versions and of other programs do not.");
        }
        return contender.learning().map(learning -> List.of(
                Measured.exact(Keys.STEPS, Unit.COUNT, learning.steps()),
                Measured.exact(Keys.CAPTIONS, Unit.COUNT, learning.captions()),
                Measured.exact(Keys.PROCESSOR, Unit.SECONDS, learning.processorSeconds()))).orElse(List.of());
    }

    /** Before hours are spent on drawing: that real pictures can be read, and that features can be taken of them. */
    private void checkReferences() {
        if (settings.references().isEmpty()) {
            return;
        }
        PictureSet references = PictureSet.folder(settings.references().get());
        IntConsumer seen = seen("look at references", references.count());
        for (int i = 0; i < references.count(); i++) {
            RgbImage picture = references.at().apply(i);
            if (settings.inception().isEmpty() && (picture.width() % SIDES != 0 || picture.height() % SIDES != 0)) {
                throw new EvaluationException("The real picture " + references.name().apply(i) + " has "
                        + picture.width() + " x " + picture.height() + " pixels; expected are sides that are multiples "
                        + "of " + SIDES + ", cut or scale it.");
            }
            seen.accept(i + 1);
        }
    }

    private void quality(Map<String, Measures> measures) throws CheckpointException {
        if (settings.references().isEmpty() && !drawings.real()) {
            remarks.add("Fréchet distance, precision and recall were not measured: the prompts are no captions of the "
                    + "miniature world, and no real pictures were given to compare with.");
            return;
        }
        try (FeatureNetwork network = network()) {
            PictureSet references = settings.references().map(PictureSet::folder)
                    .orElseGet(() -> PictureSet.real(settings.plan().measured(), REFERENCES, 0));
            Quality quality = new Quality(network,
                    Quality.features(network, references, seen("features of references", references.count())));
            for (Map.Entry<String, Measures> each : measures.entrySet()) {
                PictureSet pictures = drawings.pictures(each.getKey());
                each.getValue().add(quality.measure(pictures, seen("features of " + each.getKey(), pictures.count())));
            }
            remarks.add("Fréchet distance, precision and recall use the features of " + network.name() + ", "
                    + network.width() + " numbers a picture, and " + references.count() + " real pictures. Distances "
                    + "of other features, such as the paper's, cannot be compared with these.");
            quality.remark(settings.plan().measured().size()).ifPresent(remarks::add);
        }
    }

    private FeatureNetwork network() throws CheckpointException {
        return settings.inception().isPresent()
                ? InceptionFeatures.load(settings.inception().get(), settings.device(), watcher)
                : WorldFeatures.load(settings.family().resolve("vae"), settings.device(), watcher);
    }

    private IntConsumer seen(String work, int total) {
        return done -> {
            watcher.checkCancelled();
            watcher.step(work, done, total);
        };
    }

    private void clip(Map<String, Measures> measures) throws CheckpointException {
        if (settings.clip().isEmpty()) {
            remarks.add("The CLIP score was not measured: no CLIP model was given.");
            return;
        }
        try (ClipScore clip = ClipScore.load(settings.clip().get(), settings.device(), watcher)) {
            for (Map.Entry<String, Measures> each : measures.entrySet()) {
                PictureSet pictures = drawings.pictures(each.getKey());
                each.getValue().add(Alignment.measure(clip, settings.plan().measured(), pictures,
                        seen("CLIP score of " + each.getKey(), pictures.count())));
            }
        }
    }

    private List<Row> rows(Map<String, Measures> measures) {
        Optional<OcrReader> ocr = tesseract();
        if (settings.plan().measured().stream().noneMatch(wanted -> wanted.scene().isPresent())) {
            remarks.add("Semantic accuracy was not measured: no prompt is a caption of the miniature world, the only "
                    + "one whose pictures can be read back.");
        }
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, Measures> each : measures.entrySet()) {
            PictureSet pictures = drawings.pictures(each.getKey());
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < pictures.count(); i++) {
                outcomes.add(Outcome.of(settings.plan().measured().get(i), pictures.at().apply(i), ocr));
                seen("read " + each.getKey(), pictures.count()).accept(i + 1);
            }
            each.getValue().add(Semantics.of(outcomes));
            each.getValue().add(Texts.of(outcomes));
            rows.add(new Row(each.getKey(), settings.contenders().stream()
                    .filter(contender -> contender.name().equals(each.getKey())).findFirst(), each.getValue(),
                    outcomes));
        }
        return rows;
    }

    private Optional<OcrReader> tesseract() {
        if (settings.plan().measured().stream().allMatch(wanted -> wanted.text().isEmpty())) {
            remarks.add("Text accuracy was not measured: no prompt asks for a text.");
            return Optional.empty();
        }
        try {
            OcrReader reader = OcrReader.open();
            remarks.add("Texts were also read with " + reader.version() + ".");
            return Optional.of(reader);
        } catch (EvaluationException e) {
            remarks.add("Texts were not read with Tesseract: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Map<String, String> described(Family family) {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("family", settings.family().toString());
        described.put("prompts", settings.plan().source());
        described.put("pictures of each encoder", String.valueOf(settings.plan().measured().size()));
        described.put("size", settings.drawing().size() + " x " + settings.drawing().size() + " pixels");
        described.put("steps", String.valueOf(settings.drawing().steps()));
        described.put("guidance", String.valueOf(settings.drawing().guidance()));
        described.put("tokens", String.valueOf(family.tokens()));
        described.put("device", settings.device() + ", " + settings.dtype() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors");
        return described;
    }
}
