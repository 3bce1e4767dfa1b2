// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.GraphCheck;
import org.stillroom.nodes.ModelFolders;
import org.stillroom.workbench.services.Catalog;

/** Checks a graph in the background while it is edited, when typing pauses. */
final class LiveCheck extends Job {

    private static final long PAUSE_MILLIS = 300;

    /** What to check. */
    private record Request(Graph graph, ModelFolders models, IFile file) {}

    private final Display display;
    private final BiConsumer<Graph, List<Problem>> result;
    private volatile Request request;

    /** @param result called in the user interface's thread with what was checked and found */
    LiveCheck(Display display, BiConsumer<Graph, List<Problem>> result) {
        super(Messages.LiveCheck_job);
        this.display = display;
        this.result = result;
        setSystem(true);
        setPriority(SHORT);
    }

    /** Checks a graph soon, unless another request comes before. */
    void request(Graph graph, ModelFolders models, IFile markerFileOrNull) {
        request = new Request(graph, models, markerFileOrNull);
        cancel();
        schedule(PAUSE_MILLIS);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        Request now = request;
        try {
            List<Problem> problems = GraphCheck.check(now.graph(), Catalog.get(), now.models()).problems();
            if (monitor.isCanceled() || now != request) {
                return Status.CANCEL_STATUS;
            }
            if (!display.isDisposed()) {
                display.asyncExec(() -> result.accept(now.graph(), problems));
            }
            if (now.file() != null) {
                ProblemMarkers.show(now.file(), problems);
            }
        } catch (CoreException | RuntimeException | LinkageError e) {
            Guard.log("checking a graph", e);
        }
        return Status.OK_STATUS;
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == LiveCheck.class;
    }
}
