// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.edit.CanvasItem.RerouteItem;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout.Frame;
import org.stillroom.graph.Layout.Note;
import org.stillroom.graph.Layout.Place;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.PortRef;

/** Edits of how a graph is drawn. None of them changes what a run does. */
public final class LayoutEdits {

    /** Where items are lined up. {@code CENTER} is the middle from left to right, {@code MIDDLE} from top to bottom. */
    public enum Side { LEFT, CENTER, RIGHT, TOP, MIDDLE, BOTTOM }

    private LayoutEdits() {}

    /**
     * Moves nodes, frames, notes and reroute points; points of wires between moved nodes move along. What lies inside a
     * frame is moved only where it is among the items: {@link FrameContents} finds it.
     */
    public static Edit moveBy(Set<CanvasItem> items, int dx, int dy) {
        Set<CanvasItem> moved = Set.copyOf(items);
        return new Edit(Items.label(Messages.moveOne, Messages.moveMany, moved), graph -> {
            Map<CanvasItem, Point> to = new HashMap<>();
            for (CanvasItem item : moved) {
                Point from = corner(graph, item);
                to.put(item, new Point(Graphs.within((long) from.x() + dx), Graphs.within((long) from.y() + dy)));
            }
            return dx == 0 && dy == 0 ? graph : Movement.apply(graph, to);
        });
    }

    /**
     * As {@link #moveBy(Set, int, int)}.
     *
     * @param contents whether frames take along what lies inside them, by the sizes in the graph
     */
    public static Edit moveBy(Set<CanvasItem> items, int dx, int dy, boolean contents) {
        Edit plain = moveBy(items, dx, dy);
        return !contents ? plain : new Edit(plain.label(),
                graph -> moveBy(FrameContents.with(graph, items), dx, dy).change().apply(graph));
    }

    /** Puts nodes at points, as an automatic layout does; points of wires that were laid by hand go. */
    public static Edit arrange(String label, Map<String, Point> nodes) {
        Edit place = place(nodes);
        return new Edit(label, graph -> {
            Graph placed = place.change().apply(graph);
            SortedMap<String, List<Point>> points = new TreeMap<>(placed.layout().reroutes());
            boolean bent = points.keySet().removeIf(target -> nodes.containsKey(PortRef.parse(target).node()));
            return bent ? Graphs.withReroutes(placed, points) : placed;
        });
    }

    /** Puts nodes at points. */
    public static Edit place(Map<String, Point> nodes) {
        Map<CanvasItem, Point> to = new HashMap<>();
        nodes.forEach((id, point) -> to.put(new NodeItem(id), point));
        return moveTo(to);
    }

    /** Puts the top left corners of items at points. */
    public static Edit moveTo(Map<CanvasItem, Point> items) {
        Map<CanvasItem, Point> to = Map.copyOf(items);
        return new Edit(Items.label(Messages.moveOne, Messages.moveMany, to.keySet()),
                graph -> Movement.apply(graph, to));
    }

    /** Gives a node, frame or note another place and size; for a node, 0 means as large as its content needs. */
    public static Edit resize(CanvasItem item, int x, int y, int width, int height) {
        int left = Graphs.within(x);
        int top = Graphs.within(y);
        int w = Graphs.size(width);
        int h = Graphs.size(height);
        return new Edit(Messages.of(Messages.resize, Items.name(item)), graph -> switch (item) {
            case NodeItem node -> Places.node(graph, node.id(),
                    old -> new Place(left, top, w, h, old.collapsed(), old.extra()));
            case FrameItem frame -> Places.frame(graph, frame.id(),
                    old -> new Frame(old.title(), left, top, w, h, old.color(), old.extra()));
            case NoteItem note -> Places.note(graph, note.id(),
                    old -> new Note(old.text(), left, top, w, h, old.extra()));
            default -> graph;
        });
    }

    public static Edit collapse(Set<String> nodes, boolean collapsed) {
        Set<String> ids = new TreeSet<>(nodes);
        return new Edit(collapsed ? Messages.collapse : Messages.expand, graph -> {
            SortedMap<String, Place> places = new TreeMap<>(graph.layout().nodes());
            for (String id : ids) {
                Place old = Graphs.place(graph, id);
                if (graph.nodes().containsKey(id) && old.collapsed() != collapsed) {
                    places.put(id, new Place(old.x(), old.y(), old.width(), old.height(), collapsed, old.extra()));
                }
            }
            return places.equals(graph.layout().nodes()) ? graph
                    : graph.withLayout(graph.layout().withNodes(places));
        });
    }

