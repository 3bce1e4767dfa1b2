// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.edit.NodeEdits;
import org.stillroom.editor.status.NodeStatus.State;
import org.stillroom.engine.NodeFailure;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.mini.MiniFamily;
import org.stillroom.workbench.open.RunTarget;
import org.stillroom.workbench.services.Preferences;

/** The example graph, run by the commands of the workbench in its editor. */
class RunInEditorTest {

    private static final String COMMANDS = "org.stillroom.workbench.";
    private static final Duration MOST = Duration.ofSeconds(120);

    @TempDir
    private static Path models;

    private final IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
    private final Runner runner = Runner.get();
    private IProject project;
    private IFile file;
    private RunTarget target;

    @BeforeAll
    static void writeModels() throws Exception {
        MiniFamily.write(models.resolve(MiniFamily.NAME));
        Preferences.store().setValue(Preferences.MODEL_FOLDERS, models.toString());
    }

    @BeforeEach
    void openGraph() throws Exception {
        project = ResourcesPlugin.getWorkspace().getRoot().getProject("runs");
        project.create(null);
        project.open(null);
        file = project.getFile("first.stillroom");
        file.create(new ByteArrayInputStream(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE)
                .getBytes(StandardCharsets.UTF_8)), true, null);
        target = open();
    }

    @AfterEach
    void closeGraph() throws Exception {
        runner.stopAll();
        until(() -> runner.queue().isEmpty());
        page.closeAllEditors(false);
        project.delete(true, true, null);
    }

    private RunTarget open() throws Exception {
        IEditorPart editor = IDE.openEditor(page, file);
        page.activate(editor);
        return (RunTarget) editor;
    }

    private static void until(BooleanSupplier condition) {
        Display display = Display.getCurrent();
        long end = System.nanoTime() + MOST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("waited in vain");
            }
            display.timerExec(20, () -> { });
            if (!display.readAndDispatch()) {
                display.sleep();
            }
        }
    }

    private static void command(String id) throws Exception {
        PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(COMMANDS + id, null);
    }

    private State state(String node) {
        return target.overlay().status(node).state();
    }

    private RunRecord last() {
        return runner.history().getFirst().record();
    }

    @Test
    void oneCommandMakesAPictureAndTheWorkspaceSeesIt() throws Exception {
        List<Integer> steps = new ArrayList<>();
        target.overlay().addListener(node -> {
            if (node.equals("denoiser")) {
                steps.add((int) target.overlay().status(node).done());
            }
        });
        command("run");
        until(() -> runner.queue().isEmpty());

        assertEquals("", last().message());
        assertEquals(RunState.DONE, last().state());
        assertEquals(State.DONE, state("denoiser"));
        assertTrue(target.overlay().status("denoiser").seconds() > 0);
        assertEquals(64, target.overlay().picture("save_image").orElseThrow().width);
        Path picture = last().files().getFirst();
        assertEquals(Path.of(file.getLocation().toOSString()).resolveSibling("pictures"), picture.getParent());
        IFile inWorkspace = project.getFolder("pictures").getFile(picture.getFileName().toString());
        until(inWorkspace::exists);
        assertTrue(steps.size() > 2, "updates of the denoiser: " + steps);

        command("run");
        until(() -> runner.queue().isEmpty());
        assertEquals(State.CACHED, state("save_image"));
        assertEquals(State.CACHED, state("denoiser"));

        page.closeAllEditors(false);
        target = open();
        assertEquals(State.CACHED, state("denoiser"));
        assertEquals(64, target.overlay().picture("save_image").orElseThrow().width);
    }

    @Test
    void runsAndTheirFilesAreListed() throws Exception {
        runner.run(target, Set.of("prompt"));
        until(() -> runner.queue().isEmpty());
        RunsView view = (RunsView) page.showView(RunsView.ID);
        Table table = ((TableViewer) view.getSite().getSelectionProvider()).getTable();

        assertEquals("first.stillroom", table.getItem(0).getText(RunColumn.GRAPH.ordinal()));
        assertEquals("1/1", table.getItem(0).getText(RunColumn.NODES.ordinal()));
        assertEquals("Done", table.getItem(0).getText(RunColumn.STATE.ordinal()));
        assertNotNull(table.getItem(0).getImage(0));

        int before = runner.history().size();
        runner.run(new StoredTarget(last()), last().targets());
        until(() -> runner.queue().isEmpty());
        assertEquals(before + 1, table.getItemCount());
        assertEquals(RunState.DONE, last().state());
        runner.remove(runner.history().getFirst());
        assertEquals(before, table.getItemCount());
    }

    /** A run that ends keeps its place in the list where no other waits, and has another state. */
    @Test
    void theListSaysHowARunEndedAtOnce() throws Exception {
        runner.history().forEach(runner::remove);
        RunsView view = (RunsView) page.showView(RunsView.ID);
        Table table = ((TableViewer) view.getSite().getSelectionProvider()).getTable();
        target.execute(NodeEdits.parameter("denoiser", "steps", IntNode.valueOf(1000)));
        command("run");
        until(() -> table.getItem(0).getText(RunColumn.STATE.ordinal()).equals("Running"));
        command("stop");
        until(() -> runner.queue().isEmpty());
        assertEquals("Stopped", table.getItem(0).getText(RunColumn.STATE.ordinal()));
        assertEquals(1, table.getItemCount());

        runner.remove(runner.history().getFirst());
        target.execute(NodeEdits.parameter("denoiser", "model", TextNode.valueOf("nowhere")));
        command("run");
        until(() -> runner.queue().isEmpty());
        assertEquals("Cannot run", table.getItem(0).getText(RunColumn.STATE.ordinal()));
        assertTrue(table.getItem(0).getText(RunColumn.MADE.ordinal()).contains("nowhere"));
    }

    @Test
    void aModelThatIsNotThereIsSaidWithoutADialog() throws Exception {
        target.execute(NodeEdits.parameter("denoiser", "model", TextNode.valueOf("nowhere")));
        command("run");
        until(() -> runner.queue().isEmpty());

        assertEquals(RunState.REFUSED, last().state());
        assertEquals(NodeFailure.Kind.MISSING_MODEL, last().failures().getFirst().kind());
        assertEquals(State.FAILED, state("denoiser"));
        assertTrue(target.overlay().status("denoiser").message().contains("nowhere"));
        int modal = SWT.PRIMARY_MODAL | SWT.APPLICATION_MODAL | SWT.SYSTEM_MODAL;
        assertTrue(Arrays.stream(Display.getCurrent().getShells()).noneMatch(shell -> (shell.getStyle() & modal) != 0));
    }

    @Test
    void stopIsOfferedOnlyWhileSomethingRuns() throws Exception {
        var commands = PlatformUI.getWorkbench().getService(org.eclipse.ui.commands.ICommandService.class);
        assertFalse(commands.getCommand(COMMANDS + "stop").isEnabled());
        command("run");
        assertTrue(commands.getCommand(COMMANDS + "stop").isEnabled());
        command("stop");
        until(() -> runner.queue().isEmpty());
        assertEquals(RunState.STOPPED, last().state());
        assertFalse(commands.getCommand(COMMANDS + "stop").isEnabled());
    }

    @Test
    void theGraphOfARunOpensAsItWas() throws Exception {
        runner.run(target, Set.of("prompt"));
        until(() -> runner.queue().isEmpty());
        StoredGraph.open(last(), page);

        RunTarget opened = (RunTarget) page.getActiveEditor();
        assertEquals(last().graph(), opened.document().graph());
        assertFalse(opened.file().equals(target.file()));
    }

    @Test
    void closingTheWorkbenchAsksWhileSomethingRuns() throws Exception {
        List<String> asked = new ArrayList<>();
        command("run");
        until(() -> last().nodes().isEmpty() || !runner.queue().isEmpty());
        Closing stay = new Closing(runner, question -> {
            asked.add(question);
            return false;
        });
        assertFalse(stay.preShutdown(PlatformUI.getWorkbench(), false));
        assertEquals(1, asked.size());
        assertFalse(runner.queue().isEmpty());

        Closing leave = new Closing(runner, question -> true);
        assertTrue(leave.preShutdown(PlatformUI.getWorkbench(), false));
        assertTrue(runner.queue().isEmpty());
        assertTrue(stay.preShutdown(PlatformUI.getWorkbench(), false));
        assertEquals(1, asked.size());
    }
}
