// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.util.OptionalInt;
import org.stillroom.diffusion.text.T5Config;

/**
 * Sizes of a new student, by the names of transformers' {@code T5Config}.
 *
 * @param dModel features of a token inside the encoder
 * @param dKv features of one attention head
 * @param dFf features inside a feed-forward layer
 * @param layers number of blocks
 * @param heads attention heads of a block
 */
public record StudentSize(int dModel, int dKv, int dFf, int layers, int heads) {

    public static final StudentSize SMALL = new StudentSize(512, 64, 1024, 8, 6);
    public static final StudentSize BASE = new StudentSize(768, 64, 2048, 12, 12);
    public static final StudentSize LARGE = new StudentSize(1024, 64, 2816, 24, 16);
    public static final StudentSize XL = new StudentSize(2048, 64, 5120, 24, 32);

    private static final int BUCKETS = 32;
    private static final int MAX_DISTANCE = 128;
    private static final double EPSILON = 1e-6;

    /**
     * A T5 v1.1 of these sizes with a projection.
     *
     * @param vocabulary tokens of the teacher's tokenizer, which is the student's too
     * @param width features of a text token that the denoiser takes
     */
    public T5Config config(int vocabulary, int width) {
        return new T5Config(vocabulary, dModel, dKv, dFf, layers, heads, BUCKETS, MAX_DISTANCE, EPSILON, true,
                OptionalInt.of(width));
    }
}
