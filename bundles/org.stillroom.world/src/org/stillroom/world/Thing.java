// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.Optional;

/**
 * A thing that the reader sees.
 *
 * @param figure its figure; empty if it resembles none well enough
 * @param colour its colour; empty if it is near none of the eight
 * @param texture its texture
 * @param x the middle of its box in pixels from the left
 * @param y the middle of its box in pixels from the top
 * @param width the width of its box in pixels
 * @param height the height of its box in pixels
 */
public record Thing(Optional<Figure> figure, Optional<Colour> colour, Texture texture, double x, double y, double width,
        double height) {

    /** @return figure and colour together, or empty if one of them is unclear */
    public Optional<Item> item() {
        return figure.flatMap(shape -> colour.map(shade -> new Item(shade, shape)));
    }
}
