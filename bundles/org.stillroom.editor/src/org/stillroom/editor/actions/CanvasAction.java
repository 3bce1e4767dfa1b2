// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import java.util.function.BooleanSupplier;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;

/** A command on one canvas. Whether it makes sense at the moment is asked each time it matters. */
final class CanvasAction extends Action {

    private final CanvasCommand command;
    private final BooleanSupplier sensible;
    private final Runnable run;
    private Runnable refreshed = () -> { };

    CanvasAction(CanvasCommand command, BooleanSupplier sensible, Runnable run) {
        super(command.label(), command == CanvasCommand.SNAP ? AS_CHECK_BOX : AS_PUSH_BUTTON);
        this.command = command;
        this.sensible = sensible;
        this.run = run;
        setId(command.id());
        setActionDefinitionId(command.id());
        setToolTipText(command.key().isEmpty() ? command.tooltip() : command.tooltip() + " (" + command.key() + ")");
        label(command.label());
    }

    CanvasCommand command() {
        return command;
    }

    /** Shows the key in menus; it is not an accelerator, as the canvas or the workbench listens to it. */
    void label(String label) {
        setText(command.key().isEmpty() ? label : label + '\t' + command.key());
    }

    void onRefresh(Runnable more) {
        refreshed = more;
    }

    void refresh() {
        setEnabled(sensible.getAsBoolean());
        refreshed.run();
    }

    @Override
    public void run() {
        refresh();
        if (isEnabled()) {
            run.run();
        } else if (getStyle() == IAction.AS_CHECK_BOX) {
            setChecked(!isChecked());
        }
    }
}
