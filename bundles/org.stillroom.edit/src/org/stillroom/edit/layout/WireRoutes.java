// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit.layout;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.stillroom.edit.Bounds;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Wire;

/**
 * Points that lead wires around nodes. ELK keeps a channel free for each wire that passes other nodes; the canvas's
 * curves know nothing of it, and get as many of its points as they need.
 */
final class WireRoutes {

    private static final int NEAR = 4;
    private static final int SHORT = 24;
    private static final int LONG = 150;

    private final Map<String, Bounds> nodes;

    /** @param nodes as arranged */
    WireRoutes(Map<String, Bounds> nodes) {
        this.nodes = nodes;
    }

    /** Points for a wire to pass through; none if it runs behind no node without any. */
    List<Point> around(Wire wire, ElkEdge edge) {
        if (edge.getSections().isEmpty()) {
            return List.of();
        }
        List<Point> route = route(edge);
        Point from = route.get(0);
        Point to = route.get(route.size() - 1);
        List<Point> channel = channel(route);
        if (channel.isEmpty() || isFree(wire, Curve.between(from, to, List.of()))) {
            return List.of();
        }
        for (Point single : singles(channel)) {
            if (isFree(wire, Curve.between(from, to, List.of(single)))) {
                return List.of(single);
            }
        }
        return channel;
    }

    private boolean isFree(Wire wire, Curve curve) {
        return nodes.entrySet().stream().noneMatch(node -> {
            boolean end = node.getKey().equals(wire.from().node()) || node.getKey().equals(wire.to().node());
            return !end && curve.crosses(node.getValue().grown(NEAR));
        });
    }

    /** Ends of the level pieces of the route; not the ports, and not the short pieces beside them. */
    private static List<Point> channel(List<Point> route) {
        Set<Point> ends = new LinkedHashSet<>();
        for (int i = 0; i + 1 < route.size(); i++) {
            Point a = route.get(i);
            Point b = route.get(i + 1);
            boolean first = i == 0;
            boolean last = i + 2 == route.size();
            if (a.y() == b.y() && b.x() - a.x() >= (first || last ? LONG : SHORT)) {
                if (!first) {
                    ends.add(a);
                }
                if (!last) {
                    ends.add(b);
                }
            }
        }
        return List.copyOf(ends);
    }

    /** Points that may do alone: the middles of level pieces, then their ends. */
    private static List<Point> singles(List<Point> channel) {
        List<Point> singles = new ArrayList<>();
        for (int i = 0; i + 1 < channel.size(); i++) {
            if (channel.get(i).y() == channel.get(i + 1).y()) {
                singles.add(new Point((channel.get(i).x() + channel.get(i + 1).x()) / 2, channel.get(i).y()));
            }
        }
        singles.addAll(channel);
        return singles;
    }

    private static List<Point> route(ElkEdge edge) {
        int dx = 0;
        int dy = 0;
        for (ElkNode level = edge.getContainingNode(); level != null; level = level.getParent()) {
            dx += (int) Math.round(level.getX());
            dy += (int) Math.round(level.getY());
        }
        ElkEdgeSection section = edge.getSections().get(0);
        List<Point> route = new ArrayList<>();
        route.add(point(section.getStartX(), section.getStartY(), dx, dy));
        for (ElkBendPoint bend : section.getBendPoints()) {
            route.add(point(bend.getX(), bend.getY(), dx, dy));
        }
        route.add(point(section.getEndX(), section.getEndY(), dx, dy));
        return route;
    }

    private static Point point(double x, double y, int dx, int dy) {
        return new Point((int) Math.round(x) + dx, (int) Math.round(y) + dy);
    }
}
