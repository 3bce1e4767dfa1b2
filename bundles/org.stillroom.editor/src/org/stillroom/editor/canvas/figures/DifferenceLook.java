// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.editor.status.Overlay.Difference;

/**
 * How a node looks that differs from another version of the graph. The kinds can be told apart without colours: by a
 * word where there is room, and by line and hatching where there is none.
 */
final class DifferenceLook {

    /** Around the word at a corner. */
    private static final int ROOM = 8;

    private DifferenceLook() {}

    static String text(Difference difference) {
        return switch (difference) {
            case NONE -> "";
            case ADDED -> CanvasMessages.differenceAdded;
            case REMOVED -> CanvasMessages.differenceRemoved;
            case CHANGED -> CanvasMessages.differenceChanged;
            case RENAMED -> CanvasMessages.differenceRenamed;
            case CONFLICT -> CanvasMessages.differenceConflict;
        };
    }

    /** Of outline and word. */
    static Color color(Theme theme, Difference difference) {
        return switch (difference) {
            case NONE -> theme.border();
            case ADDED -> theme.good();
            case REMOVED -> theme.bad();
            case CHANGED -> theme.warning();
            case RENAMED -> theme.accent();
            case CONFLICT -> theme.conflict();
        };
    }

    static Color fill(Theme theme, Difference difference) {
        return switch (difference) {
            case NONE -> theme.node();
            case CHANGED -> theme.changed();
            case ADDED, REMOVED, RENAMED, CONFLICT -> theme.tinted(color(theme, difference));
        };
    }

    /** A style of SWT. */
    static int line(Difference difference) {
        return switch (difference) {
            case REMOVED -> SWT.LINE_DASH;
            case CHANGED -> SWT.LINE_DASHDOT;
            case RENAMED -> SWT.LINE_DOT;
            case NONE, ADDED, CONFLICT -> SWT.LINE_SOLID;
        };
    }

    /** Of the outline, in pixels of the screen where the canvas is not enlarged. */
    static int width(Difference difference) {
        return switch (difference) {
            case NONE -> 1;
            case ADDED, REMOVED, CHANGED, RENAMED -> 2;
            case CONFLICT -> 3;
        };
    }

    /** Marks something other than a node as in conflict: by its edge and a word at its upper right corner. */
    static void conflict(Graphics graphics, Look look, Rectangle area, int round) {
        graphics.pushState();
        graphics.setAlpha(255);
        graphics.setForegroundColor(look.theme().conflict());
        graphics.setLineStyle(SWT.LINE_SOLID);
        graphics.setLineWidth(width(Difference.CONFLICT));
        graphics.drawRoundRectangle(area.getCopy().shrink(2, 2), round, round);
        Font font = look.fonts().small();
        String word = text(Difference.CONFLICT);
        if (look.readable()) {
            graphics.setFont(font);
            graphics.drawString(word, area.right() - look.fonts().width(word, font) - ROOM, area.y + ROOM);
        }
        graphics.popState();
    }

    /** Strikes out what was removed, and crosses out what cannot stay as it is. */
    static void hatch(Graphics graphics, Look look, Difference difference, Rectangle area) {
        if (difference == Difference.REMOVED || difference == Difference.CONFLICT) {
            Hatch.paint(graphics, look, area, color(look.theme(), difference), difference == Difference.CONFLICT);
        }
    }
}
