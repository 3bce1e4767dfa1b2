// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.junit.jupiter.api.Test;

/** Pictures on a node. */
class NodePicturesTest {

    private static final PaletteData RGB = new PaletteData(0xff0000, 0xff00, 0xff);
    private static final int RED = 0xff0000;
    private static final int GREEN = 0xff00;

    @Test
    void oneIsShownAsItIs() {
        ImageData one = plain(64, 48, RED);
        assertSame(one, NodePictures.together(List.of(one)));
    }

    @Test
    void twoStandBesideEachOtherInTheirOrder() {
        ImageData both = NodePictures.together(List.of(plain(64, 48, RED), plain(64, 48, GREEN)));
        assertEquals(48, both.height);
        assertTrue(both.width > 128, both.width + " wide: there is a gap");
        assertEquals(RED, both.getPixel(0, 24));
        assertEquals(255, both.getAlpha(63, 24));
        assertEquals(0, both.getAlpha(both.width / 2, 24));
        assertEquals(GREEN, both.getPixel(both.width - 1, 24));
    }

    @Test
    void aSmallerOneStandsInTheMiddleOfItsPlace() {
        ImageData both = NodePictures.together(List.of(plain(64, 48, RED), plain(32, 24, GREEN)));
        assertEquals(0, both.getAlpha(both.width - 1, 24));
        assertEquals(GREEN, both.getPixel(both.width - 32, 24));
        assertEquals(0, both.getAlpha(both.width - 32, 2));
    }

    @Test
    void fourMakeASquareAndManyAreLeftOut() {
        ImageData four = NodePictures.together(Collections.nCopies(4, plain(384, 384, RED)));
        assertEquals(four.width, four.height);
        assertTrue(four.width < 2 * NodePictures.LONGEST, four.width + " pixels");
        ImageData most = NodePictures.together(Collections.nCopies(NodePictures.MOST, plain(384, 384, RED)));
        ImageData more = NodePictures.together(Collections.nCopies(NodePictures.MOST + 30, plain(384, 384, RED)));
        assertEquals(most.width, more.width);
        assertEquals(most.height, more.height);
    }

    private static ImageData plain(int width, int height, int rgb) {
        ImageData data = new ImageData(width, height, 24, RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                data.setPixel(x, y, rgb);
            }
        }
        return data;
    }
}
