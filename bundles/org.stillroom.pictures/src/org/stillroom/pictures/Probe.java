// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.util.OptionalInt;

/**
 * What is under the pointer.
 *
 * @param x of the pixel in the first picture
 * @param y of the pixel
 * @param first its colour as 0xRRGGBB
 * @param second the colour at the same place of the picture it is compared with
 */
public record Probe(int x, int y, int first, OptionalInt second) {}
