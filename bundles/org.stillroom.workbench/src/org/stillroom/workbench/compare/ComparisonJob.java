// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.function.Consumer;
import org.eclipse.compare.ITypedElement;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;

/** Reads and compares two versions in the background. */
final class ComparisonJob extends Job {

    /** A version that is still to be read. @param element null if there is none */
    record Source(String label, ITypedElement element) {}

    private final Display display;
    private final Source left;
    private final Source right;
    private final Consumer<GraphComparison> result;

    /** @param result called in the user interface's thread */
    ComparisonJob(Display display, Source left, Source right, Consumer<GraphComparison> result) {
        super(Messages.ComparisonJob_name);
        this.display = display;
        this.left = left;
        this.right = right;
        this.result = result;
        setPriority(SHORT);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        GraphSide later = GraphSide.read(left.label(), left.element());
        GraphSide earlier = GraphSide.read(right.label(), right.element());
        GraphComparison comparison = GraphComparison.of(later, earlier);
        if (!monitor.isCanceled() && !display.isDisposed()) {
            display.asyncExec(() -> result.accept(comparison));
        }
        return Status.OK_STATUS;
    }
}
