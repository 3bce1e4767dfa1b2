// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.LayerConstants;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.Edit;
import org.stillroom.edit.FrameContents;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.edit.NodeEdits;
import org.stillroom.editor.canvas.figures.WireFigure;
import org.stillroom.editor.canvas.parts.Described;
import org.stillroom.editor.canvas.parts.Drawn;
import org.stillroom.editor.canvas.parts.FramePart;
import org.stillroom.editor.canvas.parts.GraphPart;
import org.stillroom.editor.canvas.parts.NodePart;
import org.stillroom.editor.canvas.parts.NotePart;
import org.stillroom.editor.canvas.parts.PartContext;
import org.stillroom.editor.canvas.parts.PortPart;
import org.stillroom.editor.canvas.parts.ReroutePart;
import org.stillroom.editor.canvas.parts.WirePart;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Wire;

/** What is being moved: the selected nodes, notes and frames, and what lies in these frames. */
final class Moving {

    private final PartContext context;
    private final GraphPart graph;
    private final Map<GraphicalEditPart, Rectangle> parts = new LinkedHashMap<>();
    private final Map<WirePart, List<Point>> bent = new HashMap<>();
    private final Snap snap;
    private final boolean insertable;
    private int dx;
    private int dy;

    Moving(PartContext context, GraphPart graph) {
        this.context = context;
        this.graph = graph;
        Set<CanvasItem> items = new LinkedHashSet<>();
        for (Object selected : graph.getViewer().getSelectedEditParts()) {
            if (selected instanceof NodePart || selected instanceof NotePart || selected instanceof FramePart) {
                items.add(((Described) selected).item());
            }
        }
        for (CanvasItem item : FrameContents.with(context.graph(), items, graph::bounds)) {
            graph.part(item).ifPresent(part -> parts.put(part, Drawn.area(part.getFigure())));
        }
        bent();
        snap = new Snap(context.snapping(), parts.values().stream().reduce(Rectangle::getUnion)
                .orElse(new Rectangle()), neighbours(), context.look().scale());
        insertable = parts.size() == 1 && parts.keySet().iterator().next() instanceof NodePart node && unwired(node);
    }

    Snap snap() {
        return snap;
    }

    /** Id of the one node that is moved, where it is one. */
    String single() {
        return ((NodePart) parts.keySet().iterator().next()).id();
    }

    /** Shows everything away from where it was. */
    void to(int x, int y) {
        int stepX = x - dx;
        int stepY = y - dy;
        if (stepX == 0 && stepY == 0) {
            return;
        }
        dx = x;
        dy = y;
        for (GraphicalEditPart part : parts.keySet()) {
            IFigure figure = part.getFigure();
            figure.setLocation(figure.getBounds().getLocation().translate(stepX, stepY));
        }
        bent.forEach((wire, points) -> {
            wire.getFigure().setBetween(points.stream().map(point -> point.getTranslated(dx, dy)).toList());
            for (Object child : wire.getChildren()) {
                Figure point = ((ReroutePart) child).getFigure();
                point.setLocation(point.getLocation().translate(stepX, stepY));
            }
        });
    }

    /** Everything stays where it is shown. */
    void settle() {
        bent.clear();
    }

    Edit edit() {
        Map<CanvasItem, Layout.Point> to = new HashMap<>();
        parts.forEach((part, was) -> to.put(((Described) part).item(), new Layout.Point(was.x + dx, was.y + dy)));
        return LayoutEdits.moveTo(to);
    }

    /** The wire that the moved node would be put into; null for none. */
    WirePart wireBelow(Point pointer) {
        if (!insertable) {
            return null;
        }
        Rectangle body = Drawn.area(parts.keySet().iterator().next().getFigure());
        WirePart nearest = null;
        double least = Double.MAX_VALUE;
        for (Object child : CanvasTracker.layer(graph.getViewer(), LayerConstants.CONNECTION_LAYER).getChildren()) {
            if (child instanceof WireFigure figure && figure.getBounds().intersects(body) && crosses(figure, body)
                    && graph.getViewer().getVisualPartMap().get(figure) instanceof WirePart wire
                    && figure.distance(pointer) < least && NodeEdits.fits(context.canvas().catalog(), single(),
                            context.graph(), new Wire(wire.item().from(), wire.item().to()))) {
                least = figure.distance(pointer);
                nearest = wire;
            }
        }
        return nearest;
    }

    private static boolean crosses(WireFigure wire, Rectangle body) {
        PointList points = wire.getPoints();
        for (int i = 0; i < points.size(); i++) {
            if (body.contains(points.getPoint(i))) {
                return true;
            }
        }
        return false;
    }

    /** Points of wires both of whose nodes are moved go along. */
    private void bent() {
        for (GraphicalEditPart part : parts.keySet()) {
            if (part instanceof NodePart node) {
                for (PortPart port : node.ports()) {
                    for (Object wire : port.getTargetConnections()) {
                        WirePart moved = (WirePart) wire;
                        if (!moved.between().isEmpty() && graph.part(new NodeItem(moved.item().from().node()))
                                .filter(parts::containsKey).isPresent()) {
                            bent.put(moved, moved.between());
                        }
                    }
                }
            }
        }
    }

    /** Nodes and notes in sight that are not moved themselves. */
    private List<Rectangle> neighbours() {
        Rectangle sight = ((FigureCanvas) graph.getViewer().getControl()).getViewport().getClientArea().getCopy();
        Point corner = CanvasTracker.onCanvas(graph.getViewer(), new Point(0, 0));
        sight = new Rectangle(corner.x, corner.y, (int) (sight.width / context.look().scale()),
                (int) (sight.height / context.look().scale()));
        Set<Object> moved = new HashSet<>(parts.keySet());
        List<Rectangle> neighbours = new ArrayList<>();
        for (Object child : graph.getChildren()) {
            Rectangle area = Drawn.area(((GraphicalEditPart) child).getFigure());
            if (!moved.contains(child) && !(child instanceof FramePart) && sight.intersects(area)) {
                neighbours.add(area);
            }
        }
        return neighbours;
    }

    private boolean unwired(NodePart node) {
        return node.ports().stream()
                .allMatch(port -> port.getSourceConnections().isEmpty() && port.getTargetConnections().isEmpty());
    }
}
