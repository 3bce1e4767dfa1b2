// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.workbench.fixture.Screenshot;
import org.stillroom.workbench.fixture.WorkbenchFixture;
import org.stillroom.workbench.services.Preferences;

/** The preference pages, as the dialog shows them. */
class PagesTest {

    @TempDir
    private Path folder;
    private PreferenceDialog dialog;

    private PreferencePage open(String id) {
        dialog = PreferencesUtil.createPreferenceDialogOn(Display.getCurrent().getActiveShell(), id,
                new String[] {id}, null);
        assertNotNull(dialog);
        dialog.setBlockOnOpen(false);
        dialog.open();
        return (PreferencePage) dialog.getSelectedPage();
    }

    @AfterEach
    void close() {
        if (dialog != null) {
            dialog.close();
        }
    }

    private static <T extends Control> List<T> all(Control in, Class<T> type) {
        List<T> found = new ArrayList<>();
        if (type.isInstance(in)) {
            found.add(type.cast(in));
        }
        if (in instanceof Composite composite) {
            for (Control child : composite.getChildren()) {
                found.addAll(all(child, type));
            }
        }
        return found;
    }

    @Test
    void aDeviceThatIsNoneIsRefusedWhileItIsTyped() {
        PreferencePage page = open("org.stillroom.workbench.preferences.computing");
        assertTrue(page.isValid());
        Combo device = all(page.getControl(), Combo.class).getFirst();
        assertEquals(Preferences.AUTO, device.getText());

        device.setText("gpu");
        assertFalse(page.isValid());
        assertTrue(page.getErrorMessage().contains("gpu"), page.getErrorMessage());

        device.setText("cuda:1");
        assertTrue(page.isValid());
        assertEquals(null, page.getErrorMessage());
    }

    @Test
    void moreMemoryThanThereIsIsRefused() {
        PreferencePage page = open("org.stillroom.workbench.preferences.computing");
        Text budget = all(page.getControl(), Text.class).getFirst();
        type(budget, "2000000000");
        assertFalse(page.isValid());
        type(budget, "many");
        assertFalse(page.isValid());
        type(budget, "64");
        assertTrue(page.isValid());
    }

    private static void type(Text text, String value) {
        text.setText(value);
        text.notifyListeners(SWT.KeyUp, new Event());
    }

    @Test
    void aFolderWithoutLibtorchIsRefused() {
        PreferencePage page = open("org.stillroom.workbench.preferences.computing");
        Text libtorch = all(page.getControl(), Text.class).get(1);
        libtorch.setText(folder.toString());
        assertFalse(page.isValid());
        assertTrue(page.getErrorMessage().contains(folder.toString()), page.getErrorMessage());
    }

    @Test
    void aLibtorchForCudaIsOffered() throws Exception {
        PreferencePage page = open("org.stillroom.workbench.preferences.computing");
        assertTrue(all(page.getControl(), Button.class).stream()
                .anyMatch(button -> button.getText().equals(Messages.CudaButton_label) && button.isEnabled()));
        assertTrue(Files.isRegularFile(CudaFetch.script()), () -> "no script beside the libraries");
    }

    @Test
    void theSettingsForPicturesAreKept() {
        PreferencePage page = open("org.stillroom.workbench.preferences");
        Text output = all(page.getControl(), Text.class).getFirst();
        assertEquals("pictures", output.getText());
        output.setText(" ");
        assertFalse(page.isValid());
        output.setText("results");
        assertTrue(page.performOk());
        assertEquals(folder.resolve("results"), Preferences.outputFolder(folder));
        Preferences.store().setToDefault(Preferences.OUTPUT_FOLDER);
    }

    @Test
    void whatIsInTheModelFoldersIsSaid() throws Exception {
        Path models = Files.createDirectories(folder.resolve("models"));
        Files.createDirectories(models.resolve("t5"));
        Files.writeString(models.resolve("t5/config.json"), "{}");
        Path none = folder.resolve("none");
        Preferences.store().setValue(Preferences.MODEL_FOLDERS, models + File.pathSeparator + none);
        try {
            ModelsPage page = (ModelsPage) open("org.stillroom.workbench.preferences.models");
            WorkbenchFixture.await("the folders were looked through", () -> !page.found().looking());
            String said = page.found().text();
            assertTrue(said.contains(models + "\nOne model, "), said);
            assertTrue(said.contains(none + "\nThe folder is not there now."), said);
            Files.createDirectories(none);
            WorkbenchFixture.seen(dialog.getShell()).stream().filter(control -> control instanceof Button button
                    && button.getText().equals(Messages.FoundInFolders_again)).findFirst().orElseThrow()
                    .notifyListeners(SWT.Selection, new Event());
            WorkbenchFixture.await("they were looked through again", () -> !page.found().looking());
            assertTrue(page.found().text().contains(none + "\nThe folder is empty."), page.found().text());
            Screenshot.of(dialog.getShell(), "models-page");
        } finally {
            Preferences.store().setToDefault(Preferences.MODEL_FOLDERS);
        }
    }

    @Test
    void modelFoldersAreAddedInOrderAndNotTwice() {
        open("org.stillroom.workbench.preferences.models");
        List<String> refused = new ArrayList<>();
        Shell shell = new Shell(dialog.getShell());
        ModelFoldersField field = new ModelFoldersField(Preferences.MODEL_FOLDERS, "Folders", refused::add, () -> { },
                shell) {
            @Override
            String choose() {
                return folder.toString();
            }
        };
        assertEquals(folder.toString(), field.getNewInputObject());
        assertEquals("", refused.getLast());
        String two = field.createList(new String[] {"/b", "/a"});
        assertEquals(List.of("/b", "/a"), List.of(field.parseString(two)));

        all(shell, org.eclipse.swt.widgets.List.class).getFirst().add(folder.toString());
        assertEquals(null, field.getNewInputObject());
        assertTrue(refused.getLast().contains(folder.toString()));
        shell.dispose();
    }

    @Test
    void defaultsAreThereFromTheStart() {
        assertEquals(Optional.of(java.time.Duration.ofSeconds(30)), Preferences.autosaveEvery());
        assertEquals(Optional.of(java.time.Duration.ofMillis(500)), Preferences.previewEvery());
        assertEquals(folder.resolve("pictures"), Preferences.outputFolder(folder));
    }
}
