// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.Optional;

/**
 * A sign that the reader sees.
 *
 * @param white whether the board is white, of which captions say nothing
 * @param colour the colour of the board; empty if it is white or near none of the eight
 * @param word the letters in their places from the left: a to z, {@code ?} for marks that are no letter and a blank for
 *        a place left empty before a letter; empty if there are no marks
 */
public record Board(boolean white, Optional<Colour> colour, String word) {

    /** @return the sign as a scene, or empty if its colour or one of its letters is unclear */
    public Optional<Scene> scene() {
        boolean clear = (white || colour.isPresent()) && Scene.Sign.fits(word);
        return clear ? Optional.of(new Scene.Sign(colour, word)) : Optional.empty();
    }
}
