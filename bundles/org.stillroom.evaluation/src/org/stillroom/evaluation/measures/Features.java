// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import org.stillroom.torch.runtime.Tensor;

/**
 * What a network sees in pictures: a row of numbers for each.
 *
 * @param count of pictures, at least 1
 * @param width numbers for each picture, at least 1
 * @param values row by row; not copied, so whoever holds the array leaves it as it is
 */
public record Features(int count, int width, float[] values) {

    /**
     * @throws IllegalArgumentException if there are not {@code width} numbers for each picture
     * @throws EvaluationException if a number is infinite or not a number, naming the picture
     */
    public Features {
        if (count < 1 || width < 1 || values.length != (long) count * width) {
            throw new IllegalArgumentException(values.length + " numbers are not " + width + " features of each of "
                    + count + " pictures.");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new EvaluationException("Picture " + i / width + " (counted from 0) has the feature "
                        + i % width + " = " + values[i] + ", expected finite numbers; look at the picture, and use a "
                        + "sound one or leave it out.");
            }
        }
    }

    /** @param rows [pictures, width] */
    public static Features of(Tensor rows) {
        return new Features(Math.toIntExact(rows.size(0)), Math.toIntExact(rows.size(1)), rows.floats());
    }

    /**
     * Those of all pictures but each {@code parts}-th.
     *
     * @param part the first that is left out, below {@code parts}, which is at least 2
     * @throws IllegalArgumentException if no picture is left
     */
    public Features without(int part, int parts) {
        int left = count - (count - part + parts - 1) / parts;
        float[] kept = new float[left * width];
        int at = 0;
        for (int picture = 0; picture < count; picture++) {
            if (picture % parts != part) {
                System.arraycopy(values, picture * width, kept, at, width);
                at += width;
            }
        }
        return new Features(left, width, kept);
    }

    /** All numbers, [count, width]; the caller closes it. */
    Tensor tensor() {
        return Tensor.of(values, count, width);
    }

    /** @throws IllegalArgumentException if the other features have another width */
    void requireSameWidth(Features other) {
        if (width != other.width) {
            throw new IllegalArgumentException("One set of pictures has " + width + " features a picture, the other "
                    + other.width + "; compute both with the same network.");
        }
    }
}
