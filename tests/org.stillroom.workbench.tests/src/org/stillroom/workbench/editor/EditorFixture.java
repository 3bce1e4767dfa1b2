// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.stillroom.graph.Graph;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.problems.LiveCheck;

/** A project with graphs, editors on them, and answers to what they ask. */
public final class EditorFixture implements AutoCloseable {

    /** For what a job or an event brings about; not a measure of speed. */
    private static final long PATIENCE_MILLIS = 120_000;

    private final IProject project;
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();

    public EditorFixture() throws CoreException {
        project = ResourcesPlugin.getWorkspace().getRoot().getProject("editor-tests-" + System.nanoTime());
        project.create(null);
        project.open(null);
        page().closeAllEditors(false);
    }

    public static IWorkbenchPage page() {
        return PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
    }

    public IProject project() {
        return project;
    }

    /** A file with an example graph. */
    public IFile example() throws CoreException {
        return file("first.stillroom", ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE));
    }

    public IFile file(String name, String text) throws CoreException {
        IFile file = project.getFile(name);
        file.create(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), true, null);
        return file;
    }

    public GraphEditor open(IFile file) throws CoreException {
        GraphEditor editor = (GraphEditor) IDE.openEditor(page(), file, OpenGraph.EDITOR);
        editor.setQuestions((shell, title, message, buttons) -> {
            asked.add(message);
            return answers.isEmpty() ? -1 : answers.poll();
        });
        settle();
        return editor;
    }

    /** Answers the next question with the button of this index. */
    public void answer(int button) {
        answers.add(button);
    }

    /** What was asked. */
    public List<String> asked() {
        return asked;
    }

    public static void close(IEditorPart editor) {
        page().closeEditor(editor, false);
        settle();
    }

    public static String text(IFile file) throws Exception {
        return Files.readString(path(file));
    }

    public static Path path(IFile file) {
        return file.getLocation().toPath();
    }

    /** Handles all events that wait. */
    public static void settle() {
        Display display = Display.getCurrent();
        while (display.readAndDispatch()) {
            // next
        }
    }

    /** Handles events until something is so. */
    public static void await(String what, BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        Display display = Display.getCurrent();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("waited in vain: " + what);
            }
            if (!display.readAndDispatch()) {
                Thread.onSpinWait();
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** Waits until the graph that an editor shows has been checked. */
    public static void checked() {
        await("the check has ended", () -> Job.getJobManager().find(LiveCheck.class).length == 0);
        settle();
    }

    /** All controls that can be seen in the window. */
    public static List<Control> seen() {
        return seen(page().getWorkbenchWindow().getShell());
    }

    /** All controls that can be seen in a part of a window. */
    public static List<Control> seen(Composite part) {
        List<Control> found = new ArrayList<>();
        collect(part, found);
        return found;
    }

    private static void collect(Composite parent, List<Control> found) {
        for (Control child : parent.getChildren()) {
            if (child.isVisible()) {
                found.add(child);
                if (child instanceof Composite inner) {
                    collect(inner, found);
                }
            }
        }
    }

    /** Presses the button with this label, as a click does. */
    public static void press(String label) {
        seen().stream().filter(control -> control instanceof Button button && button.getText().equals(label))
                .findFirst().orElseThrow(() -> new AssertionError("no button " + label))
                .notifyListeners(SWT.Selection, new Event());
    }

    /** Does something to the dialog that comes next, as soon as it has the focus. */
    public static void inDialog(Consumer<Shell> work) {
        Display display = Display.getCurrent();
        Shell window = page().getWorkbenchWindow().getShell();
        display.timerExec(50, new Runnable() {
            @Override
            public void run() {
                Shell active = display.getActiveShell();
                if (active == null || active == window) {
                    display.timerExec(50, this);
                } else {
                    answer(active, work);
                }
            }
        });
    }

    private static void answer(Shell dialog, Consumer<Shell> work) {
        try {
            work.accept(dialog);
        } catch (RuntimeException | Error e) {
            // or whoever opened it would wait for ever
            dialog.close();
            throw e;
        }
    }

    /** The graph as an editor has it. */
    public static Graph graph(GraphEditor editor) {
        return editor.document().graph();
    }

    @Override
    public void close() throws CoreException {
        page().closeAllEditors(false);
        settle();
        project.refreshLocal(IResource.DEPTH_INFINITE, null);
        project.delete(true, true, null);
        settle();
    }
}
