// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import java.util.Map;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.edit.LayoutEdits.Side;

/** Lines items up, by hand and by itself. */
final class ArrangeActions {

    private final ActionTable actions;

    private ArrangeActions(ActionTable actions) {
        this.actions = actions;
    }

    static void addTo(ActionTable actions) {
        ArrangeActions arrange = new ArrangeActions(actions);
        Arranging arranging = new Arranging(actions.canvas(), actions.context());
        actions.addEdit(CanvasCommand.ARRANGE, () -> actions.graph().nodes().size() > 1, arranging::start);
        CanvasAction snap = actions.add(CanvasCommand.SNAP, () -> true, arrange::snap);
        snap.setChecked(actions.canvas().snapping().grid());
        arrange.align(CanvasCommand.ALIGN_LEFT, Side.LEFT);
        arrange.align(CanvasCommand.ALIGN_CENTER, Side.CENTER);
        arrange.align(CanvasCommand.ALIGN_RIGHT, Side.RIGHT);
        arrange.align(CanvasCommand.ALIGN_TOP, Side.TOP);
        arrange.align(CanvasCommand.ALIGN_MIDDLE, Side.MIDDLE);
        arrange.align(CanvasCommand.ALIGN_BOTTOM, Side.BOTTOM);
        arrange.distribute(CanvasCommand.DISTRIBUTE_HORIZONTALLY, true);
        arrange.distribute(CanvasCommand.DISTRIBUTE_VERTICALLY, false);
    }

    private void snap() {
        boolean on = actions.get(CanvasCommand.SNAP).isChecked();
        actions.canvas().snapping().setGrid(on);
        actions.canvas().snapping().setNeighbours(on);
    }

    private void align(CanvasCommand command, Side side) {
        actions.addEdit(command, () -> actions.picked().boxes().size() > 1,
                () -> actions.context().execute(LayoutEdits.align(bounds(), side)));
    }

    private void distribute(CanvasCommand command, boolean horizontally) {
        actions.addEdit(command, () -> actions.picked().boxes().size() > 2,
                () -> actions.context().execute(LayoutEdits.distribute(bounds(), horizontally)));
    }

    private Map<CanvasItem, Bounds> bounds() {
        return actions.picked().boxBounds();
    }
}
