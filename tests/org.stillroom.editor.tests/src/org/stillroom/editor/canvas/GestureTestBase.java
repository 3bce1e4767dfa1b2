// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.stillroom.test.canvas.CanvasFixture;

/** What tests of gestures have in common: a canvas that each opens, and that has no gesture under way at the end. */
abstract class GestureTestBase {

    CanvasFixture canvas;

    @AfterEach
    void closeCanvas() {
        assertTrue(canvas.canvas().idle(), "the canvas is not idle");
        canvas.close();
    }
}
