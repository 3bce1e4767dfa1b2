// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.Optional;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.stillroom.editor.canvas.theme.Fonts;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.editor.status.NodeStatus.State;
import org.stillroom.editor.status.Overlay.Difference;
import org.stillroom.graph.Node;

/** Paints the body of a node where texts can be read: shadow, header with icon and names, progress, outline. */
final class NodePainter {

    /** Lines that a placeholder has for saying what is missing. */
    static final int MISSING_LINES = 3;

    static final int ROUND = 16;

    private static final int PROGRESS = 3;

    private final Look look;
    private final SmallNodePainter small;

    NodePainter(Look look) {
        this.look = look;
        this.small = new SmallNodePainter(look);
    }

    /** Muted and bypassed nodes step back. */
    static int alpha(Node.Mode mode) {
        return switch (mode) {
            case ACTIVE -> 255;
            case BYPASSED -> 170;
            case MUTED -> 130;
        };
    }

    void paint(Graphics graphics, NodeFigure node) {
        graphics.setAntialias(SWT.ON);
        if (!look.readable()) {
            small.paint(graphics, node);
            return;
        }
        Rectangle body = node.bodyInPlace();
        shadow(graphics, body, graphics.getAlpha());
        body(graphics, node, body);
        header(graphics, node, body);
        progress(graphics, node, body);
        outline(graphics, node, body);
    }

    private void shadow(Graphics graphics, Rectangle body, int alpha) {
        graphics.setBackgroundColor(look.theme().shadow());
        for (int i = 1; i <= 3; i++) {
            graphics.setAlpha(alpha * (look.theme().dark() ? 40 : 14) / 255);
            graphics.fillRoundRectangle(body.getExpanded(i, i).translate(0, 2 + i), ROUND + 2 * i, ROUND + 2 * i);
        }
        graphics.setAlpha(alpha);
    }

    private void body(Graphics graphics, NodeFigure node, Rectangle body) {
        Theme theme = look.theme();
        int header = NodeLayout.header(look.fonts());
        Rectangle top = new Rectangle(body.x, body.y, body.width, header);
        half(graphics, body, top, theme.header(node.view().color()));
        if (!node.view().collapsed()) {
            Rectangle rest = new Rectangle(body.x, body.y + header, body.width, body.height - header);
            half(graphics, body, rest, DifferenceLook.fill(theme, node.difference()));
            hatch(graphics, node, look, rest.shrink(ROUND / 4, ROUND / 4));
        }
    }

    /** What is muted or does not stay is struck out. */
    static void hatch(Graphics graphics, NodeFigure node, Look look, Rectangle area) {
        if (node.view().mode() == Node.Mode.MUTED) {
            Hatch.paint(graphics, look, area, look.theme().dim(), false);
        }
        DifferenceLook.hatch(graphics, look, node.difference(), area);
    }

    /** A style of SWT. */
    static int line(NodeFigure node) {
        return !node.view().missing().isEmpty() ? SWT.LINE_DASHDOTDOT : switch (node.view().mode()) {
            case ACTIVE -> DifferenceLook.line(node.difference());
            case BYPASSED -> SWT.LINE_DASH;
            case MUTED -> SWT.LINE_DOT;
        };
    }

    /** A part of the body, round where the body is; parts must not overlap, as they may be half transparent. */
    private static void half(Graphics graphics, Rectangle body, Rectangle part, Color fill) {
        graphics.pushState();
        graphics.clipRect(part);
        graphics.setBackgroundColor(fill);
        graphics.fillRoundRectangle(body, ROUND, ROUND);
        graphics.popState();
    }

    private void header(Graphics graphics, NodeFigure node, Rectangle body) {
        Theme theme = look.theme();
        Fonts fonts = look.fonts();
        int header = NodeLayout.header(fonts);
        int textLeft = body.x + NodeLayout.PAD;
        Optional<Image> icon = node.view().type()
                .flatMap(type -> look.icons().image(type, NodeLayout.ICON * look.scale(), theme));
        if (icon.isPresent()) {
            graphics.setInterpolation(SWT.HIGH);
            graphics.drawImage(icon.get(), new Rectangle(icon.get().getBounds()), new Rectangle(body.x + 10,
                    body.y + (header - NodeLayout.ICON) / 2, NodeLayout.ICON, NodeLayout.ICON));
            textLeft = body.x + 10 + NodeLayout.ICON + 8;
        }
        names(graphics, node, textLeft, body.y, body.right() - NodeLayout.PAD - 18 - textLeft);
        fold(graphics, node, body, header);
        missing(graphics, node, body);
    }

