// SPDX-License-Identifier: EPL-2.0
package org.stillroom.host.check;

import com.fasterxml.jackson.databind.node.IntNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.stillroom.edit.Edit;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.graph.Graph;

/**
 * Opens, edits, runs and saves a graph.
 *
 * @param graph a copy of the first example, with a denoiser of 8 steps and a viewer
 * @param models the folder of its models
 */
record GraphCheck(Path graph, Path models) {

    private static final String DENOISER = "denoiser";
    private static final int STEPS = 3;

    void run() throws Exception {
        InstanceScope.INSTANCE.getNode("org.stillroom.workbench").put("modelFolders", models.toString());
        IEditorPart editor = inWindow(this::open);
        CanvasContext canvas = inWindow(() -> Adapters.adapt(editor, CanvasContext.class));
        check(canvas != null, "the editor of " + graph + " is a " + editor.getClass().getName() + " with a canvas");
        inWindow(() -> {
            canvas.execute(new Edit("Set steps", GraphCheck::withFewerSteps));
            check(editor.isDirty(), "an edit leaves the graph unsaved");
            canvas.commands().undo();
            check(!editor.isDirty(), "undo leads back to the saved graph");
            canvas.commands().redo();
            return null;
        });
        inWindow(() -> runCommand("org.stillroom.workbench.run"));
        await("every node is done", () -> allDone(canvas));
        inWindow(() -> {
            editor.getSite().getPage().saveEditor(editor, false);
            return null;
        });
        await("nothing is unsaved after saving", () -> !editor.isDirty());
        String saved = Files.readString(Path.of(inWindow(() -> file().getLocation().toOSString())));
        check(saved.contains("\"steps\": " + STEPS), "the saved graph has the edit: " + saved);
    }

    private IEditorPart open() throws Exception {
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("check");
        project.create(null);
        project.open(null);
        try (var in = Files.newInputStream(graph)) {
            file().create(in, true, null);
        }
        IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
        return IDE.openEditor(page, file());
    }

    private IFile file() {
        return ResourcesPlugin.getWorkspace().getRoot().getProject("check").getFile(graph.getFileName().toString());
    }

    private static Graph withFewerSteps(Graph graph) {
        return graph.with(graph.nodes().get(DENOISER).withParameter("steps", IntNode.valueOf(STEPS)));
    }

    private static Object runCommand(String id) throws Exception {
        return PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(id, null);
    }

    private static boolean allDone(CanvasContext canvas) {
        return canvas.document().graph().nodes().keySet().stream().map(node -> canvas.overlay().status(node))
                .peek(status -> check(status.state() != NodeStatus.State.FAILED, "no failure: " + status.message()))
                .allMatch(status -> status.state() == NodeStatus.State.DONE);
    }

    private static void await(String expectation, Callable<Boolean> inWindow) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!inWindow(inWindow)) {
            check(System.nanoTime() < end, expectation);
            Thread.sleep(50);
        }
    }

    private static <T> T inWindow(Callable<T> action) throws Exception {
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<Exception> failed = new AtomicReference<>();
        Display.getDefault().syncExec(() -> {
            try {
                result.set(action.call());
            } catch (Exception e) {
                failed.set(e);
            }
        });
        if (failed.get() != null) {
            throw failed.get();
        }
        return result.get();
    }

    private static void check(boolean holds, String expectation) {
        if (!holds) {
            throw new IllegalStateException("expected: " + expectation);
        }
    }
}
