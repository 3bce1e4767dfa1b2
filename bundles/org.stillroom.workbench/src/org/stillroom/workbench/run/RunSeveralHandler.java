// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.Optional;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.jface.dialogs.IInputValidator;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.handlers.HandlerUtil;
import org.stillroom.workbench.open.RunTarget;
import org.stillroom.workbench.services.WorkbenchState;

/** Asks how many times the graph of the active editor is to be run, each time with the next seeds. */
public final class RunSeveralHandler extends AbstractHandler {

    static final int MOST = 100;

    private static final String TIMES = "times";
    private static final String USUAL = "4";

    @Override
    public Object execute(ExecutionEvent event) {
        Optional<RunTarget> target = ActiveTarget.of(event);
        if (target.isEmpty()) {
            return null;
        }
        if (!Runner.get().hasSeeds(target.get().document().graph())) {
            target.get().say(Messages.RunSeveral_noSeed, false);
            return null;
        }
        IDialogSettings settings = WorkbenchState.dialog("runSeveral");
        String last = settings.get(TIMES);
        IInputValidator number = text -> times(text).isPresent() ? null : NLS.bind(Messages.RunSeveral_range, MOST);
        InputDialog dialog = new InputDialog(HandlerUtil.getActiveShell(event), Messages.RunSeveral_title,
                Messages.RunSeveral_question, last == null ? USUAL : last, number);
        if (dialog.open() == Window.OK) {
            settings.put(TIMES, dialog.getValue());
            Runner.get().run(target.get(), times(dialog.getValue()).orElseThrow());
        }
        return null;
    }

    /** A number of runs; empty if it is none. */
    static Optional<Integer> times(String text) {
        return text.strip().matches("[0-9]{1,3}")
                ? Optional.of(Integer.valueOf(text.strip())).filter(times -> times >= 1 && times <= MOST)
                : Optional.empty();
    }
}
