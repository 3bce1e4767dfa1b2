// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import org.stillroom.nodes.contract.RgbImage;

/**
 * One picture of the world with the text that describes it.
 *
 * @param scene what it shows
 * @param caption the text
 * @param picture 64 x 64 pixels
 */
public record Sample(Scene scene, String caption, RgbImage picture) {
}
