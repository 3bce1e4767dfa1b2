// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.core.commands.Command;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.menus.CommandContributionItem;
import org.eclipse.ui.menus.IMenuService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.edit.CanvasItem;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.mini.MiniFamily;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.workbench.fixture.Screenshot;
import org.stillroom.workbench.fixture.WorkbenchFixture;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.services.Models;
import org.stillroom.workbench.services.Preferences;

/** Swapping and comparing encoders from the list of those in the model folders. */
class EncoderDialogTest {

    private static final String OWN = "mini/text_encoder_2";
    private static final String STUDENT = "mini/students/base";
    private static final String NODE = "t5_encoder";

    @TempDir
    private static Path models;

    private WorkbenchFixture fixture;
    private OpenGraph editor;

    @BeforeAll
    static void writeModels() throws Exception {
        MiniFamily.write(models.resolve(MiniFamily.NAME));
        Path broken = Files.createDirectories(models.resolve("t5-broken"));
        Files.copy(models.resolve(OWN + "/config.json"), broken.resolve("config.json"));
        Path narrow = Files.createDirectories(models.resolve("narrow"));
        Files.copy(models.resolve(STUDENT + "/model.safetensors"), narrow.resolve("model.safetensors"));
    }

    @BeforeEach
    void open() throws Exception {
        Preferences.store().setValue(Preferences.MODEL_FOLDERS, models.toString());
        fixture = new WorkbenchFixture();
        editor = (OpenGraph) WorkbenchFixture.edit(fixture.example());
        WorkbenchFixture.settle();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void theListShowsEachEncoderWithWhatItNeedsAndWhetherItFits() {
        try (Shown<SwapEncoderDialog> shown = swap()) {
            EncoderTable table = shown.dialog.table();
            assertEquals(EncoderRow.Fit.FITS, table.row(OWN).orElseThrow().fit());
            assertEquals(EncoderRow.Fit.FITS, table.row(STUDENT).orElseThrow().fit());
            assertEquals(EncoderRow.Fit.BROKEN, table.row("t5-broken").orElseThrow().fit());
            TableItem[] items = table.viewer().getTable().getItems();
            TableItem broken = Arrays.stream(items).filter(item -> item.getText(0).equals("t5-broken")).findFirst()
                    .orElseThrow();
            assertTrue(broken.getText(EncoderColumn.FITS.ordinal()).contains("safetensors"), broken.getText());
            TableItem own = Arrays.stream(items).filter(item -> item.getText(0).startsWith(OWN)).findFirst()
                    .orElseThrow();
            assertEquals(OWN + " (current)", own.getText(0));
            assertEquals(OWN, table.selected().orElseThrow().name());
            assertFalse(shown.dialog.ok().isEnabled(), "the node has this encoder already");
            Screenshot.of(shown.dialog.getShell(), "swap-encoder");
        }
    }

    @Test
    void enterSwapsInOneStepThatCanBeUndone() {
        Graph before = editor.document().graph();
        try (Shown<SwapEncoderDialog> shown = swap()) {
            SwapEncoderDialog dialog = shown.dialog;
            dialog.table().filter().setText("students");
            assertEquals(STUDENT, dialog.table().selected().orElseThrow().name());
            assertTrue(dialog.ok().isEnabled());
            shown.press(dialog.getShell().getDefaultButton());
            assertEquals(Window.OK, dialog.getReturnCode());
            EncoderActions.swap(editor, NODE, dialog.chosen());
        }
        assertEquals(STUDENT, EncoderNodes.model(editor.document().graph(), NODE));
        CommandStack commands = editor.part().getAdapter(CommandStack.class);
        commands.undo();
        assertEquals(before, editor.document().graph());
        assertFalse(commands.canUndo());
    }

    @Test
    void anEncoderOfAnotherWidthIsTakenWithAWarningAndABrokenOneNot() {
        Graph other = editor.document().graph().with(Node.of("denoiser", "org.stillroom.denoiser"));
        EncoderQuestion question = new EncoderQuestion(NODE, OWN, List.of());
        assertEquals(List.of(), EncoderQuestion.of(other, editor.context().catalog(), NODE).denoisers());
        try (Shown<SwapEncoderDialog> shown = new Shown<>(new SwapEncoderDialog(shell(), question,
                EncoderDialogTest::folders))) {
            EncoderTable table = shown.dialog.table();
            assertEquals(EncoderRow.Fit.UNKNOWN, table.row(STUDENT).orElseThrow().fit());
            table.select(table.row("t5-broken").orElseThrow());
            assertFalse(shown.dialog.ok().isEnabled());
            table.select(table.row(STUDENT).orElseThrow());
            assertTrue(shown.dialog.ok().isEnabled());
        }
    }

    @Test
    void theDialogStandsWhereItStoodBeforeEncodersHadABundle() {
        SwapEncoderDialog dialog = new SwapEncoderDialog(shell(), question(), EncoderDialogTest::folders);
        IDialogSettings settings = PlatformUI.getDialogSettingsProvider(
                Platform.getBundle("org.stillroom.workbench")).getDialogSettings();
        assertSame(dialog.getDialogBoundsSettings(), settings.getSection("SwapEncoderDialog"));
    }

    @Test
    void closingTheDialogStopsTheSearch() {
        SwapEncoderDialog dialog = new SwapEncoderDialog(shell(), question(), EncoderDialogTest::folders);
        dialog.setBlockOnOpen(false);
        dialog.open();
        assertTrue(dialog.looking());
        dialog.close();
        assertFalse(dialog.looking());
        WorkbenchFixture.await("the search has ended", () -> Arrays.stream(Job.getJobManager().find(null))
                .noneMatch(EncoderJob.class::isInstance));
        WorkbenchFixture.settle();
    }

    @Test
    void aFolderFromElsewhereIsAddedToTheModelFoldersAndSelected(@TempDir Path elsewhere) throws IOException {
        Path folder = Files.createDirectories(elsewhere.resolve("my-student"));
        for (String file : List.of("config.json", "model.safetensors")) {
            Files.copy(models.resolve(STUDENT).resolve(file), folder.resolve(file));
        }
        SwapEncoderDialog agreeing = new SwapEncoderDialog(shell(), question(), EncoderDialogTest::folders) {
            @Override
            boolean confirm(String text) {
                return true;
            }
        };
        try (Shown<SwapEncoderDialog> shown = new Shown<>(agreeing)) {
            agreeing.chosen(folder);
            shown.listed();
            assertEquals("my-student", agreeing.table().selected().orElseThrow().name());
            assertEquals(List.of(models, elsewhere), Preferences.modelFolders());
        }
    }

    @Test
    void twoToFourEncodersAreComparedInOneStep() {
        Graph before = editor.document().graph();
        List<String> chosen;
        try (Shown<CompareEncodersDialog> shown = new Shown<>(new CompareEncodersDialog(shell(), question(),
                EncoderDialogTest::folders))) {
            EncoderTable table = shown.dialog.table();
            assertEquals(List.of(OWN), table.checked().stream().map(EncoderRow::name).toList());
            assertFalse(shown.dialog.ok().isEnabled(), "one encoder is no comparison");
            table.check(table.row(STUDENT).orElseThrow(), true);
            shown.dialog.changed();
            assertTrue(shown.dialog.ok().isEnabled());
            Screenshot.of(shown.dialog.getShell(), "compare-encoders");
            table.filter().setText("students");
            assertEquals(2, table.checked().size(), "what the filter hides stays checked");
            shown.press(shown.dialog.ok());
            chosen = shown.dialog.chosen();
        }
        assertEquals(List.of(OWN, STUDENT), chosen);
        EncoderActions.compare(editor, NODE, chosen);
        Graph after = editor.document().graph();
        assertEquals(2, count(after, "t5Encoder"));
        assertEquals(2, count(after, "denoiser"));
        assertEquals(1, count(after, "latentNoise"));
        assertEquals(1, count(after, "compareImages"));
        assertEquals(NewNodes.of(before, after).size(), editor.canvas().orElseThrow().selection().size());
        Screenshot.of(shell(), "compared-encoders");
        CommandStack commands = editor.part().getAdapter(CommandStack.class);
        commands.undo();
        assertEquals(before, editor.document().graph());
        assertFalse(commands.canUndo());
    }

    @Test
    void theCommandsAreThereForOneT5EncoderOnly() {
        editor.canvas().orElseThrow().select(List.of(new CanvasItem.NodeItem(NODE)));
        WorkbenchFixture.settle();
        assertTrue(enabled("swapEncoder"));
        assertTrue(enabled("compareEncoders"));
        editor.canvas().orElseThrow().select(List.of(new CanvasItem.NodeItem("clip_encoder")));
        WorkbenchFixture.settle();
        assertFalse(enabled("swapEncoder"));
        editor.canvas().orElseThrow().select(List.of(new CanvasItem.NodeItem(NODE),
                new CanvasItem.NodeItem("denoiser")));
        WorkbenchFixture.settle();
        assertFalse(enabled("compareEncoders"));
    }

    @Test
    void theContextMenuOfTheCanvasHasTheCommandsBeforeTheQuickFixes() {
        editor.canvas().orElseThrow().select(List.of(new CanvasItem.NodeItem(NODE)));
        WorkbenchFixture.settle();
        assertEquals(List.of("org.stillroom.workbench.swapEncoder", "org.stillroom.workbench.compareEncoders",
                "org.stillroom.workbench.quickFixMenu"),
                menu("popup:org.stillroom.workbench.graphEditor.menu", "org.stillroom.editor.menu.node"));
    }

    @Test
    void theGraphMenuHasTheCommandsBetweenRunsAndWholeGraphs() {
        List<String> ordered = List.of("org.stillroom.workbench.run", "org.stillroom.workbench.runToHere",
                "org.stillroom.workbench.stop", "org.stillroom.workbench.runOnChange",
                "org.stillroom.workbench.swapEncoder", "org.stillroom.workbench.compareEncoders",
                "org.eclipse.jdt.ui.edit.text.java.correction.assist.proposals",
                "org.stillroom.workbench.compareWith");
        // others stand between them
        assertEquals(ordered, menu("menu:org.stillroom.workbench.graphMenu", "additions").stream()
                .filter(ordered::contains).toList());
    }

    /** The commands and menus that bundles contribute after a place, in their order. */
    private List<String> menu(String location, String after) {
        IMenuService menus = editor.part().getSite().getService(IMenuService.class);
        MenuManager menu = new MenuManager();
        menu.add(new Separator(after));
        menus.populateContributionManager(menu, location);
        try {
            return Arrays.stream(menu.getItems()).filter(item -> !item.isSeparator() && !item.isGroupMarker())
                    .map(item -> item instanceof CommandContributionItem shown ? shown.getCommand().getId()
                            : item.getId()).toList();
        } finally {
            menus.releaseContributions(menu);
            menu.dispose();
        }
    }

    @Test
    void theCommandOpensTheDialogAndSwaps() throws Exception {
        editor.canvas().orElseThrow().select(List.of(new CanvasItem.NodeItem(NODE)));
        WorkbenchFixture.settle();
        shell().getDisplay().timerExec(50, new Runnable() {
            @Override
            public void run() {
                Shell dialog = shell().getDisplay().getActiveShell();
                if (dialog != null && dialog.getData() instanceof SwapEncoderDialog swap && !swap.looking()) {
                    swap.table().select(swap.table().row(STUDENT).orElseThrow());
                    dialog.getDefaultButton().notifyListeners(SWT.Selection, new Event());
                } else {
                    shell().getDisplay().timerExec(50, this);
                }
            }
        });
        PlatformUI.getWorkbench().getService(IHandlerService.class)
                .executeCommand("org.stillroom.workbench.swapEncoder", null);
        assertEquals(STUDENT, EncoderNodes.model(editor.document().graph(), NODE));
    }

    private static boolean enabled(String command) {
        Command found = PlatformUI.getWorkbench().getService(ICommandService.class)
                .getCommand("org.stillroom.workbench." + command);
        found.setEnabled(PlatformUI.getWorkbench().getService(IHandlerService.class).getCurrentState());
        return found.isEnabled();
    }

    private static long count(Graph graph, String type) {
        return graph.nodes().values().stream().filter(node -> node.type().equals("org.stillroom." + type)).count();
    }

    private Shown<SwapEncoderDialog> swap() {
        return new Shown<>(new SwapEncoderDialog(shell(), question(), EncoderDialogTest::folders));
    }

    private EncoderQuestion question() {
        return EncoderQuestion.of(editor.document().graph(), editor.context().catalog(), NODE);
    }

    private static ModelFolders folders() {
        return Models.get().folders();
    }

    private static Shell shell() {
        return PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell();
    }

    /** A dialog that is open and has found what there is. */
    private static final class Shown<D extends EncoderDialog> implements AutoCloseable {

        private final D dialog;

        Shown(D dialog) {
            this.dialog = dialog;
            dialog.setBlockOnOpen(false);
            dialog.open();
            listed();
        }

        void listed() {
            WorkbenchFixture.await("the encoders are listed", () -> !dialog.looking());
        }

        void press(Button button) {
            button.notifyListeners(SWT.Selection, new Event());
            WorkbenchFixture.settle();
        }

        @Override
        public void close() {
            dialog.close();
            WorkbenchFixture.settle();
        }
    }
}
