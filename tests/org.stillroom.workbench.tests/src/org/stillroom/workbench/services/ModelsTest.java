// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.workbench.fixture.Screenshot;
import org.stillroom.workbench.services.OfferedModel.Fit;

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

    private static List<String> fitting(Path graphs, String kind) {
        return Models.get().offered(graphs, List.of(kind)).stream().filter(model -> model.fit() == Fit.YES)
                .map(OfferedModel::name).toList();
    }

    @Test
    void whatEachModelIsIsFoundInTheBackgroundToo() throws Exception {
        Path graphs = Files.createDirectories(folder.resolve("graphs"));
        Path encoder = Files.createDirectories(graphs.resolve("models/encoder"));
        Files.writeString(encoder.resolve("config.json"), "{\"model_type\": \"t5\"}");
        Path vae = Files.createDirectories(graphs.resolve("models/vae"));
        Files.writeString(vae.resolve("config.json"), "{\"_class_name\": \"AutoencoderKL\"}");
        assertEquals(List.of(), fitting(graphs, "t5"));
        until(() -> fitting(graphs, "t5").equals(List.of("encoder")));
        until(() -> fitting(graphs, "vae").equals(List.of("vae")));
        OfferedModel found = Models.get().offered(graphs, List.of("t5")).getFirst();
        assertEquals("T5 encoder", found.summary());
        assertTrue(found.problem().startsWith("encoder holds no .safetensors file"), found.problem());
        assertEquals(List.of(Fit.YES, Fit.YES), Models.get().offered(graphs, List.of()).stream()
                .map(OfferedModel::fit).toList(), "whoever accepts all is offered all");
        until(() -> !Models.get().looking());

        Files.writeString(vae.resolve("config.json"), "{\"model_type\": \"t5\"}");
        Models.get().refresh();
        until(() -> fitting(graphs, "t5").equals(List.of("encoder", "vae")));
    }

    @Test
    void aListToChooseFromFillsAndShowsOnDemandWhatDoesNotFit() throws Exception {
        Path graphs = Files.createDirectories(folder.resolve("graphs"));
        model(graphs.resolve("models/other"));
        Path encoder = Files.createDirectories(graphs.resolve("models/encoder"));
        Files.writeString(encoder.resolve("config.json"), "{\"model_type\": \"t5\"}");
        Parameter parameter = Catalog.get().nodeType("org.stillroom.t5Encoder").orElseThrow().parameter("model")
                .orElseThrow();
        ModelDialog dialog = new ModelDialog(null, graphs, parameter);
        dialog.setBlockOnOpen(false);
        dialog.open();
        try {
            Table table = find(dialog.getShell(), Table.class);
            until(() -> items(table).equals(List.of("encoder  (T5 encoder)")));
            until(() -> dialog.getShell().getDefaultButton().isEnabled());
            Button all = find(dialog.getShell(), Button.class);
            all.setSelection(true);
            all.notifyListeners(SWT.Selection, new Event());
            until(() -> items(table).equals(List.of("encoder  (T5 encoder)", "other")));
            until(() -> dialog.getShell().getDefaultButton().isEnabled());
            Screenshot.of(dialog.getShell(), "choose-model");
            dialog.getShell().getDefaultButton().notifyListeners(SWT.Selection, new Event());
            assertEquals("encoder", ((OfferedModel) dialog.getFirstResult()).name());
        } finally {
            dialog.close();
        }
    }

    private static List<String> items(Table table) {
        return Arrays.stream(table.getItems()).map(TableItem::getText).toList();
    }

    private static <C extends Control> C find(Composite parent, Class<C> type) {
        for (Control child : parent.getChildren()) {
            if (type.isInstance(child)) {
                return type.cast(child);
            }
            C inside = child instanceof Composite composite ? find(composite, type) : null;
            if (inside != null) {
                return inside;
            }
        }
        return null;
    }
}
