// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GraphTest {

    private static final Layout.Place PLACE = new Layout.Place(1, 2, 3, 4, true);
    private static final Graph GRAPH = Graph.EMPTY.with(Node.of("a", "t"))
            .with(Node.of("b", "t").withInput("in", new PortRef("a", "out")))
            .withLayout(new Layout(new TreeMap<>(Map.of("a", PLACE)), Maps.none(), Maps.none(),
                    new TreeMap<>(Map.of("b.in", List.of(new Layout.Point(5, 6)))), Maps.none()));

    @Test
    void removingANodeRemovesItsWiresAndLayout() {
        Graph without = GRAPH.without("a");
        assertEquals(List.of(), without.wires());
        assertEquals(Map.of(), without.layout().nodes());
        assertEquals(Map.of(), GRAPH.without("b").layout().reroutes());
        assertEquals(List.of("a.out -> b.in"), GRAPH.wires().stream().map(Wire::toString).toList());
    }

    @Test
    void renamingTakesWiresAndLayoutAlong() {
        Graph renamed = GRAPH.renamed(Map.of("a", "x", "b", "y"));
        assertEquals(List.of("x.out -> y.in"), renamed.wires().stream().map(Wire::toString).toList());
        assertEquals(Map.of("x", PLACE), renamed.layout().nodes());
        assertEquals(Map.of("y.in", List.of(new Layout.Point(5, 6))), renamed.layout().reroutes());
        assertEquals(GRAPH, renamed.renamed(Map.of("x", "a", "y", "b")));
        assertEquals(List.of("b.out -> a.in"),
                GRAPH.renamed(Map.of("a", "b", "b", "a")).wires().stream().map(Wire::toString).toList());
    }

    @Test
    void twoNodesNeverShareAnId() {
        assertThrows(IllegalArgumentException.class, () -> GRAPH.renamed(Map.of("a", "b")));
        assertThrows(IllegalArgumentException.class, () -> GRAPH.renamed(Map.of("a", "../x")));
        assertThrows(IllegalArgumentException.class,
                () -> Graph.EMPTY.withNodes(Map.of("other", Node.of("a", "t"))));
    }

    @Test
    void aGraphDoesNotChangeWithTheMapsItWasMadeFrom() {
        var nodes = new TreeMap<>(Map.of("a", Node.of("a", "t")));
        var points = new ArrayList<>(List.of(new Layout.Point(0, 0)));
        Layout layout = new Layout(Maps.none(), Maps.none(), Maps.none(), new TreeMap<>(Map.of("a.in", points)),
                Maps.none());
        Graph graph = Graph.EMPTY.withNodes(nodes).withLayout(layout);
        nodes.clear();
        points.clear();
        assertEquals(1, graph.nodes().size());
        assertEquals(1, graph.layout().reroutes().get("a.in").size());
        assertThrows(UnsupportedOperationException.class, () -> graph.nodes().clear());
    }
}
