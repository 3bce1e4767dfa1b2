// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

/**
 * The pixels of a row that one pixel of the result is made of, and how much of each.
 *
 * @param weights their sum is 1
 */
record Taps(int first, double[] weights) {

    int end() {
        return first + weights.length;
    }
}
