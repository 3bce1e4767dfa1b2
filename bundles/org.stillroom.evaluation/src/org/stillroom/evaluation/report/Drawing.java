// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import org.stillroom.evaluation.measures.EvaluationException;

/**
 * How pictures are drawn.
 *
 * @param steps of the sampler, 1 or more
 * @param guidance distilled guidance; a denoiser that takes none does not see it
 * @param size width and height in pixels, a multiple of 16
 */
public record Drawing(int steps, double guidance, int size) {

    private static final int MULTIPLE = 16;

    /** For the miniature world. */
    public static final Drawing WORLD = new Drawing(20, 3.5, 64);

    public Drawing {
        if (steps < 1 || size < MULTIPLE || size % MULTIPLE != 0) {
            throw new EvaluationException("Pictures of " + size + " pixels in " + steps + " steps were asked for; "
                    + "expected are 1 step or more and a size that is a multiple of " + MULTIPLE + ".");
        }
    }

    /** Pictures that are drawn at once, about as many as keep one processor busy. */
    public int batch() {
        return Math.max(1, 16 * 64 * 64 / (size * size));
    }
}
