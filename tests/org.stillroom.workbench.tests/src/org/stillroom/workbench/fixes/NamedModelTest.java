// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Graph;
import org.stillroom.graph.ModelPin;
import org.stillroom.graph.Node;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.workbench.services.Catalog;

/** Naming another model where a graph names one that is missing. */
class NamedModelTest {

    private static final NodeCatalog CATALOG = Catalog.get();
    private static final ModelPin PIN = new ModelPin(new TreeMap<>(Map.of("config.json", "ab")));
    private static final Graph GRAPH = Graph.EMPTY
            .with(Node.of("t5", "org.stillroom.t5Encoder").withParameter("model", TextNode.valueOf("old")))
            .with(Node.of("other", "org.stillroom.t5Encoder").withParameter("model", TextNode.valueOf("old")))
            .with(Node.of("prompt", "org.stillroom.prompt").withParameter("text", TextNode.valueOf("old")))
            .withModels(Map.of("old", PIN));

    @Test
    void allNodesThatNameItFollowAndItsChecksumsToo() {
        Graph after = NamedModel.renamed(CATALOG, "use", "old", "new").change().apply(GRAPH);
        assertEquals("new", after.nodes().get("t5").parameters().get("model").asText());
        assertEquals("new", after.nodes().get("other").parameters().get("model").asText());
        assertEquals("old", after.nodes().get("prompt").parameters().get("text").asText(), "a text is no model");
        assertEquals(Set.of("new"), after.models().keySet());
        assertEquals(PIN, after.models().get("new"));
    }

    @Test
    void nothingIsDoneWhereNobodyNamesIt() {
        assertSame(GRAPH, NamedModel.renamed(CATALOG, "use", "none", "new").change().apply(GRAPH));
    }

    @Test
    void onlyModelParametersAreUses() {
        assertEquals("old", NamedModel.of(GRAPH, CATALOG, "t5", "model").orElseThrow().model());
        assertTrue(NamedModel.of(GRAPH, CATALOG, "t5", "dtype").isEmpty());
        assertTrue(NamedModel.of(GRAPH, CATALOG, "prompt", "text").isEmpty());
        assertTrue(NamedModel.of(GRAPH, CATALOG, "none", "model").isEmpty());
        assertTrue(NamedModel.of(GRAPH, CATALOG, "t5", "model").orElseThrow().pin(GRAPH).isPresent());
    }
}