    /** @param id that no frame has, from {@link #freshFrameId}; otherwise nothing happens */
    public static Edit frame(String id, String title, int x, int y, int width, int height) {
        Frame frame = new Frame(title, Graphs.within(x), Graphs.within(y), Graphs.size(width), Graphs.size(height), "");
        return new Edit(Messages.frameAdd, graph -> {
            SortedMap<String, Frame> frames = new TreeMap<>(graph.layout().frames());
            return frames.putIfAbsent(id, frame) != null ? graph
                    : graph.withLayout(graph.layout().withFrames(frames));
        });
    }

    public static Edit frame(String id, String title, Bounds bounds) {
        return frame(id, title, bounds.x(), bounds.y(), bounds.width(), bounds.height());
    }

    /** @param id that no note has, from {@link #freshNoteId}; otherwise nothing happens */
    public static Edit note(String id, String text, int x, int y, int width, int height) {
        Note note = new Note(text, Graphs.within(x), Graphs.within(y), Graphs.size(width), Graphs.size(height));
        return new Edit(Messages.noteAdd, graph -> {
            SortedMap<String, Note> notes = new TreeMap<>(graph.layout().notes());
            return notes.putIfAbsent(id, note) != null ? graph : graph.withLayout(graph.layout().withNotes(notes));
        });
    }

    public static String freshFrameId(Graph graph) {
        return new FreshIds(graph.layout().frames().keySet()).take("frame");
    }

    public static String freshNoteId(Graph graph) {
        return new FreshIds(graph.layout().notes().keySet()).take("note");
    }

    public static Edit frameTitle(String frame, String title) {
        return frame(Messages.frameTitle, frame, old -> new Frame(title, old.x(), old.y(), old.width(), old.height(),
                old.color(), old.extra()));
    }

    /** @param color CSS hex, such as {@code #3b82f6}, or empty for the theme's; anything else changes nothing */
    public static Edit frameColor(String frame, String color) {
        return frame(Messages.frameColor, frame, old -> !color.matches("|#[0-9a-fA-F]{6}") ? old
                : new Frame(old.title(), old.x(), old.y(), old.width(), old.height(), color, old.extra()));
    }

    /** @param text Markdown */
    public static Edit noteText(String note, String text) {
        return new Edit(Messages.editNote, graph -> Places.note(graph, note,
                old -> new Note(text, old.x(), old.y(), old.width(), old.height(), old.extra())));
    }

    /** Lines items up at a side of the rectangle around all of them. */
    public static Edit align(Map<CanvasItem, Bounds> bounds, Side side) {
        return new Edit(Messages.of(Messages.alignItems, bounds.size()),
                moveTo(AlignedPlaces.align(bounds, side)).change());
    }

    /** Makes the gaps between items equal; the outermost stay. With fewer than three nothing happens. */
    public static Edit distribute(Map<CanvasItem, Bounds> bounds, boolean horizontally) {
        return new Edit(Messages.of(Messages.distributeItems, bounds.size()),
                moveTo(AlignedPlaces.distribute(bounds, horizontally)).change());
    }

    /** Moves items to the nearest points of a grid. */
    public static Edit snap(Set<CanvasItem> items, int grid) {
        Set<CanvasItem> snapped = Set.copyOf(items);
        return new Edit(Messages.of(Messages.snapItems, snapped.size()), graph -> {
            Map<CanvasItem, Point> to = new HashMap<>();
            snapped.forEach(item -> to.put(item, AlignedPlaces.snapped(corner(graph, item), grid)));
            return Movement.apply(graph, to);
        });
    }

    private static Edit frame(String label, String id, UnaryOperator<Frame> change) {
        return new Edit(label, graph -> Places.frame(graph, id, change));
    }

    static Point corner(Graph graph, CanvasItem item) {
        if (item instanceof RerouteItem reroute) {
            List<Point> points = graph.layout().reroutes().getOrDefault(reroute.wireTarget().toString(), List.of());
            return reroute.index() < points.size() ? points.get(reroute.index()) : new Point(0, 0);
        }
        Bounds bounds = FrameContents.bounds(graph.layout(), item);
        return new Point(bounds.x(), bounds.y());
    }
}
