// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.ToolBarManager;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.pictures.history.PictureEntry;
import org.stillroom.pictures.history.PictureHistory;

/** The picture view's inside, from the history to the canvas. */
class PicturePanelTest {

    private static final int ROUNDS = 8;

    private static final PaletteData PALETTE = new PaletteData(new RGB(0, 0, 0), new RGB(255, 255, 255));

    @TempDir
    Path folder;
    private Window window;
    private PictureHistory history;
    private PicturePanel panel;

    @BeforeEach
    void open() {
        history = new PictureHistory(folder.resolve("state"));
        window = new Window(900, 600);
        panel = new PicturePanel(window.shell(), history, new PictureCache(1 << 28));
        window.open();
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void emptyHistorySaysWhatToDo() throws Exception {
        assertTrue(panel.canvas().message().contains("Run a graph"), panel.canvas().message());
        assertEquals(List.of(), panel.shown());
        window.screenshot("pictures-empty");
    }

    /** As they lie beside each other. */
    @Test
    void historyAndPictureHaveOneShade() throws Exception {
        panel.canvas().setBackground(new Color(40, 42, 46));
        panel.canvas().redraw();
        window.until(() -> panel.strip().control().getBackground().equals(new Color(40, 42, 46)));
    }

    /** One button goes from one picture to two and back, and has the sign of what is on. */
    @Test
    void aButtonHasAllWaysToShow() throws Exception {
        Map<Mode, IAction> ways = ways();
        ModeChoice choice = new ModeChoice(panel, ways);
        panel.onChange(choice::update);
        add("viewer", 1, false, 1);
        PictureEntry second = add("viewer", 2, false, 2);
        window.until(() -> panel.shown().equals(List.of(second)) && panel.canvas().picture().isPresent());
        assertEquals(ways.get(Mode.SINGLE).getImageDescriptor(), choice.getImageDescriptor());
        assertTrue(choice.getToolTipText().endsWith("SINGLE"), choice.getToolTipText());
        choice.run();
        window.until(() -> panel.mode() == Mode.SIDE_BY_SIDE);
        window.until(() -> choice.getImageDescriptor() == ways.get(Mode.SIDE_BY_SIDE).getImageDescriptor());
        panel.setMode(Mode.SLIDER);
        choice.run();
        window.until(() -> panel.mode() == Mode.SINGLE);
        choice.run();
        window.until(() -> panel.mode() == Mode.SLIDER);
        Menu menu = choice.getMenuCreator().getMenu(panel.canvas());
        assertEquals(Mode.values().length, menu.getItemCount());
        choice.getMenuCreator().dispose();
        assertTrue(menu.isDisposed());
    }

    private static Map<Mode, IAction> ways() {
        Map<Mode, IAction> ways = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            Action way = new Action("&" + mode) {};
            way.setImageDescriptor(ImageDescriptor.createFromImageDataProvider(
                    zoom -> new ImageData(zoom * 16 / 100, zoom * 16 / 100, 1, PALETTE)));
            ways.put(mode, way);
        }
        return ways;
    }

    /** The sign on the button changes as often as how pictures are shown; its pictures are freed. */
    @Test
    void theButtonLeavesNoPicturesBehind() throws Exception {
        add("viewer", 1, false, 1);
        PictureEntry second = add("viewer", 2, false, 2);
        window.until(() -> panel.shown().equals(List.of(second)) && panel.canvas().picture().isPresent());
        Display display = window.shell().getDisplay();
        display.setTracking(true);
        try {
            changeModes();
            long before = images(display);
            for (int i = 0; i < ROUNDS; i++) {
                changeModes();
            }
            // the two thumbnails and the picture itself may come at any time meanwhile
            long more = images(display) - before;
            assertTrue(more < ROUNDS, more + " pictures more after " + ROUNDS + " rounds");
        } finally {
            display.setTracking(false);
        }
    }

    /** A tool bar with the button, as long as it takes to use it and its menu. */
    private void changeModes() throws Exception {
        Shell shell = new Shell(window.shell());
        ToolBarManager bar = new ToolBarManager(SWT.FLAT);
        ModeChoice choice = new ModeChoice(panel, ways());
        bar.add(choice);
        bar.createControl(shell);
        shell.open();
        for (Mode mode : new Mode[] {Mode.SLIDER, Mode.SINGLE, Mode.SIDE_BY_SIDE, Mode.SINGLE}) {
            panel.setMode(mode);
            window.until(() -> panel.mode() == mode);
            choice.update();
            choice.getMenu(bar.getControl());
        }
        choice.dispose();
        bar.dispose();
        shell.dispose();
    }

    private static long images(Display display) {
        return Arrays.stream(display.getDeviceData().objects).filter(Image.class::isInstance).count();
    }

    @Test
    void newestPictureIsFollowed() throws Exception {
        PictureEntry first = add("viewer", 1, false, 1);
        window.until(() -> panel.shown().equals(List.of(first)) && panel.canvas().picture().isPresent());
        PictureEntry second = add("viewer", 2, false, 2);
        window.until(() -> panel.shown().equals(List.of(second)));
        window.until(() -> panel.caption().matches("160 × 120 pixels at \\d+ %   viewer of first-picture"));
        window.screenshot("pictures-single");
    }

