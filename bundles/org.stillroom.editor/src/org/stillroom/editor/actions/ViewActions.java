// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import org.eclipse.gef.editparts.ZoomManager;
import org.stillroom.edit.Items;
import org.stillroom.editor.search.FindPopup;

/** Changes what is seen of the canvas, and writes it to a file. */
final class ViewActions {

    private ViewActions() {}

    static void addTo(ActionTable actions) {
        FindPopup find = new FindPopup(actions.canvas());
        actions.add(CanvasCommand.FIND, () -> !Items.all(actions.graph()).isEmpty(), find::open);
        ZoomManager zoom = actions.canvas().zoom();
        actions.add(CanvasCommand.ZOOM_IN, zoom::canZoomIn, zoom::zoomIn);
        actions.add(CanvasCommand.ZOOM_OUT, zoom::canZoomOut, zoom::zoomOut);
        double natural = actions.canvas().view().natural();
        actions.add(CanvasCommand.ZOOM_ORIGINAL, () -> zoom.getZoom() != natural, () -> zoom.setZoom(natural));
        actions.add(CanvasCommand.ZOOM_FIT, () -> !Items.all(actions.graph()).isEmpty(),
                actions.canvas().view()::fit);
        actions.add(CanvasCommand.ZOOM_SELECTION, () -> !actions.picked().boxes().isEmpty(),
                actions.canvas().view()::fitSelection);
        actions.add(CanvasCommand.EXPORT, () -> !Items.all(actions.graph()).isEmpty(),
                new Exporting(actions.canvas())::start);
        zoom.addZoomListener(factor -> actions.refresh());
    }
}
