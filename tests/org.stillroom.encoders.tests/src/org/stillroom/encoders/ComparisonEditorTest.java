// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.workbench.fixture.Screenshot;
import org.stillroom.workbench.fixture.WorkbenchFixture;

/** The sheet of compared encoders, in the window. */
class ComparisonEditorTest {

    private static final int SIZE = 64;

    @TempDir
    private Path folder;
    private WorkbenchFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new WorkbenchFixture();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private static Compared compared(String name, int red, int green, int blue) {
        byte[] rgb = new byte[3 * SIZE * SIZE];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) new int[] {red, green, blue}[i % 3];
        }
        return new Compared(name, List.of("4.76 B parameters", "a line that is long enough to be broken into two where "
                + "the window is narrow"), Optional.of(new RgbImage(SIZE, SIZE, rgb)));
    }

    private static ComparisonEditor open(Compared... all) throws Exception {
        ComparisonEditor editor = (ComparisonEditor) WorkbenchFixture.page()
                .openEditor(new ComparisonInput("first.stillroom", List.of(all)), ComparisonEditor.ID);
        WorkbenchFixture.settle();
        return editor;
    }

    private static long count(ImageData data, RGB wanted) {
        long count = 0;
        for (int y = 0; y < data.height; y++) {
            for (int x = 0; x < data.width; x++) {
                count += data.palette.getRGB(data.getPixel(x, y)).equals(wanted) ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void picturesStandSideBySideAndAreSavedAsOne() throws Exception {
        ComparisonEditor editor = open(compared("mini/text_encoder_2", 255, 0, 0), compared("mini/students/base", 0, 0,
                255), new Compared("lost", List.of("out of memory"), Optional.empty()));
        Screenshot.of(WorkbenchFixture.page().getWorkbenchWindow().getShell(), "comparison-editor");
        assertTrue(editor.getTitle().contains("first.stillroom"), editor.getTitle());
        assertEquals(3, editor.words().lines().count());
        assertTrue(editor.words().endsWith("lost: out of memory"), editor.words());
        assertFalse(editor.isDirty());
        assertTrue(editor.isSaveAsAllowed());

        Path file = folder.resolve("comparison.png");
        editor.save(file);
        ImageData saved = new ImageData(file.toString());
        long red = count(saved, new RGB(255, 0, 0));
        assertTrue(red >= SIZE * SIZE, red + " pixels of the first");
        assertEquals(red, count(saved, new RGB(0, 0, 255)), "both are shown alike");
    }

    @Test
    void manyEncodersTakeSeveralRows() throws Exception {
        Compared[] many = Stream.iterate(0, i -> i + 1).limit(8).map(i -> compared("encoder " + i, 10 * i, 0, 0))
                .toArray(Compared[]::new);
        Path two = folder.resolve("two.png");
        open(Arrays.copyOf(many, 2)).save(two);
        WorkbenchFixture.page().closeAllEditors(false);
        Path all = folder.resolve("all.png");
        open(many).save(all);
        ImageData saved = new ImageData(all.toString());
        for (int i = 0; i < many.length; i++) {
            assertTrue(count(saved, new RGB(10 * i, 0, 0)) > 0, "picture " + i);
        }
        assertEquals(new ImageData(two.toString()).width, saved.width, "as wide as the window");
    }

    @Test
    void whereItCannotBeSavedNothingIsLeft() throws Exception {
        ComparisonEditor editor = open(compared("mini/text_encoder_2", 255, 0, 0));
        Path nowhere = folder.resolve("none/comparison.png");
        assertThrows(IOException.class, () -> editor.save(nowhere));
        Path taken = Files.createDirectories(folder.resolve("taken.png/inner")).getParent();
        assertThrows(IOException.class, () -> editor.save(taken));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(taken), left.toList());
        }
    }

    @Test
    void noPictureAtAllIsShownAsThat() throws Exception {
        ComparisonEditor editor = open(new Compared("lost", List.of("out of memory"), Optional.empty()));
        Path file = folder.resolve("comparison.png");
        editor.save(file);
        assertTrue(new ImageData(file.toString()).height > 0);
        assertEquals("lost: out of memory", editor.words());
    }
}
