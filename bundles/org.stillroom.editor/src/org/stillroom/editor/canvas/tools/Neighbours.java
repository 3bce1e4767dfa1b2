// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.List;
import java.util.Optional;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.swt.SWT;
import org.stillroom.editor.canvas.parts.Drawn;
import org.stillroom.editor.canvas.parts.GraphPart;
import org.stillroom.editor.canvas.parts.PortPart;
import org.stillroom.editor.canvas.parts.WirePart;

/** What an arrow key leads to. */
final class Neighbours {

    private Neighbours() {}

    /**
     * The nearest node, note or frame in a direction; the first where nothing has the focus.
     *
     * @param from null for none
     */
    static Optional<GraphicalEditPart> of(GraphPart graph, GraphicalEditPart from, Point direction) {
        GraphicalEditPart nearest = null;
        double least = Double.MAX_VALUE;
        Point start = from == null || from == graph ? new Point(Integer.MIN_VALUE / 4, Integer.MIN_VALUE / 4)
                : center(from);
        for (Object child : graph.getChildren()) {
            GraphicalEditPart part = (GraphicalEditPart) child;
            Point to = center(part);
            double along = (double) (to.x - start.x) * direction.x + (double) (to.y - start.y) * direction.y;
            double across = Math.abs((double) (to.x - start.x) * direction.y)
                    + Math.abs((double) (to.y - start.y) * direction.x);
            boolean ahead = from == null || from == graph || along > 0 && across < 3 * along;
            double away = from == null || from == graph ? (double) to.x + to.y : along + 2 * across;
            if (part != from && ahead && away < least) {
                least = away;
                nearest = part;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Up and down among the ports of one side, across to the other side, and out of the node along a wire. */
    static Optional<? extends EditPart> ofPort(PortPart port, int key) {
        boolean input = port.port().input();
        List<PortPart> side = side(port, input);
        int index = side.indexOf(port);
        return switch (key) {
            case SWT.ARROW_UP -> index > 0 ? Optional.of(side.get(index - 1)) : Optional.empty();
            case SWT.ARROW_DOWN -> index + 1 < side.size() ? Optional.of(side.get(index + 1)) : Optional.empty();
            case SWT.ARROW_LEFT -> input ? end(port.getTargetConnections(), true) : opposite(port, index);
            default -> input ? opposite(port, index) : end(port.getSourceConnections(), false);
        };
    }

    /** To the ports at its ends. */
    static Optional<EditPart> ofWire(WirePart wire, int key) {
        return switch (key) {
            case SWT.ARROW_LEFT -> Optional.ofNullable(wire.getSource());
            case SWT.ARROW_RIGHT -> Optional.ofNullable(wire.getTarget());
            default -> sibling(wire, key == SWT.ARROW_DOWN ? 1 : -1);
        };
    }

    private static Optional<EditPart> sibling(WirePart wire, int step) {
        if (!(wire.getSource() instanceof PortPart source)) {
            return Optional.empty();
        }
        int index = source.getSourceConnections().indexOf(wire) + step;
        return index < 0 || index >= source.getSourceConnections().size() ? Optional.empty()
                : Optional.of((EditPart) source.getSourceConnections().get(index));
    }

    private static Optional<EditPart> end(List<?> wires, boolean source) {
        return wires.stream().findFirst().map(WirePart.class::cast)
                .map(wire -> source ? wire.getSource() : wire.getTarget());
    }

    private static Optional<PortPart> opposite(PortPart port, int index) {
        List<PortPart> other = side(port, !port.port().input());
        return other.isEmpty() ? Optional.empty() : Optional.of(other.get(Math.min(index, other.size() - 1)));
    }

    private static List<PortPart> side(PortPart port, boolean input) {
        return port.node().ports().stream().filter(other -> other.port().input() == input).toList();
    }

    private static Point center(GraphicalEditPart part) {
        Rectangle area = Drawn.area(part.getFigure());
        return area.getCenter();
    }
}
