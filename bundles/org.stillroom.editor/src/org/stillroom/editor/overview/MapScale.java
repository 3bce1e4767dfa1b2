// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.overview;

import org.stillroom.edit.Bounds;
import org.stillroom.graph.Layout.Point;

/**
 * From the canvas to the map and back.
 *
 * @param scale pixels on the map for one on the canvas at 100 %, at most {@value #LARGEST}
 * @param dx where the canvas's origin lies on the map
 * @param dy where the canvas's origin lies on the map
 */
record MapScale(double scale, double dx, double dy) {

    /** A small graph is not blown up. */
    static final double LARGEST = 0.25;

    /** Shows an area as large as it fits, in the middle. */
    static MapScale fit(Bounds area, int width, int height, int margin) {
        double scale = Math.min(LARGEST, Math.min(
                Math.max(1, width - 2.0 * margin) / Math.max(1, area.width()),
                Math.max(1, height - 2.0 * margin) / Math.max(1, area.height())));
        return new MapScale(scale, width / 2.0 - scale * (area.x() + area.width() / 2.0),
                height / 2.0 - scale * (area.y() + area.height() / 2.0));
    }

    int x(double canvasX) {
        return (int) Math.round(canvasX * scale + dx);
    }

    int y(double canvasY) {
        return (int) Math.round(canvasY * scale + dy);
    }

    /** At least one pixel large, so that nothing is lost. */
    Bounds toMap(Bounds canvas) {
        return new Bounds(x(canvas.x()), y(canvas.y()), Math.max(1, (int) Math.round(canvas.width() * scale)),
                Math.max(1, (int) Math.round(canvas.height() * scale)));
    }

    Point toCanvas(int mapX, int mapY) {
        return new Point((int) Math.round((mapX - dx) / scale), (int) Math.round((mapY - dy) / scale));
    }
}
