// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.theme;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.swt.graphics.Color;

/**
 * The colours of the canvas. Colours hold no resource and need no disposal.
 *
 * @param dark whether the canvas is dark
 * @param canvas behind everything
 * @param grid dots of the grid
 * @param node body of a node
 * @param border of a node
 * @param text that is read
 * @param dim text that explains
 * @param field behind a parameter's value
 * @param shadow below a node
 * @param accent selection and focus
 * @param good what went well
 * @param warning what needs a look
 * @param bad what failed
 * @param note paper of a note
 * @param frame of a group that has no colour of its own
 */
public record Theme(boolean dark, Color canvas, Color grid, Color node, Color border, Color text, Color dim,
        Color field, Color shadow, Color accent, Color good, Color warning, Color bad, Color note, Color frame) {

    public static final Theme LIGHT = new Theme(false, color("#f2f3f5"), color("#d3d6db"), color("#ffffff"),
            color("#c9cdd4"), color("#1d2129"), color("#69707d"), color("#fcfcfd"), color("#101828"), color("#2563eb"),
            color("#15803d"), color("#b45309"), color("#dc2626"), color("#fff7d6"), color("#8a93a3"));

    public static final Theme DARK = new Theme(true, color("#1b1d21"), color("#32353c"), color("#2a2d33"),
            color("#44484f"), color("#e7e9ed"), color("#9ba2ae"), color("#1f2126"), color("#000000"), color("#5b9dff"),
            color("#4ade80"), color("#fbbf24"), color("#f87171"), color("#3a3726"), color("#7b8494"));

    /** Wires and ports need this much contrast to the canvas: what WCAG asks of graphics. */
    private static final double CONTRAST = 3;

    private static final String CONFLICT = "#c026d3";
    private static final String YELLOW = "#facc15";

    private static final Map<String, Color> ADAPTED = new ConcurrentHashMap<>();

    /** The theme that goes with a background. */
    public static Theme of(Color background) {
        return rgb(background).luminance() < 0.2 ? DARK : LIGHT;
    }

    /** A colour given as CSS hex, changed as little as needed to be seen on this canvas. */
    public Color visible(String hex) {
        return ADAPTED.computeIfAbsent(hex + dark, key -> color(Rgb.parse(hex).against(rgb(canvas), CONTRAST)));
    }

    /** The same as {@link #visible}, as CSS hex. */
    String visibleHex(String hex) {
        return rgb(visible(hex)).hex();
    }

    /** A colour of an icon, changed as little as needed to be seen on a header of its own colour. */
    public Color icon(String hex) {
        return ADAPTED.computeIfAbsent("icon" + hex + dark,
                key -> color(Rgb.parse(hex).against(rgb(header(hex)), CONTRAST)));
    }

    /** The header of a node: the node's colour with a little of its category's. */
    public Color header(String hex) {
        return mixed("header", node, hex, dark ? 0.26 : 0.13);
    }

    /** A node that is shown small: its category's colour, on which its title can still be read. */
    public Color small(String hex) {
        return mixed("small", node, hex, dark ? 0.38 : 0.3);
    }

    /** A node of which nothing but its colour can be seen. */
    public Color tiny(String hex) {
        return mixed("tiny", node, visibleHex(hex), 0.85);
    }

    /** The inside of a frame: the canvas with a little of the frame's colour. Nodes on it are told from it. */
    public Color inside(String hex) {
        return mixed("inside", canvas, hex, dark ? 0.07 : 0.11);
    }

    /** Body of a node that is marked by a colour, such as one that was added. */
    public Color tinted(Color mark) {
        return mixed("tinted", node, rgb(mark).hex(), 0.16);
    }

    /** Body of a node that was changed: yellow, as little of the warning's brown looks like red. */
    public Color changed() {
        return mixed("changed", node, YELLOW, dark ? 0.22 : 0.3);
    }

    /** Of what two people made different things of, and cannot stay as it is. */
    public Color conflict() {
        return visible(CONFLICT);
    }

    /** A colour of this theme as CSS hex. */
    public String hex(Color color) {
        return rgb(color).hex();
    }

    private Color mixed(String use, Color base, String hex, double share) {
        return ADAPTED.computeIfAbsent(use + hex + dark, key -> color(rgb(base).mixed(Rgb.parse(hex), share)));
    }

    private static Rgb rgb(Color color) {
        return new Rgb(color.getRed(), color.getGreen(), color.getBlue());
    }

    private static Color color(String hex) {
        return color(Rgb.parse(hex));
    }

    private static Color color(Rgb rgb) {
        return new Color(rgb.red(), rgb.green(), rgb.blue());
    }
}
