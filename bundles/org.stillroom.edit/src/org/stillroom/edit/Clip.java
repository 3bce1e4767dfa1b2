// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Layout.Place;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.ModelPin;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;

/**
 * A part of a graph on its way through the clipboard, written as a graph file, so that it can be sent as text. Wires
 * from nodes outside stay written at the inputs; of what type those nodes are stands in the property {@code clip}.
 *
 * @param part the copied nodes, frames and notes
 * @param outside types of the nodes outside that wires come from, by id
 */
record Clip(Graph part, SortedMap<String, String> outside) {

    private static final String PROPERTY = "clip";
    private static final String OUTSIDE = "outside";

    static Clip of(Graph graph, Set<CanvasItem> items) {
        SortedMap<String, Node> nodes = new TreeMap<>(graph.nodes());
        nodes.keySet().retainAll(Items.nodes(items));
        SortedMap<String, String> outside = new TreeMap<>();
        for (Node node : nodes.values()) {
            for (PortRef from : node.inputs().values()) {
                if (!nodes.containsKey(from.node()) && graph.nodes().containsKey(from.node())) {
                    outside.put(from.node(), graph.nodes().get(from.node()).type());
                }
            }
        }
        var providers = new TreeMap<>(graph.providers());
        providers.keySet().retainAll(nodes.values().stream().map(Node::type).toList());
        Graph part = Graph.EMPTY.withNodes(nodes).withLayout(layout(graph, nodes, items)).withProviders(providers)
                .withModels(pins(graph, nodes));
        return new Clip(part, outside);
    }

    /** @throws GraphFileException if the text is no graph */
    static Clip parse(String text) throws GraphFileException {
        Graph part = GraphFile.parse(text, PROPERTY);
        SortedMap<String, String> outside = new TreeMap<>();
        JsonNode types = part.extra().getOrDefault(PROPERTY, JsonNodeFactory.instance.objectNode()).path(OUTSIDE);
        types.properties().forEach(type -> outside.put(type.getKey(), type.getValue().asText()));
        return new Clip(part, outside);
    }

    String text() {
        ObjectNode clip = JsonNodeFactory.instance.objectNode();
        ObjectNode types = clip.putObject(OUTSIDE);
        outside.forEach(types::put);
        SortedMap<String, JsonNode> extra = new TreeMap<>(Map.of(PROPERTY, clip));
        return GraphFile.text(new Graph(part.nodes(), part.layout(), part.models(), part.providers(), extra));
    }

    boolean isEmpty() {
        return Items.all(part).isEmpty();
    }

    /** The top left corner of all items. */
    Point corner() {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        for (CanvasItem item : Items.all(part)) {
            Bounds bounds = FrameContents.bounds(part.layout(), item);
            left = Math.min(left, bounds.x());
            top = Math.min(top, bounds.y());
        }
        return new Point(left, top);
    }

    private static Layout layout(Graph graph, Map<String, Node> nodes, Set<CanvasItem> items) {
        Layout whole = graph.layout();
        SortedMap<String, Place> places = new TreeMap<>();
        nodes.keySet().forEach(id -> places.put(id, Graphs.place(graph, id)));
        var frames = new TreeMap<>(whole.frames());
        frames.keySet().retainAll(Items.frames(items));
        var notes = new TreeMap<>(whole.notes());
        notes.keySet().retainAll(Items.notes(items));
        var reroutes = new TreeMap<>(whole.reroutes());
        reroutes.keySet().removeIf(target -> !inner(nodes, PortRef.parse(target)));
        return Layout.EMPTY.withNodes(places).withFrames(frames).withNotes(notes).withReroutes(reroutes);
    }

    /** Whether the wire to a port joins two of the nodes. */
    private static boolean inner(Map<String, Node> nodes, PortRef to) {
        Node target = nodes.get(to.node());
        PortRef from = target == null ? null : target.inputs().get(to.port());
        return from != null && nodes.containsKey(from.node());
    }

    private static SortedMap<String, ModelPin> pins(Graph graph, Map<String, Node> nodes) {
        SortedMap<String, ModelPin> pins = new TreeMap<>();
        nodes.values().forEach(node -> node.parameters().values().forEach(value -> {
            ModelPin pin = value.isTextual() ? graph.models().get(value.textValue()) : null;
            if (pin != null) {
                pins.put(value.textValue(), pin);
            }
        }));
        return pins;
    }
}
