// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.editor.canvas.theme.Fonts;
import org.stillroom.graph.Layout;
import org.stillroom.test.canvas.CanvasFixture;

/** Letters at any zoom have the distances that they have where they are shown twice as large. */
class LettersTest {

    private static final List<String> TEXTS = List.of("T5 Encoder", "Denoiser", "Guidance", "mini/tokenizer_2",
            "Text embedding", "clip_encoder", "Illustration", "After each run",
            "a photograph of a lighthouse on a cliff at dusk, waves below, in the style of an old postcard");
    private static final int WIDTH = 1400;
    private static final int HEIGHT = 30;
    private static final int LEFT = 10;
    private static final int TOP = 6;

    private final Display display = CanvasFixture.display();
    private final Fonts fonts = new Fonts(display);
    private final Letters letters = new Letters(display, fonts);

    @AfterEach
    void dispose() {
        letters.dispose();
        fonts.dispose();
    }

    /** The columns' darkness differs from that of the large text by less than half of what it does without. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.6, 0.66, 0.75, 0.9})
    void aSmallTextIsALargeOneScaledDown(double scale) {
        double now = 0;
        double plain = 0;
        for (String text : TEXTS) {
            now += distance(scaled(profile(text, fonts.body(), 2, true), scale / 2),
                    profile(text, fonts.body(), scale, true));
            plain += distance(scaled(profile(text, fonts.body(), 2, false), scale / 2),
                    profile(text, fonts.body(), scale, false));
        }
        assertTrue(now < plain / 2, now + " and " + plain);
        assertTrue(now / TEXTS.size() < 0.25, now / TEXTS.size() + " of what there is to see");
    }

    /** A text that is drawn in pieces has all its letters. */
    @Test
    void aLongTextIsDrawnToItsEnd() {
        String words = "word ".repeat(20);
        String word = "abcdefgh".repeat(12);
        for (String text : List.of(words, word)) {
            double[] columns = profile(text, fonts.body(), 0.75, true);
            int last = columns.length - 1;
            while (columns[last] == 0) {
                last--;
            }
            double end = (LEFT + fonts.width(text.strip(), fonts.body())) * 0.75;
            assertEquals(end, last, 2, text);
        }
    }

    /** Whole scales, colours of their own and writing from the right are left to the drawing system. */
    @Test
    void whatOthersDrawBetterIsLeftToThem() {
        assertTrue(letters.serves("Denoiser", fonts.body(), 0.66));
        assertTrue(letters.serves("\u30c7\u30ce\u30a4\u30ba", fonts.body(), 0.66));
        assertFalse(letters.serves("Denoiser", fonts.body(), 1));
        assertFalse(letters.serves("Denoiser", display.getSystemFont(), 0.66));
        assertFalse(letters.serves("\u05e9\u05dc\u05d5\u05dd", fonts.body(), 0.66));
        assertFalse(letters.serves("\ud83d\ude00", fonts.body(), 0.66));
        assertFalse(letters.serves("a\tb", fonts.body(), 0.66));
    }

    @Test
    void textsOfTheCanvasAreDrawnSo() {
        try (CanvasFixture canvas = new CanvasFixture(CanvasFixture.example("first-picture"))) {
            double[] shown = title(canvas, 0.66);
            double own = nearest(profile("T5 Encoder", fonts.title(), 0.66, true), shown);
            double plain = nearest(profile("T5 Encoder", fonts.title(), 0.66, false), shown);
            assertTrue(own < plain, own + " and " + plain);
        }
    }

    /** How much a text differs, wherever it begins. */
    private static double nearest(double[] text, double[] shown) {
        return IntStream.rangeClosed(-80, 80).mapToDouble(shift -> distance(scaled(text, 1, shift / 8.0), shown)).min()
                .orElseThrow();
    }

    /** Darkness of the columns where the title of a node is. */
    private static double[] title(CanvasFixture canvas, double zoom) {
        canvas.canvas().zoom().setZoom(zoom);
        canvas.settle();
        canvas.canvas().reveal(new NodeItem("t5_encoder"));
        canvas.settle();
        var body = canvas.canvas().node("t5_encoder").orElseThrow().getFigure().body();
        var from = canvas.canvas().toControl(new Layout.Point(body.x + 36, body.y + 2));
        var to = canvas.canvas().toControl(new Layout.Point(body.x + 136, body.y + 20));
        return columns(canvas.picture(), from.x, to.x, from.y, to.y);
    }

    /** Darkness of each column of a text. */
    private double[] profile(String text, Font font, double scale, boolean own) {
        int width = (int) Math.ceil(WIDTH * scale);
        int height = (int) Math.ceil(HEIGHT * scale);
        Image image = new Image(display, width, height);
        GC gc = new GC(image);
        SWTGraphics graphics = own ? new LetterGraphics(gc, letters) : new SWTGraphics(gc);
        try {
            graphics.scale(scale);
            graphics.setFont(font);
            graphics.drawString(text, LEFT, TOP);
            return columns(image.getImageData(), 0, width, 0, height);
        } finally {
            graphics.dispose();
            gc.dispose();
            image.dispose();
        }
    }

    private static double[] columns(ImageData picture, int left, int right, int top, int bottom) {
        double[] columns = new double[right - left];
        double paper = grey(picture, left, top);
        for (int x = left; x < right; x++) {
            for (int y = top; y < bottom; y++) {
                columns[x - left] += Math.abs(paper - grey(picture, x, y));
            }
        }
        return columns;
    }

    private static double grey(ImageData picture, int x, int y) {
        RGB rgb = picture.palette.getRGB(picture.getPixel(x, y));
        return 0.299 * rgb.red + 0.587 * rgb.green + 0.114 * rgb.blue;
    }

    /** The columns of a picture that is shown smaller: each has its share of those that it covers. */
    private static double[] scaled(double[] columns, double factor) {
        return scaled(columns, factor, 0);
    }

    private static double[] scaled(double[] columns, double factor, double shift) {
        double[] result = new double[(int) Math.ceil(columns.length * factor)];
        for (int i = 0; i < columns.length; i++) {
            double from = Math.max(0, i * factor + shift);
            double to = Math.max(0, (i + 1) * factor + shift);
            for (int k = (int) from; k < Math.min(result.length, Math.ceil(to)); k++) {
                result[k] += columns[i] * factor * (Math.min(to, k + 1) - Math.max(from, k));
            }
        }
        return result;
    }

    /** From 0 for the same to 1 and more; how dark they are as a whole does not matter. */
    private static double distance(double[] a, double[] b) {
        double ab = 0;
        double bb = 0;
        double aa = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return Math.sqrt(Math.max(0, 1 - ab * ab / (aa * bb)));
    }
}
