// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.compare.ITypedElement;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;

/** Reads and compares two versions in the background. */
final class ComparisonJob extends Job {

    /**
     * A version that is still to be read.
     *
     * @param element null if there is none
     */
    record Source(String label, ITypedElement element) {

        private GraphSide read() {
            return GraphSide.read(label, element);
        }
    }

    private final Display display;
    private final Source left;
    private final Source right;
    private final Optional<Source> ancestor;
    private final Consumer<GraphComparison> result;

    /**
     * @param ancestor that both have in common, where somebody knows
     * @param result called in the user interface's thread
     */
    ComparisonJob(Display display, Source left, Source right, Optional<Source> ancestor,
            Consumer<GraphComparison> result) {
        super(Messages.ComparisonJob_name);
        this.display = display;
        this.left = left;
        this.right = right;
        this.ancestor = ancestor;
        this.result = result;
        setPriority(SHORT);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        GraphComparison comparison = GraphComparison.of(left.read(), right.read(), ancestor.map(Source::read));
        if (!monitor.isCanceled() && !display.isDisposed()) {
            display.asyncExec(() -> result.accept(comparison));
        }
        return Status.OK_STATUS;
    }
}
