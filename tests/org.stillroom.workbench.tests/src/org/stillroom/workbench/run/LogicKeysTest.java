// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;

class LogicKeysTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Graph GRAPH = RunBench.chain("ok");

    private static Map<String, String> keys(Graph graph) {
        return LogicKeys.of(graph, TestNodes.CATALOG);
    }

    private static Graph set(String node, String parameter, String value) {
        return GRAPH.with(GRAPH.nodes().get(node).withParameter(parameter, JSON.textNode(value)));
    }

    @Test
    void aParameterCountsForItsNodeAndAllBehindIt() {
        Map<String, String> before = keys(GRAPH);
        Map<String, String> after = keys(set("work", "script", "other"));
        assertEquals(before.get("source"), after.get("source"));
        assertNotEquals(before.get("work"), after.get("work"));
        assertNotEquals(before.get("show"), after.get("show"));
    }

    @Test
    void aDefaultIsTheSameWrittenOrNot() {
        assertEquals(keys(GRAPH), keys(set("source", "text", "")));
    }

    @Test
    void whatOnlyAnEditorNeedsDoesNotCount() {
        assertEquals(keys(GRAPH), keys(set("source", "after_run", "random")));
    }

    @Test
    void aNameCountsOnlyWhereSomethingIsShown() {
        Map<String, String> before = keys(GRAPH);
        Map<String, String> after = keys(GRAPH.renamed(Map.of("work", "job", "show", "shown")));
        assertEquals(before.get("work"), after.get("job"));
        assertNotEquals(before.get("show"), after.get("shown"));
    }

    @Test
    void beingMutedCounts() {
        Graph muted = GRAPH.with(GRAPH.nodes().get("work").withMode(Node.Mode.MUTED));
        assertNotEquals(keys(GRAPH).get("show"), keys(muted).get("show"));
    }

    @Test
    void aNodeOfUnknownTypeHasAKeyToo() {
        Graph unknown = GRAPH.with(Node.of("guest", "other.type").withParameter("a", JSON.numberNode(1)));
        Graph changed = GRAPH.with(Node.of("guest", "other.type").withParameter("a", JSON.numberNode(2)));
        assertNotEquals(keys(unknown).get("guest"), keys(changed).get("guest"));
    }

    @Test
    void aCycleHasNoKeys() {
        Graph cycle = GRAPH.with(RunBench.work("work", "ok", "work"));
        assertTrue(keys(cycle).isEmpty());
    }
}
