// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Layout.Frame;
import org.stillroom.graph.Layout.Note;
import org.stillroom.graph.Layout.Place;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;

/** Puts a clip into a graph, under fresh ids and at another place. */
final class Pasting {

    private final Graph graph;
    private final Clip clip;
    private final long dx;
    private final long dy;
    private final Map<String, String> names = new HashMap<>();

    /** @param dx from the place in the clip to the place in the graph */
    Pasting(Graph graph, Clip clip, long dx, long dy) {
        this.graph = graph;
        this.clip = clip;
        this.dx = dx;
        this.dy = dy;
        FreshIds ids = new FreshIds(graph.nodes().keySet());
        clip.part().nodes().keySet().forEach(id -> names.put(id, ids.take(id)));
    }

    /** @param keepIncoming whether wires from outside are made where the graph has the node they came from */
    Graph apply(boolean keepIncoming) {
        if (clip.isEmpty()) {
            return graph;
        }
        SortedMap<String, Node> nodes = new TreeMap<>(graph.nodes());
        for (Node node : clip.part().nodes().values()) {
            String id = names.get(node.id());
            nodes.put(id, new Node(id, node.type(), node.version(), node.mode(), node.parameters(),
                    inputs(node, keepIncoming), node.extra()));
        }
        var providers = new TreeMap<>(clip.part().providers());
        providers.keySet().retainAll(clip.part().nodes().values().stream().map(Node::type).toList());
        providers.putAll(graph.providers());
        var models = new TreeMap<>(clip.part().models());
        models.putAll(graph.models());
        return new Graph(nodes, layout(), models, providers, graph.extra());
    }

    private SortedMap<String, PortRef> inputs(Node node, boolean keepIncoming) {
        SortedMap<String, PortRef> inputs = new TreeMap<>();
        node.inputs().forEach((port, from) -> {
            if (names.containsKey(from.node())) {
                inputs.put(port, new PortRef(names.get(from.node()), from.port()));
            } else if (keepIncoming && isSame(from.node())) {
                inputs.put(port, from);
            }
        });
        return inputs;
    }

    /** Whether the graph has the node that a wire came from: one of the same id and type. */
    private boolean isSame(String outside) {
        Node node = graph.nodes().get(outside);
        return node != null && node.type().equals(clip.outside().get(outside));
    }

    private Layout layout() {
        Layout whole = graph.layout();
        Layout part = clip.part().layout();
        SortedMap<String, Place> places = new TreeMap<>(whole.nodes());
        names.forEach((old, id) -> {
            Place place = Graphs.place(clip.part(), old);
            places.put(id, Graphs.at(place, x(place.x()), y(place.y())));
        });
        SortedMap<String, Frame> frames = new TreeMap<>(whole.frames());
        FreshIds frameIds = new FreshIds(frames.keySet());
        part.frames().forEach((id, frame) -> frames.put(frameIds.take(id), new Frame(frame.title(), x(frame.x()),
                y(frame.y()), frame.width(), frame.height(), frame.color(), frame.extra())));
        SortedMap<String, Note> notes = new TreeMap<>(whole.notes());
        FreshIds noteIds = new FreshIds(notes.keySet());
        part.notes().forEach((id, note) -> notes.put(noteIds.take(id), new Note(note.text(), x(note.x()), y(note.y()),
                note.width(), note.height(), note.extra())));
        SortedMap<String, List<Point>> reroutes = new TreeMap<>(whole.reroutes());
        part.reroutes().forEach((target, points) -> reroute(reroutes, PortRef.parse(target), points));
        return whole.withNodes(places).withFrames(frames).withNotes(notes).withReroutes(reroutes);
    }

    private void reroute(SortedMap<String, List<Point>> reroutes, PortRef target, List<Point> points) {
        Node node = clip.part().nodes().get(target.node());
        PortRef from = node == null ? null : node.inputs().get(target.port());
        if (from != null && names.containsKey(from.node())) {
            List<Point> moved = new ArrayList<>(points.size());
            points.forEach(point -> moved.add(new Point(x(point.x()), y(point.y()))));
            reroutes.put(new PortRef(names.get(target.node()), target.port()).toString(), moved);
        }
    }

    private int x(int x) {
        return Graphs.within(x + dx);
    }

    private int y(int y) {
        return Graphs.within(y + dy);
    }
}
