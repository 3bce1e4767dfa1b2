// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.RerouteItem;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout.Frame;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.PortRef;

/**
 * Where a node goes that is put between two others. Where there is too little room, all that lies to the right moves on
 * by what is missing, and frames around grow.
 *
 * @param place of the new node's upper left corner
 * @param edge what lies here or further to the right moves
 * @param shift by how much it moves; 0 where there is room
 */
public record Room(Point place, int edge, int shift) {

    /** Between two nodes. */
    private static final int GAP = 60;
    /** Between a new node and what lies beside it, at least. */
    private static final int NEAR = 10;
    private static final int STEP = 20;
    private static final int TRIES = 200;

    /**
     * Looks for room for a node on a wire.
     *
     * @param wanted where a person points; taken if nothing lies there
     * @param items all nodes and notes, as large as they are shown
     * @param from the node where the wire starts
     * @param to the node where it ends
     */
    public static Room find(Point wanted, int width, int height, Map<CanvasItem, Bounds> items, NodeItem from,
            NodeItem to) {
        Bounds source = items.get(from);
        Bounds target = items.get(to);
        if (isFree(new Bounds(wanted.x(), wanted.y(), width, height), items.values())) {
            return new Room(wanted, 0, 0);
        }
        if (source == null || target == null || target.x() < source.right()) {
            return new Room(below(wanted, width, height, items.values()), 0, 0);
        }
        int free = target.x() - source.right();
        int shift = Math.max(0, width + 2 * GAP - free);
        List<Bounds> after = items.values().stream().map(at -> at.x() < target.x() ? at
                : new Bounds(at.x() + shift, at.y(), at.width(), at.height())).toList();
        Point middle = new Point(source.right() + (free + shift - width) / 2, (source.y() + target.y()) / 2);
        return new Room(below(middle, width, height, after), target.x(), shift);
    }

    /** Moves what has to make room. */
    Graph make(Graph graph) {
        if (shift == 0) {
            return graph;
        }
        Map<CanvasItem, Point> to = new HashMap<>();
        for (CanvasItem item : Items.all(graph)) {
            Point at = LayoutEdits.corner(graph, item);
            if (at.x() >= edge) {
                to.put(item, new Point(Graphs.within((long) at.x() + shift), at.y()));
            }
        }
        graph.layout().reroutes().forEach((target, points) -> {
            for (int i = 0; i < points.size(); i++) {
                if (points.get(i).x() >= edge) {
                    to.put(new RerouteItem(PortRef.parse(target), i),
                            new Point(Graphs.within((long) points.get(i).x() + shift), points.get(i).y()));
                }
            }
        });
        return Movement.apply(grown(graph, to), to);
    }

    /** The frames that reach over the edge are wider. */
    private Graph grown(Graph graph, Map<CanvasItem, Point> moved) {
        SortedMap<String, Frame> frames = new TreeMap<>(graph.layout().frames());
        frames.replaceAll((id, old) -> moved.containsKey(new FrameItem(id)) || old.x() + old.width() <= edge ? old
                : new Frame(old.title(), old.x(), old.y(), Graphs.size(old.width() + shift), old.height(), old.color(),
                        old.extra()));
        return graph.withLayout(graph.layout().withFrames(frames));
    }

    /** The first free place below another, or above it where that is nearer; the place itself if all is full. */
    private static Point below(Point wanted, int width, int height, Collection<Bounds> items) {
        for (int i = 0; i < TRIES; i++) {
            for (int way : new int[] {i * STEP, -i * STEP}) {
                if (isFree(new Bounds(wanted.x(), wanted.y() + way, width, height), items)) {
                    return new Point(wanted.x(), wanted.y() + way);
                }
            }
        }
        return wanted;
    }

    private static boolean isFree(Bounds place, Collection<Bounds> items) {
        return items.stream().noneMatch(place.grown(NEAR)::meets);
    }
}
