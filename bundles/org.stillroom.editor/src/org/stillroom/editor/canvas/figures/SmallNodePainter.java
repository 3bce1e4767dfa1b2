// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.List;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.stillroom.editor.canvas.theme.Fonts;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.editor.status.NodeStatus.State;
import org.stillroom.editor.status.Overlay.Difference;

/**
 * Paints a node where its texts are too small to read: its category's colour, its title as long as that can be read,
 * and signs of its state, which stay as large on the screen.
 */
final class SmallNodePainter {

    private static final int ICON = 32;
    private static final int MOST_LINES = 2;

    /** In pixels of the screen. */
    private static final int SIGN = 15;
    private static final int PROGRESS = 4;
    private static final int RING = 3;

    private final Look look;

    SmallNodePainter(Look look) {
        this.look = look;
    }

    void paint(Graphics graphics, NodeFigure node) {
        Rectangle body = node.bodyInPlace();
        graphics.setBackgroundColor(fill(node));
        graphics.fillRoundRectangle(body, NodePainter.ROUND, NodePainter.ROUND);
        NodePainter.hatch(graphics, node, look, body.getCopy().shrink(2, 2));
        if (node.picture().isVisible()) {
            node.picture().paint(graphics);
        }
        if (look.titlesReadable()) {
            node.inputs().forEach(port -> port.paintDot(graphics));
            node.outputs().forEach(port -> port.paintDot(graphics));
            title(graphics, node, body);
        }
        graphics.setAlpha(255);
        progress(graphics, node.status(), body);
        outline(graphics, node, body);
        signs(graphics, node, body);
    }

    private Color fill(NodeFigure node) {
        Theme theme = look.theme();
        return node.difference() != Difference.NONE ? DifferenceLook.fill(theme, node.difference())
                : look.titlesReadable() ? theme.small(node.view().color()) : theme.tiny(node.view().color());
    }

    /** Beside the icon where there is room for one line only, and else below it. */
    private void title(Graphics graphics, NodeFigure node, Rectangle body) {
        Fonts fonts = look.fonts();
        Font font = fonts.far();
        int header = NodeLayout.header(fonts);
        int left = body.x + NodeLayout.PAD;
        node.view().type().flatMap(type -> look.icons().image(type, ICON * look.scale(), look.theme()))
                .ifPresent(icon -> {
                    graphics.setInterpolation(SWT.HIGH);
                    graphics.drawImage(icon, new Rectangle(icon.getBounds()),
                            new Rectangle(left, body.y + (header - ICON) / 2 + 1, ICON, ICON));
                });
        graphics.setFont(font);
        graphics.setForegroundColor(look.theme().text());
        int line = fonts.height(font);
        int lines = Math.min(MOST_LINES, (body.height - header) / line);
        if (lines < 1) {
            int x = left + ICON + NodeLayout.PAD / 2;
            graphics.drawString(fonts.cut(node.view().title(), font, body.right() - x - NodeLayout.PAD, false), x,
                    body.y + (header - line) / 2);
            return;
        }
        List<String> texts = Wrap.lines(node.view().title(), fonts, font, body.width - 2 * NodeLayout.PAD, lines);
        for (int i = 0; i < texts.size(); i++) {
            graphics.drawString(texts.get(i), left, body.y + header + 2 + i * line);
        }
    }

    private void progress(Graphics graphics, NodeStatus status, Rectangle body) {
        if (status.state() != State.RUNNING) {
            return;
        }
        int height = Math.min(body.height / 3, look.onScreen(PROGRESS));
        graphics.setBackgroundColor(look.theme().border());
        graphics.fillRectangle(body.x, body.bottom() - height, body.width, height);
        graphics.setBackgroundColor(look.theme().accent());
        graphics.fillRectangle(body.x, body.bottom() - height, (int) (body.width * NodePainter.part(status)), height);
    }

    /** What is selected has a ring with a gap inside its edge, which no other line has. */
    private void outline(Graphics graphics, NodeFigure node, Rectangle body) {
        Theme theme = look.theme();
        int width = look.onScreen(NodePainter.mark(theme, node).isPresent() ? 2 : 1);
        graphics.setLineStyle(NodePainter.line(node));
        graphics.setForegroundColor(NodePainter.mark(theme, node).orElse(theme.visible(node.view().color())));
        ring(graphics, body, 0, width);
        if (node.selected()) {
            int ring = look.onScreen(RING);
            graphics.setLineStyle(SWT.LINE_SOLID);
            graphics.setForegroundColor(theme.accent());
            ring(graphics, body, 0, ring);
            graphics.setForegroundColor(theme.node());
            ring(graphics, body, ring, Math.max(1, ring / 2));
        }
    }

    /** A line inside an edge. */
    private static void ring(Graphics graphics, Rectangle body, int inside, int width) {
        Rectangle line = body.getCopy().shrink(inside + width / 2, inside + width / 2);
        if (line.width > 0 && line.height > 0) {
            graphics.setLineWidth(width);
            graphics.drawRoundRectangle(line, NodePainter.ROUND, NodePainter.ROUND);
        }
    }

    private void signs(Graphics graphics, NodeFigure node, Rectangle body) {
        Theme theme = look.theme();
        // beside the icon, above the title
        int room = look.titlesReadable() ? NodeLayout.header(look.fonts()) : body.height;
        int size = Math.min(look.onScreen(SIGN), Math.min(room, body.width / 2));
        Sign state = Sign.of(node.status().state(), node.view().mode(), node.difference());
        if (!node.view().missing().isEmpty()) {
            state = Sign.MISSING;
        }
        int edge = Math.clamp((room - size) / 2, 0, size / 5);
        if (state != Sign.NONE) {
            Color color = state == Sign.MISSING ? theme.warning()
                    : StatusText.color(theme, node.status(), node.difference());
            state.paintOnDisc(graphics, new Rectangle(body.right() - size - edge, body.y + edge, size, size), color,
                    theme.node());
        }
        if (node.problemBadge().isVisible()) {
            Sign.PROBLEM.paintOnDisc(graphics, new Rectangle(body.x + edge, body.y + edge, size, size),
                    node.problemBadge().color(), theme.node());
        }
    }
}
