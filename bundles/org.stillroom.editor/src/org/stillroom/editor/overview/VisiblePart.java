// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.overview;

import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.Viewport;
import org.eclipse.draw2d.geometry.Dimension;
import org.stillroom.edit.Bounds;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.graph.Layout.Point;

/** What of a canvas can be seen at the moment, in canvas coordinates at 100 %. */
public final class VisiblePart {

    private final GraphCanvas canvas;

    public VisiblePart(GraphCanvas canvas) {
        this.canvas = canvas;
    }

    Viewport viewport() {
        return ((FigureCanvas) canvas.control()).getViewport();
    }

    public Bounds bounds() {
        double zoom = canvas.zoom().getZoom();
        org.eclipse.draw2d.geometry.Point at = viewport().getViewLocation();
        Dimension size = viewport().getClientArea().getSize();
        return new Bounds((int) Math.floor(at.x / zoom), (int) Math.floor(at.y / zoom),
                (int) Math.ceil(size.width / zoom), (int) Math.ceil(size.height / zoom));
    }

    public Point middle() {
        Bounds bounds = bounds();
        return new Point(bounds.x() + bounds.width() / 2, bounds.y() + bounds.height() / 2);
    }

    /** Scrolls so that a point lies in the middle, as far as the canvas goes. */
    public void center(Point point) {
        double zoom = canvas.zoom().getZoom();
        Dimension size = viewport().getClientArea().getSize();
        viewport().setViewLocation((int) Math.round(point.x() * zoom - size.width / 2.0),
                (int) Math.round(point.y() * zoom - size.height / 2.0));
    }
}
