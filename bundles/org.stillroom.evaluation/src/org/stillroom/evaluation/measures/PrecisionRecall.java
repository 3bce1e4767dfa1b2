// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * Precision and recall of generated pictures (Kynkäänniemi et al., https://arxiv.org/abs/1904.06991). A set of pictures
 * covers the balls around each of them that reach to its k-th nearest neighbour in the set.
 *
 * @param precision share of the generated pictures that the reference covers, 0 to 1
 * @param recall share of the reference pictures that the generated ones cover, 0 to 1
 * @param neighbours k
 */
public record PrecisionRecall(double precision, double recall, int neighbours) {

    /** The number of neighbours that the paper uses. */
    public static final int USUAL_NEIGHBOURS = 3;

    /** Distances that are computed at once, 8 bytes each, several times over. */
    private static final int AT_ONCE = 1 << 22;

    /** With three neighbours; otherwise like {@link #between(Features, Features, int, Progress)}. */
    public static PrecisionRecall between(Features reference, Features generated) {
        return between(reference, generated, USUAL_NEIGHBOURS, Progress.NONE);
    }

    /**
     * @param neighbours 1 or more
     * @param progress may stop it
     * @throws IllegalArgumentException if the widths differ
     * @throws EvaluationException if a set has no more pictures than neighbours
     */
    public static PrecisionRecall between(Features reference, Features generated, int neighbours,
            Progress progress) {
        reference.requireSameWidth(generated);
        requireEnough("reference", reference, neighbours);
        requireEnough("generated", generated, neighbours);
        Program program = Program.load(PrecisionRecall.class, "statistics.py");
        try (Tensor referenceRows = reference.tensor();
                Tensor generatedRows = generated.tensor();
                Tensor real = program.call("centred", referenceRows, referenceRows);
                Tensor made = program.call("centred", generatedRows, referenceRows);
                Tensor realRadii = radii(program, real, neighbours, progress);
                Tensor madeRadii = radii(program, made, neighbours, progress)) {
            return new PrecisionRecall(covered(program, made, real, realRadii, progress),
                    covered(program, real, made, madeRadii, progress), neighbours);
        }
    }

    private static void requireEnough(String which, Features features, int neighbours) {
        if (neighbours < 1) {
            throw new IllegalArgumentException(neighbours + " neighbours were asked for, expected 1 or more.");
        }
        if (features.count() <= neighbours) {
            throw new EvaluationException("Precision and recall with " + neighbours + " neighbours need at least "
                    + (neighbours + 1) + " pictures of each kind, and there are " + features.count() + " " + which
                    + " ones; give more pictures.");
        }
    }

    private static Tensor radii(Program program, Tensor set, int neighbours, Progress progress) {
        return banded(set, set, progress, (first, last) -> program.call("radii", set, first, last, neighbours));
    }

    /** Share of the pictures of {@code set} that lie within a radius of the manifold. */
    private static double covered(Program program, Tensor set, Tensor manifold, Tensor radii, Progress progress) {
        try (Tensor inside = banded(set, manifold, progress,
                (first, last) -> program.call("inside", set, first, last, manifold, radii))) {
            long count = 0;
            for (long each : inside.longs()) {
                count += each;
            }
            return (double) count / set.size(0);
        }
    }

    /** Joins what is computed for some rows of {@code set} at a time, from their distances to all of {@code others}. */
    private static Tensor banded(Tensor set, Tensor others, Progress progress,
            BiFunction<Long, Long, Tensor> compute) {
        long step = Math.max(1, AT_ONCE / others.size(0));
        List<Tensor> parts = new ArrayList<>();
        try {
            for (long first = 0; first < set.size(0); first += step) {
                progress.checkCancelled();
                parts.add(compute.apply(first, Math.min(first + step, set.size(0))));
            }
            return Tensor.cat(0, parts);
        } finally {
            parts.forEach(Tensor::close);
        }
    }
}
