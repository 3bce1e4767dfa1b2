// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.Edit;
import org.stillroom.edit.Items;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.search.NodeSearchPopup;
import org.stillroom.graph.Graph;

/** The actions of one canvas by command, and what they act on. */
final class ActionTable {

    private final GraphCanvas canvas;
    private final PointerPlace pointer;
    private final NodeSearchPopup search;
    private final Map<CanvasCommand, CanvasAction> actions = new EnumMap<>(CanvasCommand.class);

    ActionTable(GraphCanvas canvas) {
        this.canvas = canvas;
        this.pointer = new PointerPlace(canvas);
        this.search = new NodeSearchPopup(canvas);
    }

    CanvasAction add(CanvasCommand command, BooleanSupplier sensible, Runnable run) {
        CanvasAction action = new CanvasAction(command, sensible, run);
        actions.put(command, action);
        return action;
    }

    /** An action that changes the graph, and so needs a canvas that may be edited. */
    void addEdit(CanvasCommand command, BooleanSupplier sensible, Runnable run) {
        add(command, () -> context().host().editable() && sensible.getAsBoolean(), run);
    }

    /** In the order of menus. */
    List<CanvasAction> all() {
        return List.copyOf(actions.values());
    }

    CanvasAction get(CanvasCommand command) {
        return actions.get(command);
    }

    /** Asks anew what makes sense. */
    void refresh() {
        actions.values().forEach(CanvasAction::refresh);
    }

    GraphCanvas canvas() {
        return canvas;
    }

    CanvasContext context() {
        return canvas.context();
    }

    Graph graph() {
        return context().document().graph();
    }

    Picked picked() {
        return Picked.on(canvas);
    }

    PointerPlace pointer() {
        return pointer;
    }

    NodeSearchPopup search() {
        return search;
    }

    /** Takes a step and selects the nodes, frames and notes that it added. */
    void executeAndSelectAdded(Edit edit) {
        Graph before = graph();
        context().execute(edit);
        Collection<CanvasItem> added = Items.added(before, graph());
        if (!added.isEmpty()) {
            canvas.select(added);
        }
    }
}
