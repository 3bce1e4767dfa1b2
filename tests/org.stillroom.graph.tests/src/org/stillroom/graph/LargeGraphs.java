// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.SortedMap;
import java.util.TreeMap;

/** Graphs of a size that no designer draws, but a program may make. */
final class LargeGraphs {

    private LargeGraphs() {}

    /** {@code n0 -> n1 -> ...}, without layout. */
    static Graph chain(int length) {
        SortedMap<String, Node> nodes = new TreeMap<>();
        for (int i = 0; i < length; i++) {
            Node node = Node.of("n" + i, "t");
            nodes.put(node.id(), i == 0 ? node : node.withInput("in", new PortRef("n" + (i - 1), "out")));
        }
        return Graph.EMPTY.withNodes(nodes);
    }

    /** Nodes with parameters and places; each wire leads to one of the nodes that follow. */
    static Graph layered(int count, int wires) {
        SortedMap<String, Node> nodes = new TreeMap<>();
        SortedMap<String, Layout.Place> places = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            nodes.put("n" + i, Node.of("n" + i, "org.stillroom.type" + i % 12)
                    .withParameter("model", TextNode.valueOf("family/part-" + i))
                    .withParameter("steps", IntNode.valueOf(i)));
            places.put("n" + i, new Layout.Place(i % 50 * 200, i / 50 * 150, 0, 0, false));
        }
        for (int i = 0; i < wires; i++) {
            String to = "n" + (1 + i % (count - 1));
            PortRef from = new PortRef("n" + i % (count - 1) / 2, "out");
            nodes.put(to, nodes.get(to).withInput("in" + i / (count - 1), from));
        }
        Layout layout = new Layout(places, Maps.none(), Maps.none(), Maps.none(), Maps.none());
        return Graph.EMPTY.withNodes(nodes).withLayout(layout);
    }
}
