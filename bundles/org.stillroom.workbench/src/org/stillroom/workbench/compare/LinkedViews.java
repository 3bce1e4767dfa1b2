// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.RangeModel;
import org.eclipse.draw2d.Viewport;
import org.eclipse.draw2d.geometry.Point;
import org.stillroom.editor.canvas.GraphCanvas;

/** Lets two canvases show the same place at the same size: what is done to one is done to the other. */
final class LinkedViews {

    private final GraphCanvas first;
    private final GraphCanvas second;
    private boolean following;

    private LinkedViews(GraphCanvas first, GraphCanvas second) {
        this.first = first;
        this.second = second;
    }

    static LinkedViews link(GraphCanvas first, GraphCanvas second) {
        LinkedViews views = new LinkedViews(first, second);
        views.follow(first, second);
        views.follow(second, first);
        return views;
    }

    /** Shows all of the graph that needs more room, and the same place of the other. */
    void fit() {
        if (first.control().isDisposed() || second.control().isDisposed()) {
            return;
        }
        first.view().fit();
        double zoom = first.zoom().getZoom();
        second.view().fit();
        if (zoom < second.zoom().getZoom()) {
            first.view().fit();
        }
    }

    private void follow(GraphCanvas leader, GraphCanvas follower) {
        leader.zoom().addZoomListener(zoom -> together(() -> follower.zoom().setZoom(zoom)));
        Viewport viewport = viewport(leader);
        for (RangeModel range : new RangeModel[] {viewport.getHorizontalRangeModel(),
                viewport.getVerticalRangeModel()}) {
            range.addPropertyChangeListener(event -> {
                if (event.getPropertyName().equals(RangeModel.PROPERTY_VALUE)) {
                    together(() -> scroll(leader, follower));
                }
            });
        }
    }

    private static void scroll(GraphCanvas leader, GraphCanvas follower) {
        Point place = viewport(leader).getViewLocation();
        viewport(follower).setViewLocation(place.x, place.y);
    }

    /** What the follower does in turn must not come back. */
    private void together(Runnable step) {
        if (!following) {
            following = true;
            try {
                step.run();
            } finally {
                following = false;
            }
        }
    }

    private static Viewport viewport(GraphCanvas canvas) {
        return ((FigureCanvas) canvas.viewer().getControl()).getViewport();
    }
}
