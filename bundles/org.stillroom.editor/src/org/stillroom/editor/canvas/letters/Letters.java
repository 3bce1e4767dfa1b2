// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.letters;

import java.text.Bidi;
import java.util.LinkedHashMap;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Transform;
import org.stillroom.editor.canvas.theme.Fonts;

/**
 * Draws texts at scales at which the drawing system would set each letter on a whole pixel and so space them badly:
 * as outlines, filled once for each text and kept as pictures. Dispose with the canvas.
 */
public final class Letters {

    /** Of all pictures kept: 32 MB. */
    private static final long MOST_PIXELS = 8_000_000;

    /** Places between two pixels at which a text may begin. */
    private static final int PHASES = 2;

    /** Around a text, for letters that reach beyond it. */
    private static final int ROOM = 3;

    private static final double NEARLY = 1e-3;

    private static final char FIRST_RIGHT_TO_LEFT = '\u0590';

    private record Key(String text, Font font, Color color, int phase) {}

    /**
     * A picture of a text.
     *
     * @param baseline pixels from its top
     */
    private record Picture(Image image, int baseline, int pixels) {}

    private final Device device;
    private final Fonts fonts;
    private final Outlines outlines;
    private final LinkedHashMap<Key, Picture> pictures = new LinkedHashMap<>(64, 0.75f, true);
    private final Transform transform;
    private final Transform before;
    private double scale;
    private long pixels;

    public Letters(Device device, Fonts fonts) {
        this.device = device;
        this.fonts = fonts;
        outlines = new Outlines(device, fonts);
        transform = new Transform(device);
        before = new Transform(device);
    }

    /** Whether a text is better drawn here: not at 100 %, where it looks as texts of other windows. */
    boolean serves(String text, Font font, double wanted) {
        return Math.abs(wanted - 1) > NEARLY && fonts.outline(font) != null && plain(text);
    }

    /** Whether letters stand one after the other, as they do in most languages, and have one colour. */
    private static boolean plain(String text) {
        boolean simple = true;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ') {
                return false;
            }
            simple &= letter < FIRST_RIGHT_TO_LEFT;
        }
        return simple || text.codePoints().noneMatch(Character::isEmojiPresentation)
                && !Bidi.requiresBidi(text.toCharArray(), 0, text.length());
    }

    /**
     * Draws a text; what the GC is transformed by afterwards is as before.
     *
     * @param x of the text's upper left corner, in pixels of the GC without any transform
     * @param y of the same
     * @param wanted its scale; 1 for 100 %
     */
    void draw(GC gc, String text, Font font, Color color, double x, double y, double wanted) {
        if (wanted != scale) {
            forget();
            scale = wanted;
        }
        int place = (int) Math.round(x * PHASES);
        int phase = Math.floorMod(place, PHASES);
        Picture picture = picture(new Key(text, font, color, phase));
        int baseline = (int) Math.round(y + fonts.ascent(font) * scale);
        gc.getTransform(before);
        transform.setElements(1, 0, 0, 1, Math.floorDiv(place, PHASES) - ROOM, baseline - picture.baseline());
        gc.setTransform(transform);
        gc.drawImage(picture.image(), 0, 0);
        gc.setTransform(before);
    }

    public void dispose() {
        forget();
        outlines.dispose();
        transform.dispose();
        before.dispose();
    }

    private void forget() {
        pictures.values().forEach(picture -> picture.image().dispose());
        pictures.clear();
        pixels = 0;
    }

    private Picture picture(Key key) {
        Picture known = pictures.get(key);
        if (known == null) {
            known = make(key);
            pictures.put(key, known);
            pixels += known.pixels();
            while (pixels > MOST_PIXELS && pictures.size() > 1) {
                Picture eldest = pictures.pollFirstEntry().getValue();
                eldest.image().dispose();
                pixels -= eldest.pixels();
            }
        }
        return known;
    }

    private Picture make(Key key) {
        double above = fonts.outlineAscent(key.font()) * scale / Fonts.OUTLINE;
        int baseline = (int) Math.ceil(above) + 1;
        int width = (int) Math.ceil(fonts.width(key.text(), key.font()) * scale) + 2 * ROOM + 1;
        int height = (int) Math.ceil(fonts.outlineHeight(key.text(), key.font()) * scale / Fonts.OUTLINE) + 2;
        Image image = new Image(device, clear(width, height));
        GC gc = new GC(image);
        gc.setAntialias(SWT.ON);
        gc.setBackground(key.color());
        outlines.fill(gc, key.text(), key.font(), ROOM + (double) key.phase() / PHASES, baseline - above, scale,
                transform);
        gc.dispose();
        return new Picture(image, baseline, width * height);
    }

    private static ImageData clear(int width, int height) {
        ImageData data = new ImageData(width, height, 32, new PaletteData(0xFF00, 0xFF0000, 0xFF000000));
        data.alphaData = new byte[width * height];
        return data;
    }
}
