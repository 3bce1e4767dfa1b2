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

/** Paints the body of a node: shadow, header with icon and names, progress, outline. */
final class NodePainter {

    /** Lines that a placeholder has for saying what is missing. */
    static final int MISSING_LINES = 3;

    private static final int ROUND = 16;
    private static final int PROGRESS = 3;

    /** Size of an icon that stands for the texts too where these are too small to read. */
    private static final int FAR_ICON = 32;
    private static final double ICON_SEEN = 0.2;

    private final Look look;

    NodePainter(Look look) {
        this.look = look;
    }

    /** Muted and bypassed nodes step back. */
    static int alpha(Node.Mode mode) {
        return switch (mode) {
            case ACTIVE -> 255;
            case BYPASSED -> 150;
            case MUTED -> 105;
        };
    }

    void paint(Graphics graphics, NodeFigure node) {
        graphics.setAntialias(SWT.ON);
        Rectangle body = node.bodyInPlace();
        if (look.readable()) {
            shadow(graphics, body, graphics.getAlpha());
        }
        body(graphics, node, body);
        if (look.readable()) {
            header(graphics, node, body);
        }
        progress(graphics, node, body);
        outline(graphics, node, body);
    }

    /** What is left of the parts inside where texts are too small to read. */
    void paintFar(Graphics graphics, NodeFigure node) {
        for (PortFigure port : node.inputs()) {
            port.paintDot(graphics);
        }
        for (PortFigure port : node.outputs()) {
            port.paintDot(graphics);
        }
        if (node.picture().isVisible()) {
            node.picture().paint(graphics);
        }
        if (look.scale() >= ICON_SEEN) {
            node.view().type().flatMap(type -> look.icons().image(type, FAR_ICON * look.scale(), look.theme()))
                    .ifPresent(icon -> farIcon(graphics, node.bodyInPlace(), icon));
            farTitle(graphics, node);
        }
    }

    /** Large enough to tell nodes apart in an overview: over the ports, whose labels are not painted. */
    private void farTitle(Graphics graphics, NodeFigure node) {
        if (node.view().collapsed()) {
            return;
        }
        Fonts fonts = look.fonts();
        Rectangle body = node.bodyInPlace();
        graphics.setFont(fonts.far());
        graphics.setForegroundColor(look.theme().text());
        graphics.drawString(fonts.cut(node.view().title(), fonts.far(), body.width - 2 * NodeLayout.PAD, false),
                body.x + NodeLayout.PAD, body.y + NodeLayout.header(fonts) + 2);
    }

    private void farIcon(Graphics graphics, Rectangle body, Image icon) {
        graphics.setInterpolation(SWT.HIGH);
        int y = body.y + (NodeLayout.header(look.fonts()) - FAR_ICON) / 2;
        graphics.drawImage(icon, new Rectangle(icon.getBounds()),
                new Rectangle(body.x + NodeLayout.PAD, y, FAR_ICON, FAR_ICON));
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
            DifferenceLook.hatch(graphics, look, node.difference(), rest.shrink(ROUND / 4, ROUND / 4));
        }
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
        int width = body.right() - NodeLayout.PAD - 18 - textLeft;
        graphics.setFont(fonts.title());
        graphics.setForegroundColor(theme.text());
        graphics.drawString(fonts.cut(node.view().title(), fonts.title(), width, false), textLeft, body.y + 5);
        graphics.setFont(fonts.small());
        graphics.setForegroundColor(theme.dim());
        graphics.drawString(fonts.cut(node.view().id(), fonts.small(), width, false), textLeft,
                body.y + 5 + fonts.height(fonts.title()));
        fold(graphics, node, body, header);
        missing(graphics, node, body);
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
        double part = status.total() > 0 ? Math.clamp((double) status.done() / status.total(), 0, 1) : 1;
        graphics.setBackgroundColor(look.theme().border());
        graphics.fillRectangle(body.x, y, body.width, PROGRESS);
        graphics.setBackgroundColor(look.theme().accent());
        graphics.fillRectangle(body.x, y, (int) Math.round(body.width * part), PROGRESS);
    }

    private void outline(Graphics graphics, NodeFigure node, Rectangle body) {
        Theme theme = look.theme();
        Rectangle line = body.getCopy().resize(-1, -1);
        boolean plain = node.view().missing().isEmpty() && node.view().mode() == Node.Mode.ACTIVE;
        graphics.setLineStyle(plain ? DifferenceLook.line(node.difference()) : SWT.LINE_DASH);
        Optional<Color> mark = mark(node);
        graphics.setForegroundColor(mark.orElse(theme.border()));
        graphics.setLineWidth(Math.max(DifferenceLook.width(node.difference()),
                mark.isPresent() && look.scale() < 1 ? 2 : 1));
        graphics.drawRoundRectangle(line, ROUND, ROUND);
        if (node.selected()) {
            graphics.setLineStyle(SWT.LINE_SOLID);
            graphics.setForegroundColor(theme.accent());
            graphics.setLineWidth(look.scale() < 0.5 ? 4 : 2);
            graphics.drawRoundRectangle(line.expand(1, 1), ROUND + 2, ROUND + 2);
        }
    }

    /** What happens to a node is shown before what is wrong with it. */
    private Optional<Color> mark(NodeFigure node) {
        State state = node.status().state();
        if (node.difference() != Difference.NONE || state == State.RUNNING || state == State.FAILED) {
            return Optional.of(StatusText.color(look.theme(), node.status(), node.difference()));
        }
        return node.problemBadge().isVisible() ? Optional.of(node.problemBadge().color()) : Optional.empty();
    }
}
