// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.problems;

import java.util.function.BiConsumer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.workbench.services.Catalog;
import org.stillroom.workbench.services.Guard;
import org.stillroom.workbench.store.DiskFile;

/** Checks a graph in the background while it is edited, when typing pauses. */
public final class LiveCheck extends Job {

    private static final long PAUSE_MILLIS = 300;

    /**
     * What to check.
     *
     * @param graph null for what the file holds
     * @param file to mark, or null
     */
    private record Request(Graph graph, ModelFolders models, IFile file) {}

    private final Display display;
    private final BiConsumer<Graph, CheckedGraph> result;
    private volatile Request request;

    /** @param result called in the user interface's thread with what was checked and found */
    public LiveCheck(Display display, BiConsumer<Graph, CheckedGraph> result) {
        super(Messages.LiveCheck_job);
        this.display = display;
        this.result = result;
        setSystem(true);
        setPriority(SHORT);
    }

    /** Checks a graph soon, unless another request comes before. */
    public void request(Graph graph, ModelFolders models, IFile markerFileOrNull) {
        request = new Request(graph, models, markerFileOrNull);
        cancel();
        schedule(PAUSE_MILLIS);
    }

    /** Makes the markers of a file soon those of what it holds, whatever an editor made of it. */
    public void requestFile(ModelFolders models, IFile file) {
        request = new Request(null, models, file);
        cancel();
        schedule();
    }

    /** Does at once what was requested, as no job runs any more once the workbench has closed. */
    public void finish() throws InterruptedException {
        cancel();
        join();
        run(new NullProgressMonitor());
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        Request now = request;
        try {
            if (now.graph() == null) {
                checkFile(now);
                return Status.OK_STATUS;
            }
            CheckedGraph checked = GraphCheck.check(now.graph(), Catalog.get(), now.models());
            if (monitor.isCanceled() || now != request) {
                return Status.CANCEL_STATUS;
            }
            if (!display.isDisposed()) {
                display.asyncExec(() -> result.accept(now.graph(), checked));
            }
            if (now.file() != null) {
                ProblemMarkers.show(now.file(), checked.problems());
            }
        } catch (CoreException | RuntimeException | LinkageError e) {
            Guard.log("checking a graph", e);
        }
        return Status.OK_STATUS;
    }

    private static void checkFile(Request asked) throws CoreException {
        if (asked.file().getLocation() == null) {
            return;
        }
        DiskFile.Content content = new DiskFile(asked.file().getLocation().toPath()).peek();
        if (content.graph().isPresent()) {
            ProblemMarkers.show(asked.file(),
                    GraphCheck.check(content.graph().get(), Catalog.get(), asked.models()).problems());
        } else if (!content.missing()) {
            ProblemMarkers.showUnreadable(asked.file(), content.failure().orElseThrow());
        }
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == LiveCheck.class;
    }
}
