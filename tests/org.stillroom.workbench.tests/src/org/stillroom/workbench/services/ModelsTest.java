// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which models there are, with the preferences of the workbench. */
class ModelsTest {

    @TempDir
    private Path folder;
    private String before;
    private int told;
    private final Runnable listener = () -> told++;

    @BeforeEach
    void listen() {
        before = Preferences.store().getString(Preferences.MODEL_FOLDERS);
        Models.get().addListener(listener);
    }

    @AfterEach
    void restore() {
        Models.get().removeListener(listener);
        Preferences.store().setValue(Preferences.MODEL_FOLDERS, before);
    }

    private static void until(BooleanSupplier condition) {
        Display display = Display.getCurrent();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
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

    private static void model(Path model) throws Exception {
        Files.createDirectories(model);
        Files.writeString(model.resolve("config.json"), "{}");
    }

    @Test
    void modelsBesideTheGraphAndOfThePreferencesAreFoundInTheBackground() throws Exception {
        Path graphs = Files.createDirectories(folder.resolve("graphs"));
        model(graphs.resolve("models/near"));
        assertEquals(List.of(), Models.get().listing(graphs));
        until(() -> Models.get().listing(graphs).contains("near"));
        until(() -> told > 0);

        model(folder.resolve("shared/far"));
        Preferences.store().setValue(Preferences.MODEL_FOLDERS, folder.resolve("shared").toString());
        until(() -> Models.get().listing(graphs).containsAll(List.of("near", "far")));
        assertEquals(folder.resolve("shared/far"), Models.get().folders(graphs).resolve("model", "far"));

        model(folder.resolve("shared/later"));
        Models.get().refresh();
        until(() -> Models.get().listing(graphs).contains("later"));
    }
}