    @Test
    void pinnedPictureStays() throws Exception {
        PictureEntry first = add("viewer", 1, false, 1);
        window.until(() -> panel.shown().equals(List.of(first)));
        panel.setPinned(true);
        PictureEntry second = add("viewer", 2, false, 2);
        window.until(() -> panel.strip().entries().size() == 2);
        window.settle();
        assertEquals(List.of(first), panel.shown());
        panel.setPinned(false);
        add("viewer", 3, false, 3);
        window.until(() -> panel.shown().size() == 1 && panel.shown().getFirst().run() == 3);
        assertTrue(panel.strip().entries().contains(second));
    }

    @Test
    void comparedPicturesOpenSideBySide() throws Exception {
        PictureEntry a = add("compare", 1, true, 1);
        PictureEntry b = add("compare", 2, true, 1);
        window.until(() -> panel.canvas().mode() == Mode.SIDE_BY_SIDE);
        assertEquals(List.of(a, b), panel.shown());
        window.until(() -> panel.comparison().isPresent());
        assertTrue(panel.caption().contains("PSNR ") && panel.caption().contains("SSIM "), panel.caption());
        window.screenshot("pictures-side-by-side");
    }

    @Test
    void twoThatAreSelectedAreComparedInEveryMode() throws Exception {
        PictureEntry old = add("viewer", 1, false, 1);
        PictureEntry newer = add("viewer", 2, false, 2);
        window.until(() -> panel.canvas().picture().isPresent() && panel.shown().equals(List.of(newer)));
        Table table = panel.strip().control();
        table.setSelection(new int[] {0, 1});
        table.notifyListeners(SWT.Selection, new Event());
        window.until(() -> panel.canvas().mode() == Mode.SIDE_BY_SIDE);
        assertEquals(List.of(old, newer), panel.shown());
        panel.setMode(Mode.SLIDER);
        window.until(() -> panel.canvas().mode() == Mode.SLIDER);
        window.screenshot("pictures-slider");
        panel.setMode(Mode.DIFFERENCE);
        window.until(() -> panel.canvas().mode() == Mode.DIFFERENCE && panel.comparison().isPresent());
        assertTrue(panel.caption().matches("PSNR .*, SSIM .* {3}difference × 4 {3}160 × 120 .*"), panel.caption());
        window.screenshot("pictures-difference");
        panel.setMode(Mode.SINGLE);
        window.until(() -> panel.canvas().mode() == Mode.SINGLE);
        assertEquals(List.of(newer), panel.shown());
        panel.setMode(Mode.SLIDER);
        window.until(() -> panel.canvas().mode() == Mode.SLIDER);
        assertEquals(List.of(old, newer), panel.shown(), "with the one before it");
    }

    @Test
    void ofMoreThanTwoAPersonSaysWhichAreCompared() throws Exception {
        PictureEntry a = add("compare", 1, true, 1);
        PictureEntry b = add("compare", 2, true, 1);
        assertFalse(panel.pairs().control().getVisible());
        PictureEntry c = add("compare", 3, true, 1);
        window.until(() -> panel.strip().selection().size() == 3 && panel.canvas().mode() == Mode.SIDE_BY_SIDE);
        assertEquals(List.of(a, b), panel.shown());
        assertTrue(panel.pairs().control().getVisible());
        assertEquals(List.of("compare-0", "compare-1", "compare-2"), List.of(combo(0).getItems()));
        choose(1, 2);
        assertEquals(List.of(a, c), panel.shown());
        assertEquals(List.of(a, b, c), panel.strip().selection(), "the others can still be chosen");
        window.until(() -> panel.comparison().isPresent());
        window.screenshot("pictures-pair");
        choose(0, 2);
        assertEquals(List.of(c, a), panel.shown(), "the two change places");
        assertEquals(0, combo(1).getSelectionIndex());
        history.remove(List.of(b));
        window.until(() -> !panel.pairs().control().getVisible());
        assertEquals(List.of(c, a), panel.shown());
    }

    @Test
    void oneIsComparedWithTheNearestThatDiffers() throws Exception {
        PictureEntry other = add("viewer", 1, false, 1);
        add("repeated", 2, false, 2);
        PictureEntry shown = add("viewer", 2, false, 3);
        window.until(() -> panel.shown().equals(List.of(shown)) && panel.canvas().picture().isPresent());
        panel.setMode(Mode.SIDE_BY_SIDE);
        window.until(() -> panel.shown().size() == 2);
        assertEquals(List.of(other, shown), panel.shown());
    }

    @Test
    void saysThatNoOtherPictureDiffers() throws Exception {
        add("viewer", 1, false, 1);
        PictureEntry shown = add("again", 1, false, 2);
        window.until(() -> panel.shown().equals(List.of(shown)) && panel.canvas().picture().isPresent());
        panel.setMode(Mode.SIDE_BY_SIDE);
        window.until(() -> panel.canvas().message().startsWith("No other picture"));
        assertEquals(List.of(shown), panel.shown());
        window.screenshot("pictures-none-differs");
    }

