// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.List;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.graphics.Font;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.editor.canvas.theme.Fonts;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.contract.Shown;

/** Draws numbers in rows and columns; one number alone is drawn large. */
record TablePainter(Look look, Shown.Table table) implements ShownFigure.Painter {

    private static final int MOST_ROWS = 24;
    private static final int GAP = 12;
    /** Between two rows. */
    private static final int LEADING = 4;
    private static final int LEAST_NAME = 56;

    @Override
    public int height(int width) {
        if (alone()) {
            return look.fonts().height(look.fonts().large()) + look.fonts().height(look.fonts().small());
        }
        return lines() * line() - LEADING;
    }

    @Override
    public int width() {
        int names = table.rows().stream().mapToInt(row -> look.fonts().width(row.name(), look.fonts().body())).max()
                .orElse(0);
        int values = 0;
        for (int column = 0; column < columns(); column++) {
            values += GAP + Math.max(cellWidth(column), look.fonts().width(heading(column), look.fonts().small()));
        }
        return names + values;
    }

    @Override
    public void paint(Graphics graphics, Rectangle area) {
        if (alone()) {
            paintAlone(graphics, area);
            return;
        }
        int[] rights = rights(area);
        int y = area.y;
        if (!table.columns().isEmpty()) {
            paintHeadings(graphics, area, rights, y);
            y += line();
        }
        for (Shown.Row row : shownRows()) {
            paint(graphics, row, area, rights, y);
            y += line();
        }
        if (table.rows().size() > MOST_ROWS) {
            text(graphics, CanvasMessages.of(CanvasMessages.more, table.rows().size() - MOST_ROWS), area.x, y,
                    area.width, look.fonts().small());
        }
    }

    private void paintAlone(Graphics graphics, Rectangle area) {
        Shown.Row row = table.rows().getFirst();
        Fonts fonts = look.fonts();
        graphics.setForegroundColor(look.theme().text());
        text(graphics, row.values().getFirst().text(), area.x, area.y, area.width, fonts.large());
        graphics.setForegroundColor(look.theme().dim());
        text(graphics, row.name(), area.x, area.y + fonts.height(fonts.large()), area.width, fonts.small());
    }

    private void paintHeadings(Graphics graphics, Rectangle area, int[] rights, int y) {
        Fonts fonts = look.fonts();
        graphics.setForegroundColor(look.theme().dim());
        int left = area.x + LEAST_NAME;
        for (int column = 0; column < rights.length; column++) {
            String heading = fonts.cut(heading(column), fonts.small(), rights[column] - left - GAP / 2, false);
            graphics.setFont(fonts.small());
            graphics.drawString(heading, rights[column] - fonts.width(heading, fonts.small()), y);
            left = rights[column];
        }
    }

    private void paint(Graphics graphics, Shown.Row row, Rectangle area, int[] rights, int y) {
        Fonts fonts = look.fonts();
        int left = area.right();
        graphics.setForegroundColor(look.theme().text());
        graphics.setFont(fonts.bold());
        for (int column = Math.min(rights.length, row.values().size()) - 1; column >= 0; column--) {
            String value = row.values().get(column).text();
            left = rights[column] - fonts.width(value, fonts.bold());
            graphics.drawString(value, left, y);
        }
        boolean heading = row.values().isEmpty();
        graphics.setForegroundColor(heading ? look.theme().dim() : look.theme().text());
        text(graphics, row.name(), area.x, y, left - area.x - (heading ? 0 : GAP / 2),
                heading ? fonts.italic() : fonts.body());
    }

    private void text(Graphics graphics, String text, int x, int y, int width, Font font) {
        graphics.setFont(font);
        graphics.drawString(look.fonts().cut(text, font, Math.max(0, width), false), x, y);
    }

    /** Where the numbers of each column end: as narrow as they are, or evenly where headings need room. */
    private int[] rights(Rectangle area) {
        int count = columns();
        int[] rights = new int[count];
        int even = table.columns().isEmpty() ? 0 : (area.width - LEAST_NAME) / Math.max(1, count);
        int right = area.right();
        for (int column = count - 1; column >= 0; column--) {
            rights[column] = right;
            int heading = look.fonts().width(heading(column), look.fonts().small()) + GAP;
            right -= Math.max(cellWidth(column) + GAP, Math.min(even, heading));
        }
        return rights;
    }

    private int cellWidth(int column) {
        return table.rows().stream().filter(row -> row.values().size() > column)
                .map(row -> row.values().get(column)).map(Quantity::text)
                .mapToInt(text -> look.fonts().width(text, look.fonts().bold())).max().orElse(0);
    }

    private String heading(int column) {
        return column < table.columns().size() ? table.columns().get(column) : "";
    }

    private int columns() {
        return table.rows().stream().mapToInt(row -> row.values().size()).max().orElse(0);
    }

    private List<Shown.Row> shownRows() {
        return table.rows().subList(0, Math.min(MOST_ROWS, table.rows().size()));
    }

    private int lines() {
        int more = table.rows().size() > MOST_ROWS ? 1 : 0;
        return shownRows().size() + more + (table.columns().isEmpty() ? 0 : 1);
    }

    private int line() {
        return look.fonts().height(look.fonts().body()) + LEADING;
    }

    private boolean alone() {
        return table.rows().size() == 1 && table.rows().getFirst().values().size() == 1;
    }
}
