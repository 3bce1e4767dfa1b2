// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.workbench.editor.EditorFixture.await;

import com.fasterxml.jackson.databind.node.IntNode;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.ui.ISaveablePart2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.editor.edit.NodeEdits;
import org.stillroom.mini.RandomFamily;
import org.stillroom.workbench.run.RunState;
import org.stillroom.workbench.run.Runner;
import org.stillroom.workbench.services.Preferences;

/** Closing an editor while its graph runs. */
class RunningTest {

    @Test
    void asksAndStops(@TempDir Path models) throws Exception {
        IPreferenceStore store = Preferences.store();
        String before = store.getString(Preferences.MODEL_FOLDERS);
        RandomFamily.write(models.resolve("mini-random"), 1);
        store.setValue(Preferences.MODEL_FOLDERS, models.toString());
        try (EditorFixture fixture = new EditorFixture()) {
            GraphEditor editor = fixture.open(fixture.example());
            editor.execute(NodeEdits.parameter("denoiser", "steps", IntNode.valueOf(1000)));
            editor.doSave(new NullProgressMonitor());
            assertFalse(editor.isDirty());
            Runner.get().run(editor, Set.of());
            assertTrue(editor.isDirty(), "so that closing asks");
            assertFalse(editor.modified());

            fixture.answer(1);
            assertEquals(ISaveablePart2.CANCEL, editor.promptToSaveOnClose());
            assertFalse(EditorFixture.page().closeEditor(editor, true), "dismissed: stays open");
            assertTrue(Runner.get().runs(editor));

            fixture.answer(0);
            assertTrue(EditorFixture.page().closeEditor(editor, true));
            await("the run has stopped", () -> Runner.get().queue().isEmpty());
            assertEquals(RunState.STOPPED, Runner.get().history().getFirst().record().state());
            assertEquals(3, fixture.asked().size());
        } finally {
            store.setValue(Preferences.MODEL_FOLDERS, before);
        }
    }
}
