// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.List;
import java.util.Optional;
import org.stillroom.nodes.contract.RgbImage;

/**
 * Measures a picture back by image analysis: which things it shows, where, in which colours and textures, or which
 * word. It sees the pixels only, never the caption. Soft edges, slight noise and shifts of colour are forgiven; what
 * resembles nothing of the world is reported without figure, colour or letter rather than wrongly. Safe for use by
 * several threads.
 */
public final class Reader {

    private Reader() {
    }

    /**
     * @param picture 64 x 64 pixels
     * @return what it shows; nothing at all for a blank picture
     * @throws IllegalArgumentException if the picture has another size
     */
    public static Reading read(RgbImage picture) {
        if (picture.width() != Renderer.SIZE || picture.height() != Renderer.SIZE) {
            throw new IllegalArgumentException("the reader reads pictures of " + Renderer.SIZE + " x " + Renderer.SIZE
                    + " pixels, found one of " + picture.width() + " x " + picture.height()
                    + "; scale it to that size first");
        }
        Pixels pixels = Pixels.of(picture);
        Optional<Board> board = Boards.of(pixels);
        return new Reading(board.isPresent() ? List.of() : Things.of(pixels), board);
    }
}
