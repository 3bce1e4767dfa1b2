// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.stillroom.evaluation.measures.FeatureCollector;
import org.stillroom.evaluation.measures.FeatureNetwork;
import org.stillroom.evaluation.measures.Features;
import org.stillroom.evaluation.measures.FrechetDistance;
import org.stillroom.evaluation.measures.PrecisionRecall;
import org.stillroom.nodes.contract.RgbImage;

/**
 * How near sets of pictures are to real ones.
 *
 * @param reference what the network sees in the real pictures
 */
record Quality(FeatureNetwork network, Features reference) {

    private static final int AT_ONCE = 16;
    /** One of them at a time is left out, to see how sure a distance is. */
    private static final int PARTS = 20;
    /** A distance of so many features is computed in a moment; the time grows with their cube. */
    private static final int FEW_FEATURES = 256;

    /** @param seen told of the pictures so far; may throw to stop */
    static Features features(FeatureNetwork network, PictureSet pictures, IntConsumer seen) {
        FeatureCollector collector = new FeatureCollector(network);
        List<RgbImage> some = new ArrayList<>();
        for (int i = 0; i < pictures.count(); i++) {
            RgbImage picture = pictures.at().apply(i);
            boolean other = !some.isEmpty()
                    && (picture.width() != some.get(0).width() || picture.height() != some.get(0).height());
            if (other || some.size() == AT_ONCE) {
                collector.add(some);
                some.clear();
            }
            some.add(picture);
            seen.accept(i + 1);
        }
        collector.add(some);
        return collector.features();
    }

    List<Measured> measure(PictureSet pictures, IntConsumer seen) {
        Features generated = features(network, pictures, seen);
        List<Measured> measured = new ArrayList<>();
        double distance = FrechetDistance.between(reference, generated).value();
        measured.add(new Measured(Keys.FRECHET, Unit.NUMBER, distance, interval(distance, generated),
                generated.count()));
        if (Math.min(generated.count(), reference.count()) > PrecisionRecall.USUAL_NEIGHBOURS) {
            PrecisionRecall both = PrecisionRecall.between(reference, generated);
            measured.add(Measured.share(Keys.PRECISION, both.precision() * generated.count(), generated.count()));
            measured.add(Measured.share(Keys.RECALL, both.recall() * reference.count(), reference.count()));
        }
        return measured;
    }

    private Optional<Interval> interval(double distance, Features generated) {
        if (generated.count() < 2 * PARTS || network.width() > FEW_FEATURES) {
            return Optional.empty();
        }
        return Optional.of(Interval.ofParts(distance, IntStream.range(0, PARTS).mapToDouble(part ->
                FrechetDistance.between(reference, generated.without(part, PARTS)).value()).toArray()));
    }

    /** Why the distances of so many pictures are to be read with care, as a sentence. */
    Optional<String> remark(int pictures) {
        int fewest = Math.min(pictures, reference.count());
        return fewest > network.width() ? Optional.empty() : Optional.of("The Fréchet distances are of " + fewest
                + " pictures and " + network.width() + " features: their covariances are not fully known, and the "
                + "distances come out too large. They can be compared with each other, not with others.");
    }
}
