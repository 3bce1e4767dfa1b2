// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.stillroom.evaluation.measures.ClipScore;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.CheckpointException;

/** How well pictures fit their prompts, in a CLIP model's eyes. */
final class Alignment {

    private static final int AT_ONCE = 16;

    private Alignment() {
    }

    /** @param pictures as many as are wanted, in the same order */
    static List<Measured> measure(ClipScore clip, List<Wanted> wanted, PictureSet pictures, IntConsumer seen)
            throws CheckpointException {
        double[] scores = new double[wanted.size()];
        for (int first = 0; first < scores.length; first += AT_ONCE) {
            int last = Math.min(first + AT_ONCE, scores.length);
            List<RgbImage> some = new ArrayList<>();
            for (int i = first; i < last; i++) {
                some.add(pictures.at().apply(i));
            }
            double[] part = clip.scores(wanted.subList(first, last).stream().map(Wanted::prompt).toList(), some,
                    Progress.NONE);
            System.arraycopy(part, 0, scores, first, part.length);
            seen.accept(last);
        }
        return List.of(new Measured(Keys.CLIP, Unit.NUMBER, Arrays.stream(scores).average().orElseThrow(),
                Optional.of(Interval.ofMean(scores)), scores.length));
    }
}