    @Test
    void showsTheNewestOfANode() throws Exception {
        PictureEntry wanted = add("viewer", 1, false, 1);
        PictureEntry newest = add("saved", 2, false, 2);
        window.until(() -> panel.shown().equals(List.of(newest)));
        panel.showNewest("first-picture", "viewer");
        assertEquals(List.of(wanted), panel.shown());
        assertEquals(List.of(wanted), panel.strip().selection());
        panel.showNewest("first-picture", "nothing");
        panel.showNewest("another-graph", "saved");
        assertEquals(List.of(wanted), panel.shown());
    }

    private Combo combo(int index) {
        return (Combo) panel.pairs().control().getChildren()[2 * index + 1];
    }

    private void choose(int index, int item) {
        combo(index).select(item);
        combo(index).notifyListeners(SWT.Selection, new Event());
    }

    @Test
    void differentSizesAreToldInASentence() throws Exception {
        add("viewer", Pictures.scene(160, 120, 1), false, 1);
        add("viewer", Pictures.scene(200, 120, 1), false, 2);
        window.until(() -> panel.strip().entries().size() == 2 && panel.shown().size() == 1
                && panel.shown().getFirst().run() == 2);
        panel.setMode(Mode.DIFFERENCE);
        window.until(() -> panel.canvas().message().contains("160 × 120 and 200 × 120"));
        window.screenshot("pictures-different-sizes");
        panel.setMode(Mode.SLIDER);
        window.until(() -> panel.canvas().mode() == Mode.SLIDER);
        window.settle();
        assertEquals("", panel.canvas().message());
        window.screenshot("pictures-different-sizes-slider");
    }

    @Test
    void pictureThatCannotBeReadSaysWhy() throws Exception {
        Path file = Files.writeString(folder.resolve("broken.png"), "no picture");
        history.add(new PictureEntry("first-picture", "viewer", file, file, 1, false));
        window.until(() -> panel.canvas().message().contains("is not a PNG, JPEG, WebP, BMP or GIF file"));
    }

    @Test
    void keysChooseInTheHistory() throws Exception {
        for (int i = 1; i <= 30; i++) {
            add("viewer", i, false, i);
        }
        window.until(() -> panel.strip().entries().size() == 30 && panel.shown().size() == 1
                && panel.shown().getFirst().run() == 30);
        panel.strip().control().setFocus();
        window.settle();
        window.key("Down");
        window.until(() -> panel.shown().getFirst().run() == 29);
        window.key("shift+Down");
        window.until(() -> panel.shown().size() == 2);
        assertEquals(28, panel.shown().getFirst().run());
        window.screenshot("pictures-history");
    }

    @Test
    void longListThatIsEmptiedAtOnceStaysUsable() throws Exception {
        for (int i = 1; i <= 40; i++) {
            add("viewer", i, false, i);
        }
        window.until(() -> panel.strip().entries().size() == 40);
        panel.strip().control().setTopIndex(30);
        window.settle();
        history.remove(history.entries());
        window.until(() -> panel.strip().entries().isEmpty());
        window.settle();
        add("viewer", 1, false, 41);
        window.until(() -> panel.shown().size() == 1 && panel.shown().getFirst().run() == 41);
    }

    @Test
    void narrowViewHasItsHistoryBelow() throws Exception {
        add("viewer", 1, false, 1);
        window.until(() -> panel.canvas().picture().isPresent());
        Control list = panel.strip().control();
        assertTrue(list.getLocation().x > 0);
        window.shell().setSize(320, 520);
        window.until(() -> list.getLocation().x == 0 && list.getLocation().y > 0);
        window.screenshot("pictures-narrow");
        window.shell().setSize(900, 520);
        window.until(() -> list.getLocation().x > 0);
    }

    @Test
    void removingWhatIsShownShowsTheNewest() throws Exception {
        PictureEntry first = add("viewer", 1, false, 1);
        PictureEntry second = add("viewer", 2, false, 2);
        window.until(() -> panel.shown().equals(List.of(second)));
        history.remove(List.of(second));
        window.until(() -> panel.shown().equals(List.of(first)));
        history.remove(List.of(first));
        window.until(() -> panel.shown().isEmpty());
        assertTrue(panel.canvas().picture().isEmpty());
    }

    @Test
    void closingInTheMiddleOfLoadingIsSilent() throws Exception {
        add("viewer", Pictures.scene(2000, 1500, 1), false, 1);
        add("viewer", Pictures.scene(2000, 1500, 2), false, 2);
        window.until(() -> !panel.shown().isEmpty());
        panel.setMode(Mode.DIFFERENCE);
        window.close();
        window.settle();
    }

    private PictureEntry add(String node, int seed, boolean together, long run) throws IOException {
        return add(node, Pictures.scene(160, 120, seed), together, run);
    }

    private PictureEntry add(String node, RgbImage picture, boolean together, long run) throws IOException {
        Path file = folder.resolve(node + (together ? "-" + history.entries().size() : "") + ".png");
        Files.deleteIfExists(file);
        Pictures.write(file, picture);
        return history.add(new PictureEntry("first-picture", node, file, file, run, together));
    }
}
