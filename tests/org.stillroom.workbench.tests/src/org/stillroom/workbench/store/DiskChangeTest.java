// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.workbench.editor.EditorFixture.await;
import static org.stillroom.workbench.editor.EditorFixture.graph;
import static org.stillroom.workbench.editor.EditorFixture.path;
import static org.stillroom.workbench.editor.EditorFixture.press;
import static org.stillroom.workbench.editor.EditorFixture.text;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.ui.IEditorReference;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.NodeEdits;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.workbench.editor.EditorFixture;
import org.stillroom.workbench.editor.EditorTestBase;
import org.stillroom.workbench.editor.GraphEditor;
import org.stillroom.workbench.open.InfoBars;

/** Somebody else changes, moves or deletes the file of an open editor. */
class DiskChangeTest extends EditorTestBase {

    private static final String OTHER = ExampleGraphs.text(ExampleGraphs.SWAPPED_ENCODER);

    @Test
    void reloadsACleanGraphAndCanUndoThat() throws Exception {
        IFile file = fixture.example();
        GraphEditor editor = fixture.open(file);
        Graph before = graph(editor);
        Files.writeString(path(file), OTHER);
        file.refreshLocal(IResource.DEPTH_ZERO, null);
        await("the graph is reloaded", () -> graph(editor).equals(ExampleGraphs.graph(ExampleGraphs.SWAPPED_ENCODER)));
        assertFalse(editor.isDirty());
        assertEquals(List.of(), fixture.asked());
        editor.getAdapter(CommandStack.class).undo();
        assertEquals(before, graph(editor));
        assertTrue(editor.isDirty());
    }

    @Test
    void noticesAFileThatNobodyRefreshedWhenItIsLookedAt() throws Exception {
        IFile file = fixture.example();
        GraphEditor editor = fixture.open(file);
        EditorFixture.page().showView("org.eclipse.ui.views.ProblemView");
        Files.writeString(path(file), OTHER);
        EditorFixture.page().activate(editor);
        await("the graph is reloaded", () -> graph(editor).equals(ExampleGraphs.graph(ExampleGraphs.SWAPPED_ENCODER)));
    }

    @Test
    void asksWhereBothHaveChanges() throws Exception {
        IFile file = fixture.example();
        GraphEditor editor = fixture.open(file);
        edit(editor);
        Graph mine = graph(editor);
        change(file);
        await("the editor asks", () -> editor.bars().sentence(InfoBars.About.DISK).isPresent());
        assertEquals(mine, graph(editor));
        press(Messages.GraphStore_reload);
        assertEquals(ExampleGraphs.graph(ExampleGraphs.SWAPPED_ENCODER), graph(editor));
        assertFalse(editor.isDirty());
        editor.getAdapter(CommandStack.class).undo();
        assertEquals(mine, graph(editor), "the reload can be undone");
    }

    @Test
    void keepsMineWhereAsked() throws Exception {
        IFile file = fixture.example();
        GraphEditor editor = fixture.open(file);
        edit(editor);
        change(file);
        await("the editor asks", () -> editor.bars().sentence(InfoBars.About.DISK).isPresent());
        press(Messages.GraphStore_keep);
        assertTrue(editor.isDirty());
        editor.doSave(new NullProgressMonitor());
        assertEquals(GraphFile.text(graph(editor)), text(file));
        assertEquals(0, fixture.asked().size(), "it was asked once already");
    }

    @Test
    void asksBeforeASaveOverwritesWhatItNeverSaw() throws Exception {
        IFile file = fixture.example();
        GraphEditor editor = fixture.open(file);
        edit(editor);
        Files.writeString(path(file), OTHER);
        fixture.answer(2);
        NullProgressMonitor monitor = new NullProgressMonitor();
        editor.doSave(monitor);
        assertTrue(monitor.isCanceled());
        assertEquals(OTHER, text(file));
        assertEquals(1, fixture.asked().size());
        fixture.answer(0);
        editor.doSave(new NullProgressMonitor());
        assertEquals(GraphFile.text(graph(editor)), text(file));
    }

    @Test
    void keepsTheGraphWhereTheFileBecameUnreadable() throws Exception {
        IFile file = fixture.example();
        GraphEditor editor = fixture.open(file);
        Graph before = graph(editor);
        Files.writeString(path(file), "<<<<<<< HEAD\n{}\n");
        file.refreshLocal(IResource.DEPTH_ZERO, null);
        await("the editor says so", () -> editor.bars().sentence(InfoBars.About.DISK).isPresent());
        assertEquals(before, graph(editor));
        assertTrue(editor.isDirty(), "it can be saved over what cannot be read");
        fixture.answer(0);
        editor.doSave(new NullProgressMonitor());
        assertEquals(GraphFile.text(before), text(file));
        assertFalse(editor.isDirty());
    }

    @Test
    void closesWhereACleanFileIsDeleted() throws Exception {
        IFile file = fixture.example();
        GraphEditor editor = fixture.open(file);
        file.delete(true, null);
        await("the editor closes", () -> !open(editor));
    }

    @Test
    void staysOpenWhereADirtyFileIsDeleted() throws Exception {
        IFile file = fixture.example();
        GraphEditor editor = fixture.open(file);
        edit(editor);
        file.delete(true, null);
        await("the editor says so", () -> editor.bars().sentence(InfoBars.About.DISK).isPresent());
        assertTrue(open(editor));
        editor.doSave(new NullProgressMonitor());
        assertTrue(file.exists());
        assertEquals(GraphFile.text(graph(editor)), text(file));
        assertFalse(editor.isDirty());
    }

    @Test
    void followsARename() throws Exception {
        IFile file = fixture.example();
        GraphEditor editor = fixture.open(file);
        edit(editor);
        file.move(file.getFullPath().removeLastSegments(1).append("renamed.stillroom"), true, null);
        await("the editor follows", () -> editor.getPartName().equals("renamed.stillroom"));
        assertTrue(editor.isDirty());
        editor.doSave(new NullProgressMonitor());
        assertEquals(GraphFile.text(graph(editor)), text(fixture.project().getFile("renamed.stillroom")));
        assertFalse(file.exists());
    }

    private static void edit(GraphEditor editor) {
        editor.execute(NodeEdits.parameter("prompt", "text", TextNode.valueOf("mine")));
    }

    private static void change(IFile file) throws Exception {
        Files.writeString(path(file), OTHER);
        file.refreshLocal(IResource.DEPTH_ZERO, null);
    }

    private static boolean open(GraphEditor editor) {
        return Arrays.stream(EditorFixture.page().getEditorReferences())
                .map((IEditorReference reference) -> reference.getEditor(false)).anyMatch(part -> part == editor);
    }
}
