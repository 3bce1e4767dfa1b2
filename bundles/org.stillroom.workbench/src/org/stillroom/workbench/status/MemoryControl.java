// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.status;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.menus.WorkbenchWindowControlContribution;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.workbench.run.WorkbenchEngine;

/** Device and memory in the status line, read anew each second while somebody can see them. */
public final class MemoryControl extends WorkbenchWindowControlContribution {

    private static final int MILLIS = 1000;

    private Label label;
    private Job job;

    @Override
    protected Control createControl(Composite parent) {
        Composite frame = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginHeight = 2;
        frame.setLayout(layout);
        label = new Label(frame, SWT.NONE);
        GridData data = new GridData(SWT.FILL, SWT.CENTER, true, true);
        // the widest text there may be, so that the line does not jump
        data.widthHint = width(new MemoryFigures(999L << 30, 0, 999L << 30, 0).text("cuda:10"));
        label.setLayoutData(data);
        job = new ReadingJob();
        label.addDisposeListener(event -> job.cancel());
        job.schedule();
        return frame;
    }

    @Override
    public boolean isDynamic() {
        return true;
    }

    private int width(String text) {
        GC gc = new GC(label);
        try {
            return gc.textExtent(text).x;
        } finally {
            gc.dispose();
        }
    }

    private void show(MemoryFigures figures) {
        if (!label.isDisposed()) {
            if (label.isVisible()) {
                String device = WorkbenchEngine.get().deviceName();
                label.setText(figures.text(device));
                String plan = WorkbenchEngine.get().plan().map(PlanText::of).orElse("");
                label.setToolTipText(figures.explained(device) + plan);
            }
            job.schedule(MILLIS);
        }
    }

    /** Not in the user interface's thread, as reading may wait for a lock that a model is loaded under. */
    private final class ReadingJob extends Job {

        ReadingJob() {
            super(Messages.MemoryControl_reading);
            setSystem(true);
        }

        @Override
        protected IStatus run(IProgressMonitor monitor) {
            Runtime java = Runtime.getRuntime();
            MemoryFigures figures = new MemoryFigures(Torch.allocatedBytes(), WorkbenchEngine.get().modelBytes(),
                    java.totalMemory() - java.freeMemory(), java.maxMemory());
            try {
                label.getDisplay().asyncExec(() -> show(figures));
            } catch (SWTException e) {
                // the window was closed meanwhile
                return Status.CANCEL_STATUS;
            }
            return Status.OK_STATUS;
        }
    }
}
