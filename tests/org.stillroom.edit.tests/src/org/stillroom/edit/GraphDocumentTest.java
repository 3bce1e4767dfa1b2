// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;

/** The graph that is being edited, with its wires. */
class GraphDocumentTest {

    private static final PortRef OUT = new PortRef("prompt", "text");
    private static final PortRef IN = new PortRef("tokens", "text");
    private static final Graph GRAPH = Graph.EMPTY.with(Node.of("prompt", "org.stillroom.prompt"))
            .with(Node.of("tokens", "org.stillroom.tokenizer").withInput("text", OUT));

    private final GraphDocument document = new GraphDocument(GRAPH);

    @Test
    void wiresAreNotLookedForAgainWhereNoneChanged() {
        WireIndex wires = document.wires();
        document.replace(GRAPH.withLayout(Layout.EMPTY.withNode("prompt", new Layout.Place(10, 20, 0, 0, false))));
        assertSame(wires, document.wires());
        Graph graph = document.graph();
        document.replace(graph.with(graph.nodes().get("prompt").withParameter("text", TextNode.valueOf("a fox"))));
        assertSame(wires, document.wires());
    }

    @Test
    void wiresFollowEveryEditThatTouchesThem() {
        WireIndex wires = document.wires();
        document.replace(GRAPH.without("prompt"));
        assertNotSame(wires, document.wires());
        assertEquals(Optional.empty(), document.wires().to(IN));
        document.replace(GRAPH);
        assertEquals(List.of(new Wire(OUT, IN)), document.wires().from(OUT));
        document.replace(GRAPH.renamed(Map.of("prompt", "words")));
        assertEquals(Optional.of(new Wire(new PortRef("words", "text"), IN)), document.wires().to(IN));
        document.replace(GRAPH.renamed(Map.of("tokens", "cut")));
        assertEquals(Optional.empty(), document.wires().to(IN));
        Graph more = GRAPH.with(Node.of("tokens2", "org.stillroom.tokenizer").withInput("text", OUT));
        document.replace(more);
        assertEquals(2, document.wires().from(OUT).size());
    }
}
