// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import java.util.Collection;
import java.util.Set;
import org.eclipse.swt.widgets.Control;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.edit.WireEdits;
import org.stillroom.editor.canvas.figures.WireFigure;
import org.stillroom.editor.canvas.parts.WirePart;
import org.stillroom.editor.search.NodeOffer;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Wire;

/** Adds nodes, reroute points, notes and frames. */
final class AddActions {

    private static final int NOTE_WIDTH = 220;
    private static final int NOTE_HEIGHT = 120;
    private static final int FRAME_MARGIN = 24;
    private static final int FRAME_TITLE = 20;

    private final ActionTable actions;

    private AddActions(ActionTable actions) {
        this.actions = actions;
    }

    static void addTo(ActionTable actions) {
        AddActions add = new AddActions(actions);
        actions.addEdit(CanvasCommand.INSERT_NODE, () -> true,
                () -> actions.search().open(actions.pointer().get(), new NodeOffer.Anything()));
        actions.addEdit(CanvasCommand.INSERT_INTO_WIRE, add::hasWire, () -> actions.picked().onlyWire()
                .ifPresent(wire -> actions.search().open(add.on(wire), new NodeOffer.InWire(wire))));
        actions.addEdit(CanvasCommand.ADD_REROUTE, add::hasWire,
                () -> actions.picked().onlyWire().ifPresent(add::reroute));
        actions.addEdit(CanvasCommand.ADD_NOTE, () -> true, add::note);
        actions.addEdit(CanvasCommand.GROUP, () -> !actions.picked().boxes().isEmpty(), add::group);
    }

    private boolean hasWire() {
        return actions.picked().onlyWire().isPresent();
    }

    private void reroute(Wire wire) {
        Point at = on(wire);
        int index = figure(wire).curve().nearestPiece(at);
        actions.context().execute(WireEdits.addReroute(wire.to(), index, at));
    }

    /** The pointer's place, or the middle of the wire if the pointer is not on the canvas. */
    private Point on(Wire wire) {
        if (actions.pointer().isOnCanvas()) {
            return actions.pointer().get();
        }
        org.eclipse.draw2d.geometry.Point middle = figure(wire).getPoints().getMidpoint();
        return new Point(middle.x, middle.y);
    }

    private WireFigure figure(Wire wire) {
        Object part = actions.canvas().viewer().getEditPartRegistry()
                .get(new CanvasItem.WireItem(wire.from(), wire.to()));
        return ((WirePart) part).getFigure();
    }

    private void note() {
        Point at = actions.pointer().get();
        String id = LayoutEdits.freshNoteId(actions.graph());
        actions.executeAndSelectAdded(LayoutEdits.note(id, Messages.newNote, at.x(), at.y(), NOTE_WIDTH, NOTE_HEIGHT));
        write(new CanvasItem.NoteItem(id));
    }

    private void group() {
        Collection<Bounds> inside = actions.picked().boxBounds().values();
        if (!inside.isEmpty()) {
            Bounds around = Bounds.around(inside).grown(FRAME_MARGIN);
            String id = LayoutEdits.freshFrameId(actions.graph());
            actions.executeAndSelectAdded(LayoutEdits.frame(id, Messages.frameTitle, around.x(),
                    around.y() - FRAME_TITLE, around.width(), around.height() + FRAME_TITLE));
            write(new CanvasItem.FrameItem(id));
        }
    }

    /** Opens the text of what was added, so that a person goes on typing; not before the key that added it is over. */
    private void write(CanvasItem added) {
        Control control = actions.canvas().control();
        control.getDisplay().asyncExec(() -> {
            if (!control.isDisposed() && actions.canvas().selection().equals(Set.of(added))) {
                actions.canvas().reveal(added);
                actions.canvas().startDirectEdit(added);
            }
        });
    }
}
