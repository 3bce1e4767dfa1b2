// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.mini.MiniFamily;
import org.stillroom.pictures.history.PictureEntry;
import org.stillroom.pictures.history.PictureHistory;
import org.stillroom.workbench.fixture.WorkbenchFixture;
import org.stillroom.workbench.services.Preferences;

/** What a run draws is in the history, and on the disk where it was before pictures had a bundle of their own. */
class RunIntoHistoryTest {

    private static final String INDEX = ".metadata/.plugins/org.stillroom.workbench/pictures/index.json";

    @TempDir
    Path models;
    private WorkbenchFixture fixture;

    @BeforeEach
    void open() throws Exception {
        PictureHistory.get().remove(PictureHistory.get().entries());
        MiniFamily.write(models.resolve(MiniFamily.NAME));
        Preferences.store().setValue(Preferences.MODEL_FOLDERS, models.toString());
        fixture = new WorkbenchFixture();
        WorkbenchFixture.edit(fixture.example());
        WorkbenchFixture.settle();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void theRunCommandEndsInTheHistory() throws Exception {
        PlatformUI.getWorkbench().getService(IHandlerService.class)
                .executeCommand("org.stillroom.workbench.run", null);
        WorkbenchFixture.await("a picture in the history", () -> !PictureHistory.get().entries().isEmpty());
        PictureEntry made = PictureHistory.get().entries().getFirst();
        assertEquals(List.of("first.stillroom", "save_image"), List.of(made.graph(), made.node()));
        assertEquals(-1, Files.mismatch(made.file(), made.kept()));

        Path index = ResourcesPlugin.getWorkspace().getRoot().getLocation().toPath().resolve(INDEX);
        assertTrue(made.kept().startsWith(index.getParent()), made.kept().toString());
        WorkbenchFixture.await("the picture in the index", () -> lines(index).stream()
                .anyMatch(line -> line.contains(made.kept().getFileName().toString())));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
