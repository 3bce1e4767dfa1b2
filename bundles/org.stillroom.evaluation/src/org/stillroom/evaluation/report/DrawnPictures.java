// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import org.stillroom.evaluation.measures.ClipScore;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.evaluation.measures.FeatureNetwork;
import org.stillroom.evaluation.measures.Features;
import org.stillroom.evaluation.measures.InceptionFeatures;
import org.stillroom.evaluation.measures.OcrReader;
import org.stillroom.evaluation.measures.WorldFeatures;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Device;

/**
 * Measures pictures that are there already, such as those of a batch, in sets of the same prompts: quality as the
 * Fréchet distance to the first set, meaning by CLIP and, of captions of the miniature world, by reading them, and
 * texts in quotes by Tesseract.
 */
public final class DrawnPictures {

    private static final double LEVELS = 255;

    private final Map<String, List<Sample>> sets;
    private final Evaluation.Watcher watcher;
    private final Map<String, Measures> measures = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    /** A picture and what it was to show. */
    public record Sample(String prompt, Path picture) {}

    /**
     * What to measure with.
     *
     * @param clip a CLIP model's folder, for the CLIP score
     * @param features a file of InceptionV3, or the folder of an autoencoder, for the Fréchet distance
     */
    public record Instruments(Optional<Path> clip, Optional<Path> features, Device device) {}

    /**
     * What was found.
     *
     * @param measures by set
     * @param remarks why something was not measured, or is to be read with care, as sentences
     */
    public record Found(Map<String, Measures> measures, List<String> remarks) {}

    private DrawnPictures(Map<String, List<Sample>> sets, Evaluation.Watcher watcher) {
        this.sets = sets;
        this.watcher = watcher;
        sets.keySet().forEach(set -> measures.put(set, new Measures()));
    }

    /**
     * Measures what can be.
     *
     * @param sets by name, the one that the others are compared with first; all as long, and of the same prompts in the
     *        same order
     * @throws EvaluationException if a picture cannot be read
     */
    public static Found measure(Map<String, List<Sample>> sets, Instruments instruments, Evaluation.Watcher watcher)
            throws CheckpointException {
        DrawnPictures all = new DrawnPictures(sets, watcher);
        all.read();
        all.differ();
        if (instruments.features().isPresent()) {
            all.quality(instruments.features().get(), instruments.device());
        }
        if (instruments.clip().isPresent()) {
            try (ClipScore clip = ClipScore.load(instruments.clip().get(), instruments.device(), watcher)) {
                for (String set : sets.keySet()) {
                    all.measures.get(set).add(Alignment.measure(clip, all.wanted(set), all.pictures(set),
                            all.seen("CLIP score of " + set)));
                }
            }
        }
        return new Found(all.measures, all.remarks);
    }

    private List<Wanted> wanted(String set) {
        return sets.get(set).stream().map(sample -> Wanted.of(sample.prompt(), 0)).toList();
    }

    private PictureSet pictures(String set) {
        List<Sample> samples = sets.get(set);
        return new PictureSet(samples.size(), i -> picture(samples.get(i)), i -> samples.get(i).picture().toString());
    }

    private static RgbImage picture(Sample sample) {
        try {
            return PngPictures.read(sample.picture());
        } catch (IOException e) {
            throw new EvaluationException(e.getMessage(), e);
        }
    }

    private IntConsumer seen(String work) {
        int total = sets.values().iterator().next().size();
        return done -> {
            watcher.checkCancelled();
            watcher.step(work, done, total);
        };
    }

    /** Meaning and texts, picture by picture. */
    private void read() {
        Optional<OcrReader> ocr = tesseract();
        for (String set : sets.keySet()) {
            List<Wanted> wanted = wanted(set);
            PictureSet pictures = pictures(set);
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                outcomes.add(Outcome.of(wanted.get(i), pictures.at().apply(i), ocr));
                seen("read " + set).accept(i + 1);
            }
            measures.get(set).add(Semantics.of(outcomes));
            measures.get(set).add(Texts.of(outcomes));
        }
    }

    private Optional<OcrReader> tesseract() {
        if (wanted(sets.keySet().iterator().next()).stream().allMatch(wanted -> wanted.text().isEmpty())) {
            remarks.add("Text accuracy was not measured: no prompt asks for a text in quotes.");
            return Optional.empty();
        }
        try {
            return Optional.of(OcrReader.open());
        } catch (EvaluationException e) {
            remarks.add("Texts were not read with Tesseract: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** How far each picture is from that of the first set with the same prompt and values. */
    private void differ() {
        String first = sets.keySet().iterator().next();
        for (String set : sets.keySet()) {
            if (!set.equals(first)) {
                double sum = 0;
                int count = 0;
                for (int i = 0; i < sets.get(set).size(); i++) {
                    OptionalDouble one = difference(picture(sets.get(first).get(i)), picture(sets.get(set).get(i)));
                    sum += one.orElse(0);
                    count += one.isPresent() ? 1 : 0;
                    seen("difference of " + set).accept(i + 1);
                }
                if (count < sets.get(set).size()) {
                    remarks.add((sets.get(set).size() - count) + " pictures of " + set + " are of another size than "
                            + "those of " + first + "; their difference was not measured.");
                }
                if (count > 0) {
                    measures.get(set).add(new Measured(Keys.PIXELS, Unit.NUMBER, sum / count, Optional.empty(), count));
                }
            }
        }
    }

    private static OptionalDouble difference(RgbImage one, RgbImage other) {
        if (one.width() != other.width() || one.height() != other.height()) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int i = 0; i < one.rgb().length; i++) {
            sum += Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff));
        }
        return OptionalDouble.of(sum / LEVELS / one.rgb().length);
    }

    private void quality(Path features, Device device) throws CheckpointException {
        try (FeatureNetwork network = Files.isDirectory(features) ? WorldFeatures.load(features, device, watcher)
                : InceptionFeatures.load(features, device, watcher)) {
            String first = sets.keySet().iterator().next();
            Features reference = Quality.features(network, pictures(first), seen("features of " + first));
            Quality quality = new Quality(network, reference);
            for (String set : sets.keySet()) {
                if (!set.equals(first)) {
                    measures.get(set).add(quality.measure(pictures(set), seen("features of " + set)));
                }
            }
            quality.remark(reference.count()).ifPresent(remarks::add);
        }
    }
}
