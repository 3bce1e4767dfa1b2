// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.List;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.nodes.contract.Parameter;

/** An inline parameter: label and value in a rounded field, or a text of several lines. */
public final class ParameterFigure extends Figure {

    /** What a click in the field does. */
    public enum Zone { LESS, VALUE, MORE }

    private static final int ARROW = 20;
    private static final int PAD = 9;
    private static final int LINES = 4;
    private static final int ROUND = 8;

    private final Look look;
    private ParameterView view;
    private boolean hovered;
    private String wrappedText;
    private int wrappedWidth;
    private List<String> lines = List.of();

    ParameterFigure(Look look, ParameterView view) {
        this.look = look;
        this.view = view;
        setToolTip(new TooltipFigure(look, tooltip(view)));
    }

    public ParameterView view() {
        return view;
    }

    void setView(ParameterView changed) {
        if (!view.equals(changed)) {
            view = changed;
            setToolTip(new TooltipFigure(look, tooltip(view)));
            repaint();
        }
    }

    public void setHovered(boolean hovered) {
        if (this.hovered != hovered) {
            this.hovered = hovered;
            repaint();
        }
    }

    /** Least height that shows it, in pixels at 100 %. */
    int leastHeight() {
        int line = look.fonts().height(look.fonts().body());
        return view.multiline() ? LINES * line + 2 * PAD - 2 : line + 10;
    }

    boolean grows() {
        return view.multiline();
    }

    /** @param x in the coordinates of the canvas */
    public Zone zone(int x) {
        if (!view.number()) {
            return Zone.VALUE;
        }
        return x < bounds.x + ARROW ? Zone.LESS : x >= bounds.right() - ARROW ? Zone.MORE : Zone.VALUE;
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        Theme theme = look.theme();
        graphics.setAntialias(SWT.ON);
        graphics.setBackgroundColor(theme.field());
        graphics.fillRoundRectangle(bounds, ROUND, ROUND);
        boolean wrong = !view.problem().isEmpty();
        boolean conflict = view.other().isPresent();
        graphics.setForegroundColor(conflict ? theme.conflict()
                : wrong ? theme.bad() : hovered ? theme.accent() : theme.border());
        graphics.setLineWidth(conflict ? 2 : 1);
        graphics.drawRoundRectangle(bounds.getCopy().resize(-1, -1), ROUND, ROUND);
        graphics.setFont(look.fonts().body());
        if (view.multiline()) {
            lines(graphics, theme);
        } else {
            field(graphics, theme);
        }
    }

    private void lines(Graphics graphics, Theme theme) {
        Font font = look.fonts().body();
        int width = bounds.width - 2 * PAD;
        int line = look.fonts().height(font);
        if (view.value().isEmpty()) {
            graphics.setForegroundColor(theme.dim());
            graphics.drawString(view.parameter().label() + "\u2026", bounds.x + PAD, bounds.y + PAD - 2);
            return;
        }
        int most = Math.max(1, (bounds.height - PAD) / line);
        if (!view.value().equals(wrappedText) || wrappedWidth != width || lines.size() > most) {
            lines = Wrap.lines(view.value(), look.fonts(), font, width, most);
            wrappedText = view.value();
            wrappedWidth = width;
        }
        graphics.setForegroundColor(theme.text());
        for (int i = 0; i < lines.size(); i++) {
            graphics.drawString(lines.get(i), bounds.x + PAD, bounds.y + PAD - 2 + i * line);
        }
    }

    private void field(Graphics graphics, Theme theme) {
        Font font = look.fonts().body();
        int y = bounds.y + (bounds.height - look.fonts().height(font)) / 2;
        int inset = view.number() ? ARROW : PAD;
        if (view.number()) {
            arrow(graphics, theme, bounds.x + ARROW / 2, -1);
            arrow(graphics, theme, bounds.right() - ARROW / 2, 1);
        }
        String label = view.parameter().label();
        int labelWidth = look.fonts().width(label, font);
        graphics.setForegroundColor(theme.dim());
        graphics.drawString(label, bounds.x + inset, y);
        int end = bounds.right() - inset;
        if (view.parameter().kind() == Parameter.Kind.BOOLEAN) {
            toggle(graphics, theme, end);
            return;
        }
        if (view.parameter().kind() == Parameter.Kind.CHOICE) {
            chevron(graphics, theme, end - 4);
            end -= 14;
        }
        boolean empty = view.value().isEmpty();
        int room = end - bounds.x - inset - labelWidth - 10;
        String hint = view.hint().isEmpty() ? CanvasMessages.choose : view.hint();
        String shown = view.other().map(other -> CanvasMessages.of(CanvasMessages.both, view.value(), other))
                .map(both -> look.fonts().cut(both, font, room, false))
                .orElseGet(() -> cut(empty ? hint : view.value(), font, room));
        graphics.setForegroundColor(empty ? theme.dim() : theme.text());
        graphics.drawString(shown, end - look.fonts().width(shown, font), y);
    }

    /** Of a path, whole names are left out rather than parts of one. */
    private String cut(String value, Font font, int width) {
        String cut = look.fonts().cut(value, font, width, view.file());
        int slash = cut.indexOf('/');
        return view.file() && cut.startsWith("\u2026") && slash > 0 ? "\u2026" + cut.substring(slash) : cut;
    }

    private void arrow(Graphics graphics, Theme theme, int x, int direction) {
        int y = bounds.y + bounds.height / 2;
        graphics.setBackgroundColor(hovered ? theme.text() : theme.dim());
        graphics.fillPolygon(new int[] {x - 2 * direction, y - 4, x - 2 * direction, y + 4, x + 3 * direction, y});
    }

    private void chevron(Graphics graphics, Theme theme, int x) {
        int y = bounds.y + bounds.height / 2;
        graphics.setBackgroundColor(hovered ? theme.text() : theme.dim());
        graphics.fillPolygon(new int[] {x - 4, y - 2, x + 4, y - 2, x, y + 3});
    }

    private void toggle(Graphics graphics, Theme theme, int end) {
        boolean on = view.value().equals("true");
        Rectangle track = new Rectangle(end - 28, bounds.y + bounds.height / 2 - 7, 28, 14);
        graphics.setBackgroundColor(on ? theme.accent() : theme.border());
        graphics.fillRoundRectangle(track, 14, 14);
        graphics.setBackgroundColor(theme.node());
        graphics.fillOval(on ? track.right() - 12 : track.x + 2, track.y + 2, 10, 10);
    }

    private static String tooltip(ParameterView view) {
        String about = view.parameter().label() + ": " + view.parameter().description();
        return view.problem().isEmpty() ? about : view.parameter().label() + ": " + view.problem();
    }
}
