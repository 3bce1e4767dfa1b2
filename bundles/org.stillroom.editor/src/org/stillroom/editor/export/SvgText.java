// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.export;

import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.FontMetrics;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.TextLayout;
import org.eclipse.swt.graphics.TextStyle;

/** Texts as SVG elements: real text in the canvas's font, at the place where the canvas has it. */
final class SvgText {

    private static final double POINTS_PER_INCH = 72;

    private final SvgState state;
    private final StringBuilder elements = new StringBuilder();

    SvgText(SvgState state) {
        this.state = state;
    }

    String elements() {
        return elements.toString();
    }

    /** Lines one below the other, from the upper left corner. */
    void lines(String text, double x, double y) {
        FontMetrics metrics = FigureUtilities.getFontMetrics(state.font);
        double baseline = y + metrics.getAscent() + metrics.getLeading();
        for (String line : text.split("\\R", -1)) {
            run(line.replace("\t", "        "), x, baseline, state.font, state.foreground);
            baseline += metrics.getHeight();
        }
    }

    void background(String text, double x, double y) {
        Dimension size = FigureUtilities.getTextExtents(text, state.font);
        box(x, y, size.width, size.height, state.background);
    }

    /** The lines of a layout, each in pieces of one style. */
    void layout(TextLayout layout, double x, double y) {
        String text = layout.getText();
        int[] offsets = layout.getLineOffsets();
        for (int line = 0; line + 1 < offsets.length; line++) {
            FontMetrics metrics = layout.getLineMetrics(line);
            Rectangle bounds = layout.getLineBounds(line);
            double baseline = y + bounds.y + metrics.getAscent() + metrics.getLeading();
            int start = offsets[line];
            while (start < offsets[line + 1]) {
                TextStyle style = layout.getStyle(start);
                int end = start + 1;
                while (end < offsets[line + 1] && layout.getStyle(end) == style) {
                    end++;
                }
                double at = x + layout.getLocation(start, false).x;
                piece(text.substring(start, end).stripTrailing(), at, y + bounds.y, baseline, bounds.height,
                        style == null ? new TextStyle() : style, layout.getFont());
                start = end;
            }
        }
    }

    private void piece(String text, double x, double top, double baseline, int height, TextStyle style,
            Font layoutFont) {
        Font font = style.font != null ? style.font : layoutFont != null ? layoutFont : state.font;
        if (style.background != null) {
            box(x, top, FigureUtilities.getStringExtents(text, font).width, height, style.background);
        }
        String decoration = style.underline ? " text-decoration=\"underline\""
                : style.strikeout ? " text-decoration=\"line-through\"" : "";
        run(text, x, baseline - style.rise, font, style.foreground != null ? style.foreground : state.foreground,
                decoration);
    }

    private void box(double x, double y, double width, double height, Color color) {
        elements.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"%s/>\n".formatted(SvgWriter.number(x),
                SvgWriter.number(y), SvgWriter.number(width), SvgWriter.number(height), state.fill(color)));
    }

    private void run(String text, double x, double baseline, Font font, Color color) {
        run(text, x, baseline, font, color, "");
    }

    private void run(String text, double x, double baseline, Font font, Color color, String more) {
        if (text.isBlank()) {
            return;
        }
        // The length keeps a text in its place where the font is another.
        int length = FigureUtilities.getStringExtents(text, font).width;
        elements.append("<text x=\"%s\" y=\"%s\" textLength=\"%d\" xml:space=\"preserve\"%s%s%s>%s</text>\n"
                .formatted(SvgWriter.number(x), SvgWriter.number(baseline), length, font(font), state.fill(color),
                        more, SvgWriter.escape(text)));
    }

    private static String font(Font font) {
        FontData data = font.getFontData()[0];
        double pixels = data.getHeight() * font.getDevice().getDPI().y / POINTS_PER_INCH;
        return " font-family=\"" + SvgWriter.escape(data.getName()) + ", sans-serif\" font-size=\""
                + SvgWriter.number(pixels) + '"'
                + ((data.getStyle() & SWT.BOLD) != 0 ? " font-weight=\"bold\"" : "")
                + ((data.getStyle() & SWT.ITALIC) != 0 ? " font-style=\"italic\"" : "");
    }
}