    /** Title and name; where they would be small and there is room for it, the title in the room of both. */
    private void names(Graphics graphics, NodeFigure node, int x, int y, int width) {
        Theme theme = look.theme();
        Fonts fonts = look.fonts();
        String title = node.view().title();
        graphics.setForegroundColor(theme.text());
        if (look.headlines() && fonts.width(title, fonts.headline()) <= width) {
            graphics.setFont(fonts.headline());
            graphics.drawString(title, x, y + (NodeLayout.header(fonts) - fonts.height(fonts.headline())) / 2);
            return;
        }
        graphics.setFont(fonts.title());
        graphics.drawString(fonts.cut(title, fonts.title(), width, false), x, y + 5);
        graphics.setFont(fonts.small());
        graphics.setForegroundColor(theme.dim());
        graphics.drawString(fonts.cut(node.view().id(), fonts.small(), width, false), x,
                y + 5 + fonts.height(fonts.title()));
    }

    private void fold(Graphics graphics, NodeFigure node, Rectangle body, int header) {
        int x = body.right() - NodeLayout.PAD - 3;
        int y = body.y + header / 2;
        graphics.setForegroundColor(look.theme().dim());
        graphics.setLineWidth(2);
        graphics.setLineCap(SWT.CAP_ROUND);
        graphics.drawPolyline(node.view().collapsed() ? new int[] {x - 2, y - 4, x + 2, y, x - 2, y + 4}
                : new int[] {x - 4, y - 2, x, y + 2, x + 4, y - 2});
    }

    private void missing(Graphics graphics, NodeFigure node, Rectangle body) {
        if (node.view().missing().isEmpty() || node.view().collapsed()) {
            return;
        }
        Fonts fonts = look.fonts();
        int line = fonts.height(fonts.small());
        int y = body.bottom() - NodeLayout.PAD - MISSING_LINES * line;
        graphics.setForegroundColor(look.theme().warning());
        for (String text : Wrap.lines(node.view().missing(), fonts, fonts.small(), body.width - 2 * NodeLayout.PAD,
                MISSING_LINES)) {
            graphics.drawString(text, body.x + NodeLayout.PAD, y);
            y += line;
        }
    }

    private void progress(Graphics graphics, NodeFigure node, Rectangle body) {
        NodeStatus status = node.status();
        if (status.state() != State.RUNNING) {
            return;
        }
        int y = body.y + NodeLayout.header(look.fonts()) - PROGRESS;
        double part = part(status);
        graphics.setBackgroundColor(look.theme().border());
        graphics.fillRectangle(body.x, y, body.width, PROGRESS);
        graphics.setBackgroundColor(look.theme().accent());
        graphics.fillRectangle(body.x, y, (int) Math.round(body.width * part), PROGRESS);
    }

    /** How much of a node that runs is done, from 0 to 1; 1 where it does not say. */
    static double part(NodeStatus status) {
        return status.total() > 0 ? Math.clamp((double) status.done() / status.total(), 0, 1) : 1;
    }

    private void outline(Graphics graphics, NodeFigure node, Rectangle body) {
        Theme theme = look.theme();
        Rectangle line = body.getCopy().resize(-1, -1);
        Optional<Color> mark = mark(theme, node);
        graphics.setLineStyle(line(node));
        graphics.setForegroundColor(mark.orElse(node.view().mode() == Node.Mode.ACTIVE ? theme.border() : theme.dim()));
        graphics.setLineWidth(Math.max(DifferenceLook.width(node.difference()),
                mark.isPresent() && look.scale() < 1 ? 2 : 1));
        graphics.drawRoundRectangle(line, ROUND, ROUND);
        if (node.selected()) {
            graphics.setAlpha(255);
            graphics.setLineStyle(SWT.LINE_SOLID);
            graphics.setForegroundColor(theme.accent());
            graphics.setLineWidth(look.headlines() ? 4 : 3);
            graphics.drawRoundRectangle(line.expand(2, 2), ROUND + 4, ROUND + 4);
        }
    }

    /** What happens to a node is shown before what is wrong with it. */
    static Optional<Color> mark(Theme theme, NodeFigure node) {
        State state = node.status().state();
        if (node.difference() != Difference.NONE || state == State.RUNNING || state == State.FAILED) {
            return Optional.of(StatusText.color(theme, node.status(), node.difference()));
        }
        return node.problemBadge().isVisible() ? Optional.of(node.problemBadge().color()) : Optional.empty();
    }
}
