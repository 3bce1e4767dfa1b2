// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.workbench.editor.EditorFixture.await;
import static org.stillroom.workbench.editor.EditorFixture.checked;
import static org.stillroom.workbench.editor.EditorFixture.graph;
import static org.stillroom.workbench.editor.EditorFixture.text;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFileState;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourceAttributes;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.jface.action.IAction;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.edit.NodeEdits;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.Node;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.workbench.open.InfoBars;
import org.stillroom.workbench.problems.ProblemMarkers;

/** Editing graphs in the workspace and outside. */
class GraphEditorTest extends EditorTestBase {

    @Test
    void leavesTheFileAsItWasWhenAllIsUndone() throws Exception {
        IFile file = fixture.example();
        String before = text(file);
        GraphEditor editor = fixture.open(file);
        editor.execute(NodeEdits.parameter("denoiser", "steps", IntNode.valueOf(3)));
        editor.execute(LayoutEdits.moveBy(Set.of(new CanvasItem.NodeItem("prompt")), 30, 40));
        assertTrue(editor.isDirty());
        editor.doSave(new NullProgressMonitor());
        assertFalse(editor.isDirty());
        assertNotEquals(before, text(file));
        CommandStack commands = editor.getAdapter(CommandStack.class);
        commands.undo();
        commands.undo();
        assertTrue(editor.isDirty(), "what was saved is not what is shown any more");
        editor.doSave(new NullProgressMonitor());
        assertEquals(before, text(file));
        assertTrue(file.isSynchronized(IResource.DEPTH_ZERO));
        assertEquals(List.of(), fixture.asked());
    }

    @Test
    void isCleanAgainWhenAnEditIsUndone() throws Exception {
        GraphEditor editor = fixture.open(fixture.example());
        assertFalse(editor.isDirty());
        editor.execute(NodeEdits.mode(Set.of("save_image"), Node.Mode.MUTED));
        assertTrue(editor.isDirty());
        editor.getAdapter(CommandStack.class).undo();
        assertFalse(editor.isDirty());
    }

