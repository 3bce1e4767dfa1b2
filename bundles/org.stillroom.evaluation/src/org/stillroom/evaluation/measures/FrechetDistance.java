// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.util.Optional;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * The Fréchet distance of two sets of pictures (Heusel et al., https://arxiv.org/abs/1706.08500): that of two normal
 * distributions with the means and covariances of their features. Lower is better, and 0 for equal ones.
 *
 * <p>Computed in double precision; the covariances are divided by the number of pictures less one, as in pytorch-fid.
 *
 * @param value meanPart + covariancePart
 * @param meanPart squared distance of the means
 * @param covariancePart trace of both covariances less twice that of the root of their product
 * @param remark why the value is to be read with care, as a sentence, where it is
 */
public record FrechetDistance(double value, double meanPart, double covariancePart, Optional<String> remark) {

    /**
     * The time grows with the cube of the width: for 2048 features it may take a minute on two cores.
     *
     * @throws IllegalArgumentException if the widths differ
     */
    public static FrechetDistance between(Features reference, Features generated) {
        reference.requireSameWidth(generated);
        Program program = Program.load(FrechetDistance.class, "statistics.py");
        try (Tensor a = reference.tensor();
                Tensor b = generated.tensor();
                Tensor bits = program.call("frechet", a, b)) {
            double[] parts = new double[4];
            long[] longs = bits.longs();
            for (int i = 0; i < parts.length; i++) {
                parts[i] = Double.longBitsToDouble(longs[i]);
            }
            double covariancePart = parts[1] + parts[2] - 2 * parts[3];
            return new FrechetDistance(parts[0] + covariancePart, parts[0], covariancePart,
                    remark(Math.min(reference.count(), generated.count()), reference.width()));
        }
    }

    private static Optional<String> remark(int pictures, int width) {
        if (pictures > width) {
            return Optional.empty();
        }
        return Optional.of("There are only " + pictures + " pictures for " + width + " features, so their covariance "
                + "is not fully known and the distance comes out too large"
                + (pictures == 1 ? " (that of a single picture is taken as 0)" : "") + "; compare it only with "
                + "distances of as many pictures, or give more than " + width + ".");
    }
}
