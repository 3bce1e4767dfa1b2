// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.edit.CanvasItem.RerouteItem;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Layout.Frame;
import org.stillroom.graph.Layout.Note;
import org.stillroom.graph.Layout.Place;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;

/** Moves items, each to a point of its own. */
final class Movement {

    private final Graph graph;
    private final Map<CanvasItem, Point> to;

    /** @param to where each item's top left corner is to be; items that are not in the graph are ignored */
    private Movement(Graph graph, Map<CanvasItem, Point> to) {
        this.graph = graph;
        this.to = to;
    }

    static Graph apply(Graph graph, Map<CanvasItem, Point> to) {
        Layout layout = new Movement(graph, to).layout();
        return layout == graph.layout() ? graph : graph.withLayout(layout);
    }

    private Layout layout() {
        Map<String, Place> nodes = new HashMap<>();
        Map<String, Frame> frames = new HashMap<>();
        Map<String, Note> notes = new HashMap<>();
        Layout layout = graph.layout();
        to.forEach((item, point) -> {
            if (item instanceof NodeItem node && graph.nodes().containsKey(node.id())) {
                nodes.put(node.id(), Graphs.at(Graphs.place(graph, node.id()), point.x(), point.y()));
            } else if (item instanceof FrameItem frame && layout.frames().containsKey(frame.id())) {
                frames.put(frame.id(), at(layout.frames().get(frame.id()), point));
            } else if (item instanceof NoteItem note && layout.notes().containsKey(note.id())) {
                notes.put(note.id(), at(layout.notes().get(note.id()), point));
            }
        });
        Layout moved = replaced(layout, layout.nodes(), nodes, Layout::withNodes);
        moved = replaced(moved, layout.frames(), frames, Layout::withFrames);
        moved = replaced(moved, layout.notes(), notes, Layout::withNotes);
        return replaced(moved, layout.reroutes(), reroutes(nodes), Layout::withReroutes);
    }

    /** The points that are moved themselves, and those of wires whose both nodes move by the same way. */
    private Map<String, List<Point>> reroutes(Map<String, Place> nodes) {
        Map<String, List<Point>> moved = new HashMap<>();
        graph.layout().reroutes().forEach((target, points) -> {
            PortRef end = PortRef.parse(target);
            Point way = way(end, nodes);
            List<Point> changed = new ArrayList<>(points.size());
            for (int i = 0; i < points.size(); i++) {
                Point point = to.getOrDefault(new RerouteItem(end, i),
                        new Point(points.get(i).x() + way.x(), points.get(i).y() + way.y()));
                changed.add(new Point(Graphs.within(point.x()), Graphs.within(point.y())));
            }
            moved.put(target, changed);
        });
        return moved;
    }

    private Point way(PortRef end, Map<String, Place> nodes) {
        Point none = new Point(0, 0);
        Node target = graph.nodes().get(end.node());
        PortRef from = target == null ? null : target.inputs().get(end.port());
        if (from == null || !nodes.containsKey(end.node()) || !nodes.containsKey(from.node())) {
            return none;
        }
        Point way = way(end.node(), nodes);
        return way.equals(way(from.node(), nodes)) ? way : none;
    }

    private Point way(String node, Map<String, Place> nodes) {
        Place before = Graphs.place(graph, node);
        return new Point(nodes.get(node).x() - before.x(), nodes.get(node).y() - before.y());
    }

    /** The layout with the entries that differ put in; the same one if none does. */
    private static <V> Layout replaced(Layout layout, SortedMap<String, V> before, Map<String, V> changes,
            BiFunction<Layout, Map<String, V>, Layout> with) {
        SortedMap<String, V> after = new TreeMap<>(before);
        boolean changed = false;
        for (var change : changes.entrySet()) {
            changed |= !change.getValue().equals(after.put(change.getKey(), change.getValue()));
        }
        return changed ? with.apply(layout, after) : layout;
    }

    private static Frame at(Frame frame, Point point) {
        return new Frame(frame.title(), Graphs.within(point.x()), Graphs.within(point.y()), frame.width(),
                frame.height(), frame.color(), frame.extra());
    }

    private static Note at(Note note, Point point) {
        return new Note(note.text(), Graphs.within(point.x()), Graphs.within(point.y()), note.width(), note.height(),
                note.extra());
    }
}
