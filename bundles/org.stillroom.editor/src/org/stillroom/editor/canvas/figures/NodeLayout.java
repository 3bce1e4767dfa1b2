// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.List;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.stillroom.editor.canvas.theme.Fonts;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;

/** How large a node is and where its parts are. All in pixels at 100 %. */
final class NodeLayout {

    static final int PAD = 12;
    static final int ICON = 20;

    private static final int LEAST_WIDTH = 224;
    private static final int MOST_NATURAL_WIDTH = 240;
    private static final int GAP = 6;
    private static final int BETWEEN_LABELS = 24;
    private static final int PICTURE_HEIGHT = 360;
    private static final int FOLD = 18;
    private static final int MOST_RESULT_WIDTH = 400;

    private final Look look;

    NodeLayout(Look look) {
        this.look = look;
    }

    /** Height of the header of any node. */
    static int header(Fonts fonts) {
        return fonts.height(fonts.title()) + fonts.height(fonts.small()) + 12;
    }

    private int row() {
        return look.fonts().height(look.fonts().body()) + 8;
    }

    Dimension size(NodeFigure node, Dimension wanted) {
        int least = node.view().collapsed() ? collapsedWidth(node) : leastWidth(node);
        int width = Math.max(wanted.width == 0 ? natural(node, least) : wanted.width, least);
        if (node.view().collapsed()) {
            return new Dimension(width, header(look.fonts()));
        }
        return new Dimension(width, Math.max(wanted.height, contentHeight(node, width)));
    }

    /** As {@link #size} for a new node, with a row for each inline parameter. */
    Dimension likely(NodeType type) {
        int rows = Math.max(type.inputs().size(), type.outputs().size());
        int parameters = (int) type.parameters().stream().filter(Parameter::inline).count();
        return new Dimension(MOST_NATURAL_WIDTH, header(look.fonts()) + rows * row() + parameters * (row() + 2 * GAP)
                + 2 * PAD);
    }

    void arrange(NodeFigure node) {
        Rectangle body = node.bodyInPlace();
        if (node.view().collapsed()) {
            Point left = new Point(body.x, body.y + body.height / 2);
            Point right = new Point(body.right(), left.y);
            node.inputs().forEach(port -> port.place(left, 0, 0, false));
            node.outputs().forEach(port -> port.place(right, 0, 0, false));
            node.parameters().forEach(parameter -> parameter.setVisible(false));
            node.shown().setBounds(new Rectangle(body.x, body.y, 0, 0));
            node.picture().setBounds(new Rectangle(body.x, body.y, 0, 0));
            arrangeBadges(node);
            return;
        }
        int top = body.y + header(look.fonts()) + GAP + 2;
        ports(node.inputs(), body.x, top);
        ports(node.outputs(), body.right(), top);
        int y = top + portRows(node) * row() + (portRows(node) > 0 ? GAP : 2) + missingHeight(node);
        int spare = body.height - contentHeight(node, body.width);
        long growing = node.parameters().stream().filter(ParameterFigure::grows).count();
        for (ParameterFigure parameter : node.parameters()) {
            int height = parameter.leastHeight()
                    + (parameter.grows() && !shows(node) ? (int) (spare / growing) : 0);
            parameter.setVisible(true);
            parameter.setBounds(new Rectangle(body.x + PAD, y, body.width - 2 * PAD, height));
            y += height + GAP;
        }
        if (node.shown().isVisible()) {
            int rest = body.bottom() - y - PAD;
            int height = node.picture().isVisible() ? node.shown().heightFor(body.width - 2 * PAD) : rest;
            node.shown().setBounds(new Rectangle(body.x + PAD, y, body.width - 2 * PAD, Math.max(0, height)));
            y += height + GAP;
        }
        node.picture().setBounds(new Rectangle(body.x + PAD, y, body.width - 2 * PAD,
                Math.max(0, body.bottom() - y - PAD)));
        arrangeBadges(node);
    }

    /** The state stands above the header to the right, problems sit on its corner. */
    void arrangeBadges(NodeFigure node) {
        Rectangle body = node.bodyInPlace();
        if (node.stateBadge().isVisible()) {
            Dimension state = node.stateBadge().getPreferredSize();
            node.stateBadge().setBounds(new Rectangle(body.right() - state.width - 4, body.y - state.height - 3,
                    state.width, state.height));
        }
        if (node.problemBadge().isVisible()) {
            Dimension problem = node.problemBadge().getPreferredSize();
            node.problemBadge().setBounds(new Rectangle(body.x - problem.width / 3, body.y - problem.height / 2,
                    problem.width, problem.height));
        }
    }

    Rectangle fold(Rectangle body) {
        return new Rectangle(body.right() - PAD - FOLD + 6, body.y + (header(look.fonts()) - FOLD) / 2, FOLD, FOLD);
    }

    private void ports(List<PortFigure> ports, int x, int top) {
        for (int i = 0; i < ports.size(); i++) {
            PortFigure port = ports.get(i);
            port.place(new Point(x, top + i * row() + row() / 2), port.labelWidth(), row(), true);
        }
    }

    private int contentHeight(NodeFigure node, int width) {
        int height = header(look.fonts()) + GAP + 2 + portRows(node) * row() + (portRows(node) > 0 ? GAP : 2)
                + missingHeight(node);
        for (ParameterFigure parameter : node.parameters()) {
            height += parameter.leastHeight() + GAP;
        }
        if (node.shown().isVisible()) {
            height += node.shown().heightFor(width - 2 * PAD) + GAP;
        }
        if (node.picture().isVisible()) {
            height += node.picture().heightFor(width - 2 * PAD, PICTURE_HEIGHT) + GAP;
        }
        return height + PAD - GAP;
    }

    /** Room for what a placeholder says. */
    private int missingHeight(NodeFigure node) {
        return node.view().missing().isEmpty() ? 0
                : NodePainter.MISSING_LINES * look.fonts().height(look.fonts().small()) + GAP;
    }

    private static int portRows(NodeFigure node) {
        return Math.max(node.inputs().size(), node.outputs().size());
    }

    /** Whether a result takes the room that is to spare. */
    private static boolean shows(NodeFigure node) {
        return node.shown().isVisible() || node.picture().isVisible();
    }

    private int leastWidth(NodeFigure node) {
        int left = node.inputs().stream().mapToInt(PortFigure::labelWidth).max().orElse(0);
        int right = node.outputs().stream().mapToInt(PortFigure::labelWidth).max().orElse(0);
        int title = collapsedWidth(node);
        return Math.max(title, left + right + BETWEEN_LABELS + 2 * PAD);
    }

    private int collapsedWidth(NodeFigure node) {
        int title = look.fonts().width(node.view().title(), look.fonts().title());
        return Math.min(MOST_NATURAL_WIDTH, title + ICON + FOLD + 2 * PAD + 14);
    }

    /** A node that ends a branch has room to its right for a wide table. */
    private static int natural(NodeFigure node, int least) {
        boolean ends = node.outputs().isEmpty() && !node.view().collapsed();
        int result = ends ? Math.min(MOST_RESULT_WIDTH, node.shown().wantedWidth() + 2 * PAD) : 0;
        return Math.max(Math.max(LEAST_WIDTH, result), least);
    }
}
