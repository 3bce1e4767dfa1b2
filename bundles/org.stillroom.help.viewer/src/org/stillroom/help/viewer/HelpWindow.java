// SPDX-License-Identifier: EPL-2.0
package org.stillroom.help.viewer;

import org.eclipse.jface.action.ToolBarManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;

/** Help pages in a window of their own, for while a dialog is open that lets nobody use the others. */
final class HelpWindow extends Window {

    private static final Point SIZE = new Point(560, 520);

    private final String href;

    HelpWindow(Shell dialog, String href) {
        super(dialog);
        this.href = href;
        setShellStyle(SWT.SHELL_TRIM | SWT.MODELESS);
        setBlockOnOpen(false);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.help);
    }

    @Override
    protected Control createContents(Composite parent) {
        ToolBarManager bar = new ToolBarManager(SWT.FLAT);
        bar.createControl(parent);
        HelpPane pane = new HelpPane(parent);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(pane.text().control());
        pane.fill(bar);
        bar.update(true);
        pane.go(href);
        pane.text().control().setFocus();
        return pane.text().control();
    }

    @Override
    protected Point getInitialSize() {
        return SIZE;
    }
}
