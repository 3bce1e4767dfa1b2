// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.workbench.editor.EditorFixture.await;

import com.fasterxml.jackson.databind.node.IntNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.edit.NodeEdits;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.mini.MiniFamily;
import org.stillroom.workbench.run.RunState;
import org.stillroom.workbench.run.Runner;
import org.stillroom.workbench.services.Preferences;

/** An editor while its graph runs. */
class RunningTest {

    @TempDir
    private static Path models;

    private final IPreferenceStore store = Preferences.store();
    private final String before = store.getString(Preferences.MODEL_FOLDERS);

    @BeforeEach
    void chooseModels() throws Exception {
        MiniFamily.write(models.resolve(MiniFamily.NAME));
        store.setValue(Preferences.MODEL_FOLDERS, models.toString());
    }

    @AfterEach
    void restoreModels() {
        store.setValue(Preferences.MODEL_FOLDERS, before);
    }

    /** Nodes are told about the edit before, of its own accord, and about the end of the run. */
    @Test
    void aFieldStaysOpenWhileTheGraphIsFollowed() throws Exception {
        try (EditorFixture fixture = new EditorFixture()) {
            GraphEditor editor = fixture.open(fixture.example());
            EditorFixture.checked();
            editor.execute(NodeEdits.parameter("denoiser", "steps", IntNode.valueOf(4)));
            Text field = typeHalf(editor);
            long end = System.currentTimeMillis() + 1000;
            await("a second later", () -> System.currentTimeMillis() > end);
            assertFalse(field.isDisposed(), "closed after an edit");

            editor.canvas().orElseThrow().commitDirectEdit();
            Runner.get().run(editor, Set.of());
            field = typeHalf(editor);
            await("the run has ended", () -> Runner.get().queue().isEmpty());
            EditorFixture.settle();
            assertEquals(RunState.DONE, Runner.get().history().getFirst().record().state());
            assertFalse(field.isDisposed(), "closed at the end of a run");
        }
    }

    private static Text typeHalf(GraphEditor editor) {
        GraphCanvas canvas = editor.canvas().orElseThrow();
        canvas.startDirectEdit("prompt", "text");
        Text field = Stream.of(((Composite) canvas.control()).getChildren()).filter(Text.class::isInstance)
                .map(Text.class::cast).findFirst().orElseThrow();
        field.setText("half of a senten");
        return field;
    }

    @Test
    void aRunIsNothingToSaveAndGoesOnWhenItsEditorIsClosed() throws Exception {
        try (EditorFixture fixture = new EditorFixture()) {
            GraphEditor editor = fixture.open(fixture.example());
            editor.execute(NodeEdits.parameter("denoiser", "steps", IntNode.valueOf(1000)));
            editor.doSave(new NullProgressMonitor());
            assertFalse(editor.isDirty());
            Runner.get().run(editor, Set.of());
            assertFalse(editor.isDirty());
            var input = editor.getEditorInput();

            assertTrue(EditorFixture.page().closeEditor(editor, true));
            assertEquals(List.of(), fixture.asked());
            assertEquals(1, Runner.get().queue().size());
            GraphEditor again = (GraphEditor) EditorFixture.page().openEditor(input, GraphEditor.EDITOR);
            assertTrue(Runner.get().runs(again));
            Runner.get().stop(again);
            await("the run has stopped", () -> Runner.get().queue().isEmpty());
            assertEquals(RunState.STOPPED, Runner.get().history().getFirst().record().state());
        }
    }
}
