// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.stillroom.graph.Graph;
import org.stillroom.workbench.open.NewGraphInput;
import org.stillroom.workbench.open.OpenGraph;

/** Opens the graph that a picture carries as a new graph that is not saved yet. */
final class OpenFromPicture {

    private static final String EXTENSION = ".stillroom";

    private final IWorkbenchPage page;
    private final Consumer<String> tell;

    /** @param tell told why there is nothing to open */
    OpenFromPicture(IWorkbenchPage page, Consumer<String> tell) {
        this.page = page;
        this.tell = tell;
    }

    /**
     * Opens the graph of a picture; returns at once. Where there is none, a dialog says so.
     *
     * @param picture PNG file
     */
    static void open(IWorkbenchPage page, Path picture) {
        open(page, picture, picture);
    }

    /** @param namedAfter file whose name and folder the graph gets */
    static void open(IWorkbenchPage page, Path picture, Path namedAfter) {
        Consumer<String> dialog = sentence -> MessageDialog.openInformation(page.getWorkbenchWindow().getShell(),
                Messages.openGraphTitle, sentence);
        new OpenFromPicture(page, dialog).read(picture, namedAfter);
    }

    /**
     * Reads in a job, opens in the user interface's thread.
     *
     * @param picture to read
     * @param namedAfter file whose name and folder the graph gets
     */
    Job read(Path picture, Path namedAfter) {
        ICoreRunnable reading = monitor -> {
            try {
                Optional<Graph> graph = PictureGraph.read(picture);
                post(() -> graph.ifPresentOrElse(found -> show(found, namedAfter),
                        () -> tell.accept(NLS.bind(Messages.noGraph, namedAfter.getFileName()))));
            } catch (IOException e) {
                post(() -> tell.accept(e.getMessage()));
            }
        };
        Job job = Job.create(Messages.openGraphJob, reading);
        job.setPriority(Job.SHORT);
        job.schedule();
        return job;
    }

    private void post(Runnable action) {
        Displays.post(page.getWorkbenchWindow().getShell(), action);
    }

    private void show(Graph graph, Path namedAfter) {
        try {
            page.openEditor(new NewGraphInput(free(namedAfter), graph), OpenGraph.EDITOR);
        } catch (PartInitException e) {
            ILog.of(OpenFromPicture.class).error("The graph of " + namedAfter + " could not be opened", e);
            tell.accept(e.getMessage());
        }
    }

    /** The picture's name with another ending, and a number where there is such a file already. */
    static Path free(Path picture) {
        String name = picture.getFileName().toString();
        String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        Path folder = picture.toAbsolutePath().getParent();
        Path file = folder.resolve(stem + EXTENSION);
        for (int number = 2; Files.exists(file); number++) {
            file = folder.resolve(stem + "-" + number + EXTENSION);
        }
        return file;
    }
}
