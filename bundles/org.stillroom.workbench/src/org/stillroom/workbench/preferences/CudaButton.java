// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import java.io.IOException;
import org.eclipse.core.runtime.jobs.IJobChangeListener;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;

/** Offers to fetch a libtorch for CUDA. */
final class CudaButton {

    private CudaButton() {}

    static void add(Composite parent, int columns) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(Messages.CudaButton_label);
        button.setLayoutData(new GridData(SWT.BEGINNING, SWT.TOP, false, false, columns, 1));
        button.addListener(SWT.Selection, event -> {
            if (MessageDialog.open(MessageDialog.QUESTION, button.getShell(), Messages.CudaFetch_name,
                    Messages.CudaButton_ask, SWT.NONE, Messages.CudaButton_fetch, Messages.CudaButton_cancel) == 0) {
                fetch(button);
            }
        });
    }

    /** A second press while the first is at work would have the same folder written twice. */
    private static void fetch(Button button) {
        Display display = button.getDisplay();
        try {
            CudaFetch job = new CudaFetch(CudaFetch.script());
            job.addJobChangeListener(IJobChangeListener.onDone(event -> display.asyncExec(() -> {
                if (!button.isDisposed()) {
                    button.setEnabled(true);
                }
                if (event.getResult().isOK()) {
                    MessageDialog.openInformation(display.getActiveShell(), Messages.CudaFetch_name,
                            Messages.CudaButton_done);
                }
            })));
            button.setEnabled(false);
            job.schedule();
        } catch (IOException e) {
            MessageDialog.openError(button.getShell(), Messages.CudaFetch_name, e.getMessage());
        }
    }
}
