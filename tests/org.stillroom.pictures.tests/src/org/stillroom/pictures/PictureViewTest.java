// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IContributionItem;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IEditorDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.FileStoreEditorInput;
import org.eclipse.ui.ide.IDE;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.image.PngFiles;
import org.stillroom.graph.GraphFile;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.pictures.history.PictureEntry;
import org.stillroom.pictures.history.PictureHistory;
import org.stillroom.workbench.fixture.WorkbenchFixture;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.services.FileDrop;

/** The picture view in the workbench, and graphs opened from pictures. */
class PictureViewTest {

    private static final int CYCLES = 15;

    @TempDir
    Path folder;
    private Path picture;
    private PictureView view;

    @BeforeEach
    void open() throws Exception {
        PictureHistory.get().remove(PictureHistory.get().entries());
        picture = Pictures.addText(Pictures.write(folder.resolve("viewer.png"), Pictures.scene(160, 120, 1)),
                PngFiles.GRAPH, ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE));
        view = (PictureView) WorkbenchFixture.page().showView(PictureView.ID);
        WorkbenchFixture.settle();
    }

    @AfterEach
    void close() {
        WorkbenchFixture.page().closeAllEditors(false);
        WorkbenchFixture.page().hideView(view);
        WorkbenchFixture.settle();
    }

    @Test
    void showsWhatComesIntoTheHistoryWithWorkingActions() throws Exception {
        assertFalse(action("Fit").isEnabled());
        add(picture, 1);
        await("the picture is shown", () -> view.panel().canvas().picture().isPresent());
        assertTrue(action("Fit").isEnabled());
        action("Actual size").run();
        assertEquals(1, view.panel().canvas().scale());
        action("Zoom in").run();
        assertEquals(PictureCanvas.ZOOM_STEP, view.panel().canvas().scale());
        assertFalse(action("Difference").isEnabled(), "with only one picture");
        Pictures.write(folder.resolve("other.png"), Pictures.scene(160, 120, 2));
        add(folder.resolve("other.png"), 2);
        await("two pictures", () -> action("Difference").isEnabled());
        action("Difference").setChecked(true);
        action("Difference").run();
        await("the comparison", () -> view.panel().comparison().isPresent());
        action("Remove from history").run();
        await("both are gone", () -> PictureHistory.get().entries().isEmpty() && view.panel().shown().isEmpty());
        assertTrue(Files.exists(picture));
    }

    @Test
    void actionsHaveIconsAndTips() {
        IMenuManager menu = view.getViewSite().getActionBars().getMenuManager();
        for (IContributionItem item : menu.getItems()) {
            if (item instanceof ActionContributionItem made) {
                assertTrue(made.getAction().getImageDescriptor() != null, made.getAction().getText());
                assertTrue(made.getAction().getToolTipText().length() > 5, made.getAction().getText());
            }
        }
    }

    @Test
    void theIconIsWhereSavedWindowsLookForIt() {
        assertNotNull(Platform.getBundle("org.stillroom.workbench").getEntry("icons/pictures/view.svg"));
        assertNotNull(PlatformUI.getWorkbench().getViewRegistry().find(PictureView.ID).getImageDescriptor());
    }

    @Test
    void savedPictureCarriesItsGraph() throws Exception {
        PictureEntry entry = add(picture, 1);
        Path target = folder.resolve("saved.png");
        PictureFilesActions files = new PictureFilesActions(view.panel(), PictureHistory.get(), WorkbenchFixture.page(),
                sentence -> { });
        files.save(entry, target).join();
        assertEquals(-1, Files.mismatch(picture, target));
    }

    @Test
    void failedSaveIsTold() throws Exception {
        PictureEntry entry = add(picture, 1);
        List<String> told = new ArrayList<>();
        PictureFilesActions files = new PictureFilesActions(view.panel(), PictureHistory.get(), WorkbenchFixture.page(),
                told::add);
        files.save(entry, folder.resolve("no/such/folder/saved.png")).join();
        await("a sentence", () -> !told.isEmpty());
        assertTrue(told.getFirst().contains("saved.png could not be saved"), told.toString());
    }

    @Test
    void pathIsCopied() throws Exception {
        add(picture, 1);
        await("the picture is shown", () -> view.panel().canvas().picture().isPresent());
        action("Copy path").run();
        Clipboard clipboard = new Clipboard(view.panel().control().getDisplay());
        try {
            assertEquals(picture.toString(), clipboard.getContents(TextTransfer.getInstance()));
        } finally {
            clipboard.dispose();
        }
    }

    @Test
    void graphOfAPictureOpensUnsaved() throws Exception {
        new OpenFromPicture(WorkbenchFixture.page(), sentence -> { throw new AssertionError(sentence); })
                .read(picture, picture);
        OpenGraph editor = opened();
        assertEquals("viewer.stillroom", editor.name());
        assertEquals(GraphFile.parse(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE), ""), editor.document().graph());
        assertTrue(editor.part().isDirty());
        Path file = folder.resolve("viewer.stillroom");
        assertFalse(Files.exists(file));
        editor.part().doSave(new NullProgressMonitor());
        assertFalse(editor.part().isDirty());
        assertEquals(editor.document().graph().nodes(), GraphFile.read(file).nodes());
        assertEquals(file, editor.file());
    }

    @Test
    void secondTimeTheSameEditorIsShown() throws Exception {
        for (int i = 0; i < 2; i++) {
            new OpenFromPicture(WorkbenchFixture.page(), sentence -> { throw new AssertionError(sentence); })
                    .read(picture, picture).join();
            opened();
        }
        WorkbenchFixture.settle();
        assertEquals(1, WorkbenchFixture.page().getEditorReferences().length);
    }

    @Test
    void pictureWithoutGraphSaysSo() throws Exception {
        Path plain = Pictures.write(folder.resolve("plain.png"), Pictures.scene(16, 16, 1));
        List<String> told = new ArrayList<>();
        new OpenFromPicture(WorkbenchFixture.page(), told::add).read(plain, plain);
        await("a sentence", () -> !told.isEmpty());
        assertTrue(told.getFirst().startsWith("plain.png carries no graph of Stillroom."), told.toString());
        assertEquals(0, WorkbenchFixture.page().getEditorReferences().length);
    }

    @Test
    void openingAViewerNodeShowsItsNewestPicture() throws Exception {
        Path file = Files.writeString(folder.resolve("drawn.stillroom"),
                ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE));
        new FileDrop(WorkbenchFixture.page().getWorkbenchWindow()).open(file.toString());
        OpenGraph editor = opened();
        Pictures.write(folder.resolve("other.png"), Pictures.scene(160, 120, 2));
        Path other = folder.resolve("other.png");
        PictureEntry wanted = PictureHistory.get().add(
                new PictureEntry("drawn.stillroom", "save_image", picture, picture, 1, false));
        PictureEntry newest = PictureHistory.get().add(
                new PictureEntry("drawn.stillroom", "another", other, other, 2, false));
        await("the newest is shown", () -> view.panel().shown().equals(List.of(newest)));
        WorkbenchFixture.page().hideView(view);
        editor.context().host().open("save_image");
        view = (PictureView) WorkbenchFixture.page().findView(PictureView.ID);
        assertEquals(List.of(wanted), view.panel().shown());
        WorkbenchFixture.settle();
        assertEquals(List.of(wanted), view.panel().shown());
    }

    @Test
    void eclipseOpensOurPicturesAsGraphs() throws Exception {
        IDE.openEditorOnFileStore(WorkbenchFixture.page(), EFS.getLocalFileSystem().getStore(IPath.fromPath(picture)));
        assertEquals("viewer.stillroom", opened().name());
    }

    @Test
    void otherPicturesAreShown() throws Exception {
        Path plain = Pictures.write(folder.resolve("plain.png"), Pictures.scene(48, 16, 1));
        assertNotEquals(PictureLauncher.ID, defaultEditor(plain));
        assertEquals(PictureLauncher.ID, defaultEditor(picture));
        PictureEditor editor = show(plain);
        await("the picture is shown", () -> editor.canvas().picture().isPresent());
        assertEquals(48, editor.canvas().picture().orElseThrow().width());
        assertTrue(editor.caption().startsWith("48 \u00d7 16 pixels"), editor.caption());

        Pictures.write(plain, Pictures.scene(64, 16, 2));
        Files.setLastModifiedTime(plain, FileTime.fromMillis(1));
        editor.setFocus();
        await("it is read again", () -> editor.canvas().picture().orElseThrow().width() == 64);
    }

    @Test
    void whatOnlyIsCalledAPictureIsSaidToBeNone() throws Exception {
        for (String name : List.of("notes.png", "notes.jpeg", "notes.webp", "notes.GIF")) {
            PictureEditor editor = show(Files.writeString(folder.resolve(name), "not a picture"));
            await("a sentence", () -> editor.canvas().message().contains(name));
            assertEquals("", editor.caption());
        }
    }

    private static PictureEditor show(Path file) throws Exception {
        IDE.openEditorOnFileStore(WorkbenchFixture.page(), EFS.getLocalFileSystem().getStore(IPath.fromPath(file)));
        return (PictureEditor) WorkbenchFixture.page().getActiveEditor();
    }

    @Test
    void droppedPicturesAndGraphsAreOpened() throws Exception {
        FileDrop drop = new FileDrop(WorkbenchFixture.page().getWorkbenchWindow());
        drop.open(picture.toString(), folder.toString());
        assertEquals("viewer.stillroom", opened().name());
        WorkbenchFixture.page().closeAllEditors(false);
        Path graph = Files.writeString(folder.resolve("dropped.stillroom"),
                ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE));
        drop.open(graph.toString());
        assertEquals("dropped.stillroom", opened().name());
    }

    @Test
    void droppedPictureWithoutGraphSaysSoAndOpensNothing() throws Exception {
        Path plain = Pictures.write(folder.resolve("plain.png"), Pictures.scene(16, 16, 1));
        List<String> said = new ArrayList<>();
        closeMessage(Display.getCurrent(), said);
        new FileDrop(WorkbenchFixture.page().getWorkbenchWindow()).open(plain.toString());
        await("a message", () -> !said.isEmpty());
        assertEquals(0, WorkbenchFixture.page().getEditorReferences().length);
    }

    /** Closes the message as soon as it is there, since the display waits for that. */
    private static void closeMessage(Display display, List<String> said) {
        for (Shell shell : display.getShells()) {
            if (shell.getText().equals(Messages.openGraphTitle)) {
                said.add(shell.getText());
                shell.close();
                return;
            }
        }
        display.timerExec(50, () -> closeMessage(display, said));
    }

    @Test
    void viewTakesDroppedFiles() {
        for (Control control : List.of(view.panel().canvas(), view.panel().strip().control())) {
            assertTrue(control.getData(DND.DROP_TARGET_KEY) instanceof DropTarget, control.toString());
        }
    }

    @Test
    void openingAndClosingLeaksNothing() throws Exception {
        for (int run = 0; run < 20; run++) {
            add(Pictures.write(folder.resolve("picture" + run + ".png"), Pictures.scene(100, 80, run)), run);
        }
        Display display = Display.getCurrent();
        boolean tracking = display.isTracking();
        display.setTracking(true);
        try {
            cycle();
            Set<Object> before = resources(display);
            for (int i = 0; i < CYCLES; i++) {
                cycle();
            }
            List<Object> left = new ArrayList<>(resources(display));
            left.removeIf(before::contains);
            assertTrue(left.size() < CYCLES, left.size() + " left: " + left);
        } finally {
            display.setTracking(tracking);
        }
    }

    private void cycle() throws Exception {
        WorkbenchFixture.page().hideView(view);
        WorkbenchFixture.settle();
        view = (PictureView) WorkbenchFixture.page().showView(PictureView.ID);
        await("the picture is shown", () -> view.panel().canvas().picture().isPresent());
        WorkbenchFixture.settle();
    }

    private static Set<Object> resources(Display display) {
        Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
        found.addAll(List.of(display.getDeviceData().objects));
        return found;
    }

    private PictureEntry add(Path file, long run) throws Exception {
        return PictureHistory.get().add(new PictureEntry("first-picture", "viewer", file, file, run, false));
    }

    private IAction action(String label) {
        IMenuManager menu = view.getViewSite().getActionBars().getMenuManager();
        for (IContributionItem item : menu.getItems()) {
            if (item instanceof ActionContributionItem made && made.getAction().getText().replace("&", "")
                    .equals(label)) {
                return made.getAction();
            }
        }
        throw new AssertionError("no action " + label);
    }

    private static OpenGraph opened() {
        await("an editor", () -> WorkbenchFixture.page().getActiveEditor() instanceof OpenGraph);
        return (OpenGraph) WorkbenchFixture.page().getActiveEditor();
    }

    private static String defaultEditor(Path file) throws Exception {
        IEditorInput input = new FileStoreEditorInput(EFS.getLocalFileSystem().getStore(IPath.fromPath(file)));
        IEditorDescriptor found = IDE.overrideDefaultEditorAssociation(input, null, null);
        return found == null ? "" : found.getId();
    }

    private static void await(String what, BooleanSupplier so) {
        WorkbenchFixture.await(what, so);
    }
}
