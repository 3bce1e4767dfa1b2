// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import org.eclipse.gef.commands.Command;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.osgi.util.NLS;

/** Undo and redo; their labels say what they would undo or redo. */
final class HistoryActions {

    private HistoryActions() {}

    static void addTo(ActionTable actions) {
        CommandStack stack = actions.context().commands();
        CanvasAction undo = actions.add(CanvasCommand.UNDO, stack::canUndo, stack::undo);
        CanvasAction redo = actions.add(CanvasCommand.REDO, stack::canRedo, stack::redo);
        Runnable name = () -> {
            undo.label(label(stack.getUndoCommand(), Messages.undo, Messages.undoNamed));
            redo.label(label(stack.getRedoCommand(), Messages.redo, Messages.redoNamed));
        };
        undo.onRefresh(name);
    }

    private static String label(Command command, String plain, String named) {
        return command == null || command.getLabel() == null ? plain : NLS.bind(named, command.getLabel());
    }
}
