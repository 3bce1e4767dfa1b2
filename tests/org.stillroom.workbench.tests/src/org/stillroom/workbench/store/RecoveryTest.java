// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.workbench.editor.EditorFixture.graph;
import static org.stillroom.workbench.editor.EditorFixture.press;
import static org.stillroom.workbench.editor.EditorFixture.text;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Platform;
import org.eclipse.gef.commands.CommandStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;
import org.stillroom.edit.NodeEdits;
import org.stillroom.graph.Graph;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.workbench.editor.EditorFixture;
import org.stillroom.workbench.editor.EditorTestBase;
import org.stillroom.workbench.editor.GraphEditor;
import org.stillroom.workbench.open.EditorFile;
import org.stillroom.workbench.open.InfoBars;
import org.stillroom.workbench.services.Preferences;

/** Unsaved changes outlive a kill. */
class RecoveryTest extends EditorTestBase {

    private static final Graph KEPT = ExampleGraphs.graph(ExampleGraphs.SWAPPED_ENCODER);

    @AfterEach
    void keepAsOftenAsBefore() {
        Preferences.store().setToDefault(Preferences.AUTOSAVE_SECONDS);
    }

    @Test
    void offersWhatAKilledSessionKept() throws Exception {
        IFile file = fixture.example();
        String before = text(file);
        store().keep(uri(file), KEPT);
        GraphEditor editor = fixture.open(file);
        assertTrue(editor.bars().sentence(InfoBars.About.RECOVERY).orElseThrow().contains("first.stillroom"));
        assertFalse(editor.isDirty());
        press(Messages.GraphStore_restore);
        assertEquals(KEPT, graph(editor));
        assertTrue(editor.isDirty());
        assertEquals(before, text(file), "restoring does not save");
        editor.getAdapter(CommandStack.class).undo();
        assertFalse(editor.isDirty());
        EditorFixture.close(editor);
        assertEquals(Optional.empty(), store().recover(uri(file)), "decided");
    }

    @Test
    void forgetsWhatIsDiscarded() throws Exception {
        IFile file = fixture.example();
        store().keep(uri(file), KEPT);
        GraphEditor editor = fixture.open(file);
        press(Messages.GraphStore_discard);
        assertEquals(ExampleGraphs.graph(ExampleGraphs.FIRST_PICTURE), graph(editor));
        assertEquals(Optional.empty(), store().recover(uri(file)));
    }

    @Test
    void keepsAnUndecidedCopyForTheNextTime() throws Exception {
        IFile file = fixture.example();
        store().keep(uri(file), KEPT);
        EditorFixture.close(fixture.open(file));
        GraphEditor again = fixture.open(file);
        assertTrue(again.bars().sentence(InfoBars.About.RECOVERY).isPresent());
    }

    @Test
    void offersNothingWhereTheFileHasItAlready() throws Exception {
        IFile file = fixture.example();
        store().keep(uri(file), ExampleGraphs.graph(ExampleGraphs.FIRST_PICTURE));
        GraphEditor editor = fixture.open(file);
        assertEquals(Optional.empty(), editor.bars().sentence(InfoBars.About.RECOVERY));
    }

    @Test
    void keepsUnsavedChangesAndDropsThemWhenSavedOrClosed() throws Exception {
        Preferences.store().setValue(Preferences.AUTOSAVE_SECONDS, 1);
        IFile file = fixture.example();
        GraphEditor editor = fixture.open(file);
        editor.execute(NodeEdits.parameter("prompt", "text", TextNode.valueOf("unsaved")));
        AutosaveStore store = store();
        EditorFixture.await("a kill now would leave a copy", () -> store.kept(uri(file)));
        editor.doSave(null);
        assertFalse(store.kept(uri(file)));
        editor.execute(NodeEdits.parameter("prompt", "text", TextNode.valueOf("again")));
        EditorFixture.await("a copy", () -> store.kept(uri(file)));
        EditorFixture.close(editor);
        assertFalse(store.kept(uri(file)), "closed without saving, by decision");
    }

    @Test
    void copiesOfFilesOfOneNameAreTwo(@TempDir Path folder) throws Exception {
        AutosaveStore store = new AutosaveStore(folder.resolve("made"));
        store.keep(URI.create("file:/a/x.stillroom"), KEPT);
        store.keep(URI.create("file:/b/x.stillroom"), Graph.EMPTY);
        assertEquals(KEPT, store.recover(URI.create("file:/a/x.stillroom")).orElseThrow().graph());
        assertEquals(Graph.EMPTY, store.recover(URI.create("file:/b/x.stillroom")).orElseThrow().graph());
        store.settle(URI.create("file:/a/x.stillroom"));
        assertEquals(Optional.empty(), store.recover(URI.create("file:/a/x.stillroom")));
        assertTrue(store.recover(URI.create("file:/b/x.stillroom")).isPresent(), "found until it is settled");
    }

    private static AutosaveStore store() {
        return new AutosaveStore(Platform.getStateLocation(FrameworkUtil.getBundle(GraphEditor.class)).toPath()
                .resolve("autosave"));
    }

    private static URI uri(IFile file) {
        return new EditorFile(Optional.of(file), file.getLocation().toPath()).uri();
    }
}
