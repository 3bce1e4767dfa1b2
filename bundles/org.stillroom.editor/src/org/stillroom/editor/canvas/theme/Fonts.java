// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.theme;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;

/**
 * The fonts of one canvas, made from the system's, and how wide texts are in them. Dispose with the canvas. They have
 * the same number of pixels on every screen, as the nodes have: a screen on which texts are to be larger shows the
 * whole canvas larger.
 */
public final class Fonts {

    private static final double PLAIN_DPI = 96;
    private static final double POINTS_PER_INCH = 72;

    private static final int MOST_REMEMBERED = 20_000;

    /** How many times as large fonts are of which outlines of letters are taken. */
    public static final int OUTLINE = 8;

    private final double density;
    private final Font title;
    private final Font body;
    private final Font small;
    private final Font bold;
    private final Font italic;
    private final Font large;
    private final Font headline;
    private final Font far;
    private final Font fixed;
    private final Font outside;
    private final Font outsideSmall;
    private final Map<Font, Map<String, Integer>> widths = new HashMap<>();
    private final Map<Font, Integer> heights = new HashMap<>();
    private final Map<Font, Integer> ascents = new HashMap<>();
    private final Map<Font, Font> outlines = new HashMap<>();

    public Fonts(Device device) {
        FontData system = device.getSystemFont().getFontData()[0];
        String name = system.getName();
        int size = Math.clamp(system.getHeight(), 9, 16);
        density = Math.max(1, device.getDPI().y / PLAIN_DPI);
        title = font(device, name, size, SWT.BOLD);
        body = font(device, name, size - 1, SWT.NORMAL);
        small = font(device, name, size - 2, SWT.NORMAL);
        bold = font(device, name, size - 1, SWT.BOLD);
        italic = font(device, name, size - 1, SWT.ITALIC);
        large = font(device, name, size + 3, SWT.BOLD);
        headline = font(device, name, size + 4, SWT.BOLD);
        far = font(device, name, 2 * size, SWT.BOLD);
        fixed = font(device, "monospace", size - 1, SWT.NORMAL);
        outside = new Font(device, name, size - 1, SWT.NORMAL);
        outsideSmall = new Font(device, name, size - 2, SWT.NORMAL);
    }

    /** How much larger than usual this screen shows texts: 1.5 where a person has set 150 %; at least 1. */
    public double density() {
        return density;
    }

    /** Only written out can a font have a height with a fraction. */
    private Font font(Device device, String name, int height, int style) {
        Font font = new Font(device, density == 1 ? new FontData(name, height, style)
                : new FontData("1|" + name + '|' + (float) (height / density) + '|' + style + '|'));
        outlines.put(font, new Font(device, name, OUTLINE * height, style));
        return font;
    }

    public Font title() {
        return title;
    }

    public Font body() {
        return body;
    }

    public Font small() {
        return small;
    }

    public Font bold() {
        return bold;
    }

    public Font italic() {
        return italic;
    }

    public Font large() {
        return large;
    }

    /** For the titles of nodes where they have the room of two lines. */
    public Font headline() {
        return headline;
    }

    /** For the titles of nodes at scales at which nothing else can be read. */
    public Font far() {
        return far;
    }

    public Font fixed() {
        return fixed;
    }

    /** As {@link #body}, for what is shown beside or over the canvas, as large as the texts of other windows. */
    public Font outside() {
        return outside;
    }

    /** As {@link #small}, for the same. */
    public Font outsideSmall() {
        return outsideSmall;
    }

    /** In pixels at 100 %. */
    public int width(String text, Font font) {
        Map<String, Integer> known = widths.computeIfAbsent(font, f -> new HashMap<>());
        if (known.size() > MOST_REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(text, t -> FigureUtilities.getTextExtents(t, font).width);
    }

    /** Height of a line, in pixels at 100 %. */
    public int height(Font font) {
        return heights.computeIfAbsent(font, f -> FigureUtilities.getTextExtents("Xg", f).height);
    }

    /** Of a line above its base, in pixels at 100 %. */
    public int ascent(Font font) {
        return ascents.computeIfAbsent(font, f -> FigureUtilities.getFontMetrics(f).getAscent());
    }

    /**
     * The font for outlines of letters of one of these fonts. Outlines are as large on every screen, whatever it does
     * with texts.
     *
     * @return null for a font that is not drawn on the canvas
     */
    public Font outline(Font font) {
        return outlines.get(font);
    }

    /** Size of a font for outlines, in pixels. */
    public static double outlineSize(Font outline) {
        return outline.getFontData()[0].getHeight() * PLAIN_DPI / POINTS_PER_INCH;
    }

    /** How wide the outline of a text is, in pixels at {@link #OUTLINE} times 100 %. */
    public double outlineWidth(String text, Font font) {
        return FigureUtilities.getTextExtents(text, outline(font)).width / density;
    }

    /** How high the outline of a text is, as {@link #outlineWidth}. */
    public double outlineHeight(String text, Font font) {
        return FigureUtilities.getTextExtents(text, outline(font)).height / density;
    }

    /** As {@link #ascent}, of outlines. */
    public double outlineAscent(Font font) {
        return ascent(outline(font)) / density;
    }

    /**
     * The text, cut to a width.
     *
     * @param keepEnd whether its end is kept rather than its beginning, as for paths
     */
    public String cut(String text, Font font, int width, boolean keepEnd) {
        if (text.length() < width && width(text, font) <= width) {
            return text;
        }
        int fits = 0;
        int fails = Math.min(text.length(), width);
        while (fits < fails) {
            int middle = (fits + fails + 1) / 2;
            if (width(cut(text, middle, keepEnd), font) <= width) {
                fits = middle;
            } else {
                fails = middle - 1;
            }
        }
        return cut(text, fits, keepEnd);
    }

    public void dispose() {
        for (Font font : new Font[] {title, body, small, bold, italic, large, headline, far, fixed, outside,
            outsideSmall}) {
            font.dispose();
        }
        outlines.values().forEach(Font::dispose);
    }

    private static String cut(String text, int length, boolean keepEnd) {
        if (length >= text.length()) {
            return text;
        }
        return keepEnd ? "\u2026" + text.substring(text.length() - length) : text.substring(0, length) + "\u2026";
    }
}
