// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The font of the signs: 26 capital letters as strokes on a grid of 6 by 12. Fonts of the system differ between
 * machines, so there are none here. Safe for use by several threads.
 */
final class StrokeFont {

    /** The width of a letter in pixels. */
    static final int WIDTH = 9;

    /** The height of a letter in pixels. */
    static final int HEIGHT = 16;

    private static final double COLUMNS = 6;
    private static final double ROWS = 12;

    /** How far a quarter of an ellipse is pulled to its corner as a cubic curve. */
    private static final double ARC = 0.5523;

    private static final double SERIF = 1.5;

    /** A serif at the foot of a T would make it an I. */
    private static final String T = "M 0 0 L 6 0 M 3 0 L 3 12";

    /**
     * The strokes of a to z. M lifts the pen to a point, L draws a line; h and v draw a quarter of an ellipse that sets
     * out level or upright.
     */
    private static final String[] STROKES = {
        "M 0 12 L 3 0 L 6 12 M 1 8 L 5 8",
        "M 0 6 L 3.2 6 h 6 9 v 3.2 12 L 0 12 L 0 0 L 3 0 h 5.5 3 v 3 6",
        "M 6 3 v 3 0 h 0 3.5 L 0 8.5 v 3 12 h 6 9",
        "M 0 0 L 0 12 L 2 12 h 6 8 L 6 4 v 2 0 L 0 0",
        "M 6 0 L 0 0 L 0 12 L 6 12 M 0 6 L 5 6",
        "M 6 0 L 0 0 L 0 12 M 0 6 L 5 6",
        "M 6 3 v 3 0 h 0 3.5 L 0 8.5 v 3 12 h 6 9 L 6 7 L 3.5 7",
        "M 0 0 L 0 12 M 6 0 L 6 12 M 0 6 L 6 6",
        "M 3 0 L 3 12 M 0.8 0 L 5.2 0 M 0.8 12 L 5.2 12",
        "M 2.5 0 L 6 0 L 6 8.5 v 3 12 h 0 9",
        "M 0 0 L 0 12 M 6 0 L 0 7 M 2 4.8 L 6 12",
        "M 0 0 L 0 12 L 6 12",
        "M 0 12 L 0 0 L 3 6.5 L 6 0 L 6 12",
        "M 0 12 L 0 0 L 6 12 L 6 0",
        "M 3 0 h 0 3.5 L 0 8.5 v 3 12 h 6 8.5 L 6 3.5 v 3 0",
        "M 0 12 L 0 0 L 3 0 h 6 3.4 v 3 6.8 L 0 6.8",
        "M 3 0 h 0 3.5 L 0 8 v 3 11.4 h 6 8 L 6 3.5 v 3 0 M 3 8 L 6 12",
        "M 0 12 L 0 0 L 3 0 h 6 3.4 v 3 6.8 L 0 6.8 M 2.7 6.8 L 6 12",
        "M 6 2.8 v 3 0 h 0 3 v 3 6 h 6 9 v 3 12 h 0 9.2",
        T,
        "M 0 0 L 0 8.5 v 3 12 h 6 8.5 L 6 0",
        "M 0 0 L 3 12 L 6 0",
        "M 0 0 L 1 12 L 3 5 L 5 12 L 6 0",
        "M 0 0 L 6 12 M 6 0 L 0 12",
        "M 0 0 L 3 6 L 6 0 M 3 6 L 3 12",
        "M 0 0 L 6 0 L 0 12 L 6 12",
    };

    private static final Map<Lettering, List<Shape>> LETTERS = new EnumMap<>(Lettering.class);

    static {
        for (Lettering style : Lettering.values()) {
            List<Shape> letters = new ArrayList<>();
            for (String strokes : STROKES) {
                letters.add(outline(strokes, style));
            }
            LETTERS.put(style, List.copyOf(letters));
        }
    }

    private StrokeFont() {
    }

    /** @return the outline of a letter of a to z, to be filled; within 9 x 16 pixels, the corner at the origin */
    static Shape letter(char letter, Lettering style) {
        return LETTERS.get(style).get(letter - 'a');
    }

    private static Shape outline(String strokes, Lettering style) {
        Path2D path = new Path2D.Double();
        String[] words = strokes.split(" ");
        double x = 0;
        double y = 0;
        for (int i = 0; i < words.length; i += 3) {
            double toX = Double.parseDouble(words[i + 1]);
            double toY = Double.parseDouble(words[i + 2]);
            switch (words[i]) {
                case "M" -> path.moveTo(px(toX, toY, style), py(toY, style));
                case "L" -> path.lineTo(px(toX, toY, style), py(toY, style));
                case "h" -> arc(path, x, y, toX, toY, toX, y, style);
                case "v" -> arc(path, x, y, toX, toY, x, toY, style);
                default -> throw new IllegalStateException("no stroke is called " + words[i]);
            }
            x = toX;
            y = toY;
        }
        if (style.serifs() && !strokes.equals(T)) {
            addSerifs(path, words, style);
        }
        return new BasicStroke((float) style.pen(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                .createStrokedShape(path);
    }

    private static void arc(Path2D path, double x, double y, double toX, double toY, double cornerX, double cornerY,
            Lettering style) {
        double startX = x + (cornerX - x) * ARC;
        double startY = y + (cornerY - y) * ARC;
        double endX = toX + (cornerX - toX) * ARC;
        double endY = toY + (cornerY - toY) * ARC;
        path.curveTo(px(startX, startY, style), py(startY, style), px(endX, endY, style), py(endY, style),
                px(toX, toY, style), py(toY, style));
    }

    /** A bar at each free end of a steep line at the head or the foot of the letter. */
    private static void addSerifs(Path2D path, String[] words, Lettering style) {
        for (int i = 0; i + 3 < words.length; i += 3) {
            if (!words[i + 3].equals("L")) {
                continue;
            }
            boolean starts = words[i].equals("M");
            boolean ends = i + 6 >= words.length || words[i + 6].equals("M");
            double fromX = Double.parseDouble(words[i + 1]);
            double fromY = Double.parseDouble(words[i + 2]);
            double toX = Double.parseDouble(words[i + 4]);
            double toY = Double.parseDouble(words[i + 5]);
            if (Math.abs(toY - fromY) < 1.5 * Math.abs(toX - fromX)) {
                continue;
            }
            if (starts) {
                serif(path, fromX, fromY, style);
            }
            if (ends) {
                serif(path, toX, toY, style);
            }
        }
    }

    private static void serif(Path2D path, double x, double y, Lettering style) {
        if (y == 0 || y == ROWS) {
            path.moveTo(px(Math.max(-0.7, x - SERIF), y, style), py(y, style));
            path.lineTo(px(Math.min(COLUMNS + 0.7, x + SERIF), y, style), py(y, style));
        }
    }

    private static double px(double x, double y, Lettering style) {
        double margin = style.pen() / 2 + (style.serifs() ? 0.6 : 0);
        return margin + x / COLUMNS * (WIDTH - 2 * margin - style.slant()) + style.slant() * (1 - y / ROWS);
    }

    private static double py(double y, Lettering style) {
        return style.pen() / 2 + y / ROWS * (HEIGHT - style.pen());
    }
}
