// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.Objects;

/**
 * A figure in a colour.
 *
 * @param colour its colour
 * @param figure its figure
 */
public record Item(Colour colour, Figure figure) {

    /** Both must be there. */
    public Item {
        Objects.requireNonNull(colour, "colour");
        Objects.requireNonNull(figure, "figure");
    }
}
