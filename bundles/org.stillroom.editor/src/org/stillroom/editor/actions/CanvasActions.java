// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import java.util.List;
import java.util.Optional;
import org.eclipse.gef.commands.CommandStackListener;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.stillroom.edit.GraphDocument;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.conflicts.ConflictWalk;
import org.stillroom.editor.search.NodeOffer;
import org.stillroom.editor.search.NodeSearchPopup;

/**
 * All actions of one canvas, by id. They live as long as the canvas. Their keys work on the canvas itself; a workbench
 * may bind them too, and then gets them first.
 */
public final class CanvasActions {

    private final GraphCanvas canvas;
    private final Control control;
    private final CanvasContext context;
    private final ActionTable table;
    private final ClipActions clips;
    private final ConflictWalk conflicts;
    private final GraphDocument.Listener graphListener = (before, after) -> refresh();
    private final CommandStackListener stackListener = event -> refresh();
    private final ISelectionChangedListener selectionListener = event -> refresh();

    public CanvasActions(GraphCanvas canvas) {
        this.canvas = canvas;
        this.control = canvas.control();
        this.context = canvas.context();
        table = new ActionTable(canvas);
        HistoryActions.addTo(table);
        conflicts = ConflictActions.addTo(table);
        AddActions.addTo(table);
        WireActions.addTo(table);
        clips = ClipActions.addTo(table);
        NodeActions.addTo(table);
        ArrangeActions.addTo(table);
        ViewActions.addTo(table);
        canvas.onSearch(at -> table.search().open(table.pointer().isOnCanvas() ? at : table.pointer().get(),
                new NodeOffer.Anything()));
        canvas.onWireDropped((end, output, at) -> table.search().open(at, new NodeOffer.AtWire(end, output)));
        context.document().addListener(graphListener);
        context.commands().addCommandStackListener(stackListener);
        canvas.viewer().addSelectionChangedListener(selectionListener);
        control.addListener(SWT.KeyDown, this::handleKey);
        control.addListener(SWT.FocusIn, event -> control.getDisplay().asyncExec(this::lookAtClipboard));
        control.addListener(SWT.Dispose, event -> dispose());
        refresh();
    }

    /** In the order of menus. */
    public List<IAction> all() {
        return List.copyOf(table.all());
    }

    /** @param id such as {@code org.stillroom.editor.deleteHeal} */
    public Optional<IAction> get(String id) {
        return all().stream().filter(action -> id.equals(action.getId())).findFirst();
    }

    public IAction get(CanvasCommand command) {
        return table.get(command);
    }

    /**
     * Runs what a pressed key stands for, if it makes sense now; nothing while something is dragged or typed. Keys
     * that the canvas itself listens to are left to it.
     */
    public void handleKey(Event event) {
        if (event.doit && canvas.idle()) {
            Shortcuts.of(event).filter(command -> !command.isOfCanvas()).map(table::get)
                    .ifPresent(action -> {
                if (action.command() == CanvasCommand.PASTE || action.command() == CanvasCommand.PASTE_WIRED) {
                    clips.lookAtClipboard();
                }
                action.refresh();
                if (action.isEnabled()) {
                    event.doit = false;
                    if (action.getStyle() == IAction.AS_CHECK_BOX) {
                        action.setChecked(!action.isChecked());
                    }
                    action.run();
                }
            });
        }
    }

    /** Asks anew what makes sense; done by itself after each change of the graph and of the selection. */
    void refresh() {
        table.refresh();
    }

    GraphCanvas canvas() {
        return canvas;
    }

    /** The list of nodes that {@link CanvasCommand#INSERT_NODE} opens. */
    public NodeSearchPopup search() {
        return table.search();
    }

    /** The way through what a merge left unsettled. */
    public ConflictWalk conflicts() {
        return conflicts;
    }

    /** What other programs copied is seen when the canvas gets the focus back. */
    private void lookAtClipboard() {
        if (!control.isDisposed()) {
            clips.lookAtClipboard();
            refresh();
        }
    }

    private void dispose() {
        context.document().removeListener(graphListener);
        context.commands().removeCommandStackListener(stackListener);
        canvas.viewer().removeSelectionChangedListener(selectionListener);
    }
}
