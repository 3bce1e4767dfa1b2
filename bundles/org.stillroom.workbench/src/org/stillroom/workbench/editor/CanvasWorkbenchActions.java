// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.commands.ActionHandler;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.contexts.IContextActivation;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.EditorActionBarContributor;
import org.stillroom.editor.actions.CanvasActions;
import org.stillroom.editor.actions.CanvasCommand;
import org.stillroom.editor.actions.CanvasMenu;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.open.PendingEdits;

/**
 * The canvas's actions as the workbench's: those of the Edit menu as its global actions, the others as handlers of the
 * commands in plugin.xml, whose keys count while the canvas has the focus.
 */
final class CanvasWorkbenchActions {

    /** The context menu, for contributions. */
    static final String MENU = OpenGraph.EDITOR + ".menu";

    private static final String WORKBENCH_COMMANDS = "org.eclipse.ui.edit.";
    /** What the workbench calls a command otherwise than its action. */
    private static final Map<String, String> COMMANDS = Map.of("find", "findReplace");
    private static final String CONTEXT = "org.stillroom.workbench.canvasContext";

    private final IEditorSite site;
    private final PendingEdits pending;
    private final Map<String, TextAwareAction> global = new LinkedHashMap<>();
    private IContextActivation context;

    CanvasWorkbenchActions(IEditorSite site, PendingEdits pending) {
        this.site = site;
        this.pending = pending;
    }

    /** Returns the actions as the canvas has them. */
    CanvasActions install(GraphCanvas canvas) {
        CanvasActions actions = new CanvasActions(canvas);
        IHandlerService handlers = site.getService(IHandlerService.class);
        for (CanvasCommand command : CanvasCommand.values()) {
            IAction action = actions.get(command);
            command.workbenchId().ifPresentOrElse(id -> {
                action.setActionDefinitionId(WORKBENCH_COMMANDS + COMMANDS.getOrDefault(id, id));
                global.put(id, new TextAwareAction(id, action, canvas.control(), pending::flush));
            }, () -> handlers.activateHandler(command.id(), new ActionHandler(action)));
        }
        Control control = canvas.control();
        control.addListener(SWT.FocusIn, event -> activate());
        control.addListener(SWT.FocusOut, event -> deactivate());
        control.addListener(SWT.Dispose, event -> deactivate());
        site.registerContextMenu(MENU, CanvasMenu.install(actions), site.getSelectionProvider(), false);
        IEditorPart active = site.getPage().getActiveEditor();
        if (site.getActionBarContributor() instanceof EditorActionBarContributor bars && active == site.getPart()) {
            bars.setActiveEditor(active);
        }
        return actions;
    }

    /** By the ids of the workbench's actions. */
    Map<String, IAction> global() {
        return new LinkedHashMap<>(global);
    }

    /** Shows labels such as Undo Move 3 nodes, and what can be done now. */
    void update() {
        global.values().forEach(TextAwareAction::update);
    }

    private void activate() {
        if (context == null) {
            context = site.getService(IContextService.class).activateContext(CONTEXT);
        }
    }

    private void deactivate() {
        if (context != null) {
            context.getContextService().deactivateContext(context);
            context = null;
        }
    }
}