    @Test
    void savesUnderAnotherName() throws Exception {
        GraphEditor editor = fixture.open(fixture.example());
        editor.execute(NodeEdits.parameter("prompt", "text", TextNode.valueOf("a boat")));
        IFile other = fixture.project().getFile("other.stillroom");
        EditorFixture.inDialog(dialog -> {
            Text name = EditorFixture.seen(dialog).stream().filter(Text.class::isInstance).map(Text.class::cast)
                    .filter(text -> text.getText().equals("first.stillroom")).findFirst().orElseThrow();
            name.setText("other.stillroom");
            dialog.getDefaultButton().notifyListeners(SWT.Selection, new Event());
        });
        editor.doSaveAs();
        assertFalse(editor.isDirty());
        assertEquals("other.stillroom", editor.getPartName());
        assertEquals(other, editor.getAdapter(IFile.class));
        assertEquals(graph(editor), GraphFile.read(EditorFixture.path(other)));
        assertEquals(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE),
                text(fixture.project().getFile("first.stillroom")), "the first file is untouched");
    }

    @Test
    void asksBeforeItSavesAReadOnlyFile() throws Exception {
        IFile file = fixture.example();
        String before = text(file);
        ResourceAttributes attributes = file.getResourceAttributes();
        attributes.setReadOnly(true);
        file.setResourceAttributes(attributes);
        GraphEditor editor = fixture.open(file);
        assertTrue(editor.bars().sentence(InfoBars.About.READ_ONLY).orElseThrow().contains("read-only"));
        editor.execute(NodeEdits.parameter("prompt", "text", TextNode.valueOf("a boat")));
        fixture.answer(2);
        NullProgressMonitor monitor = new NullProgressMonitor();
        editor.doSave(monitor);
        assertTrue(monitor.isCanceled());
        assertTrue(editor.isDirty());
        assertEquals(before, text(file));
        fixture.answer(1);
        editor.doSave(new NullProgressMonitor());
        assertFalse(editor.isDirty());
        assertNotEquals(before, text(file));
    }

    @Test
    void editsAFileOutsideTheWorkspace(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("outside.stillroom");
        Files.writeString(path, ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE));
        IEditorPart opened = IDE.openEditorOnFileStore(EditorFixture.page(), EFS.getStore(path.toUri()));
        GraphEditor editor = assertInstanceOf(GraphEditor.class, opened);
        editor.execute(NodeEdits.parameter("prompt", "text", TextNode.valueOf("a boat")));
        editor.doSave(new NullProgressMonitor());
        assertEquals(graph(editor), GraphFile.read(path));
        assertEquals(path, editor.file());
    }

    @Test
    void showsProblemsOnNodesAndAsMarkersThatLeadToThem() throws Exception {
        IFile file = fixture.example();
        GraphEditor editor = fixture.open(file);
        editor.execute(NodeEdits.parameter("denoiser", "steps", IntNode.valueOf(5000)));
        await("the problem shows", () -> editor.overlay().problems("denoiser").stream()
                .anyMatch(problem -> problem.port().equals("steps")));
        checked();
        IMarker marker = Arrays.stream(file.findMarkers(ProblemMarkers.TYPE, false, IResource.DEPTH_ZERO))
                .filter(found -> found.getAttribute(ProblemMarkers.PORT, "").equals("steps")).findFirst()
                .orElseThrow();
        assertEquals("denoiser", marker.getAttribute(ProblemMarkers.NODE));
        assertEquals(IMarker.SEVERITY_ERROR, marker.getAttribute(IMarker.SEVERITY, -1));
        assertTrue(marker.isSubtypeOf(IMarker.PROBLEM));
        IDE.gotoMarker(editor, marker);
        assertEquals(Set.of(new CanvasItem.NodeItem("denoiser")), editor.canvas().orElseThrow().selection());
        editor.getAdapter(CommandStack.class).undo();
        await("the problem has gone", () -> editor.overlay().problems("denoiser").stream()
                .noneMatch(problem -> problem.port().equals("steps")));
        checked();
        assertFalse(marker.exists());
    }

    @Test
    void markersAreThoseOfTheFileOnceItIsClosedWithoutSaving() throws Exception {
        IFile file = fixture.example();
        GraphEditor editor = fixture.open(file);
        editor.execute(NodeEdits.parameter("denoiser", "steps", IntNode.valueOf(5000)));
        await("the problem shows", () -> steps(file) == 1);
        checked();
        EditorFixture.close(editor);
        checked();
        assertEquals(0, steps(file));
        GraphEditor again = fixture.open(file);
        again.execute(NodeEdits.parameter("denoiser", "steps", IntNode.valueOf(5000)));
        again.doSave(new NullProgressMonitor());
        EditorFixture.close(again);
        checked();
        assertEquals(1, steps(file), "what was saved stays marked");
    }

    private static long steps(IFile file) {
        try {
            return Arrays.stream(file.findMarkers(ProblemMarkers.TYPE, false, IResource.DEPTH_ZERO))
                    .filter(found -> found.getAttribute(ProblemMarkers.PORT, "").equals("steps")).count();
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void keepsWhatItReplacesInTheLocalHistory() throws Exception {
        IFile file = fixture.example();
        String first = text(file);
        GraphEditor editor = fixture.open(file);
        editor.execute(NodeEdits.parameter("prompt", "text", TextNode.valueOf("a boat")));
        editor.doSave(new NullProgressMonitor());
        String second = text(file);
        editor.execute(NodeEdits.parameter("prompt", "text", TextNode.valueOf("two boats")));
        editor.doSave(new NullProgressMonitor());
        List<String> history = new ArrayList<>();
        for (IFileState state : file.getHistory(null)) {
            history.add(new String(state.getContents().readAllBytes(), StandardCharsets.UTF_8));
        }
        assertEquals(List.of(second, first), history);
        assertEquals(List.of(), fixture.asked(), "saving is no change by another program");
    }

    @Test
    void givesTheWorkbenchTheActionsOfTheCanvas() throws Exception {
        GraphEditor editor = fixture.open(fixture.example());
        IAction undo = editor.getEditorSite().getActionBars().getGlobalActionHandler(ActionFactory.UNDO.getId());
        IAction all = editor.getEditorSite().getActionBars().getGlobalActionHandler(ActionFactory.SELECT_ALL.getId());
        IAction delete = editor.getEditorSite().getActionBars().getGlobalActionHandler(ActionFactory.DELETE.getId());
        assertFalse(undo.isEnabled());
        all.run();
        delete.run();
        assertEquals(0, graph(editor).nodes().size());
        assertTrue(undo.isEnabled());
        undo.run();
        assertEquals(9, graph(editor).nodes().size());
    }

    @Test
    void hasAnOutline() throws Exception {
        GraphEditor editor = fixture.open(fixture.example());
        assertNotNull(editor.getAdapter(IContentOutlinePage.class));
        EditorFixture.page().showView("org.eclipse.ui.views.ContentOutline");
        EditorFixture.settle();
    }

    @Test
    void keepsGoingWhenAListenerOfTheSelectionFails() throws Exception {
        GraphEditor editor = fixture.open(fixture.example());
        editor.getSite().getSelectionProvider().addSelectionChangedListener(event -> {
            throw new IllegalStateException("made by a test");
        });
        editor.canvas().orElseThrow().select(List.of(new CanvasItem.NodeItem("prompt")));
        editor.execute(NodeEdits.parameter("prompt", "text", TextNode.valueOf("still works")));
        assertEquals("still works", graph(editor).nodes().get("prompt").parameters().get("text").asText());
    }
}
