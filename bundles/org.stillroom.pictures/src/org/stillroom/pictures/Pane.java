// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

/**
 * A part of the canvas with one picture in it; panes lie beside each other and are as high as the canvas.
 *
 * @param left where it begins, in pixels of the canvas
 * @param right where it ends, exclusive
 * @param view where the picture lies on the canvas, which may be outside the pane
 */
record Pane(Pyramid picture, int left, int right, Viewport view) {

    boolean contains(int x) {
        return x >= left && x < right;
    }
}
