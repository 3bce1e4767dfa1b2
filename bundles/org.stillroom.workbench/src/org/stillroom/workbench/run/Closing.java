// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.function.Predicate;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchListener;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

/** Asks before the workbench is closed while something runs, and then stops it. */
final class Closing implements IWorkbenchListener {

    /** A run that is stopped ends within a second. */
    private static final int PATIENCE_MILLIS = 1500;

    private final Runner runner;
    private final Predicate<String> confirm;

    /** @param confirm asks a question; true to close */
    Closing(Runner runner, Predicate<String> confirm) {
        this.runner = runner;
        this.confirm = confirm;
    }

    static void watch(Runner runner) {
        if (PlatformUI.isWorkbenchRunning()) {
            PlatformUI.getWorkbench().addWorkbenchListener(new Closing(runner, Closing::ask));
        }
    }

    @Override
    public boolean preShutdown(IWorkbench workbench, boolean forced) {
        int runs = runner.queue().size();
        if (runs > 0 && !forced && !confirm.test(runs == 1 ? Messages.Closing_one
                : NLS.bind(Messages.Closing_several, runs))) {
            return false;
        }
        runner.stopAll();
        await();
        return true;
    }

    /** Until what was stopped has ended. Events go on meanwhile. */
    private void await() {
        Display display = Display.getCurrent();
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        display.timerExec(PATIENCE_MILLIS, () -> { });
        while (!runner.queue().isEmpty() && System.nanoTime() < end) {
            if (!display.readAndDispatch()) {
                display.sleep();
            }
        }
    }

    @Override
    public void postShutdown(IWorkbench workbench) {
        WorkbenchEngine.get().close();
    }

    private static boolean ask(String question) {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        return MessageDialog.open(MessageDialog.CONFIRM, window == null ? null : window.getShell(),
                Messages.Closing_title, question, 0, Messages.Closing_stop, Messages.Closing_goOn) == 0;
    }
}
