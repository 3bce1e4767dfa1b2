// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.engine.Bench.executed;
import static org.stillroom.engine.Bench.graph;
import static org.stillroom.engine.Bench.scripted;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.test.scripted.Value;

/** Results are kept within a budget of 10,000 bytes. */
class CacheTest extends BenchTest {

    private final Map<String, Value> made = new ConcurrentHashMap<>();

    CacheTest() {
        super(10_000);
    }

    private Node value(String id, long bytes) {
        return scripted(id, "test.scriptedValue", context -> {
            Value value = new Value(bytes);
            made.put(id, value);
            context.output("value", value);
        });
    }

    @Test
    void theLeastRecentlyUsedResultIsClosedFirst() throws Exception {
        bench.run(graph(value("a", 4000)), "a");
        bench.run(graph(value("b", 4000)), "b");
        bench.run(graph(value("a", 4000)), "a");
        assertEquals(Set.of(), executed());
        bench.run(graph(value("c", 4000)), "c");
        assertEquals(1, made.get("b").closed());
        assertEquals(0, made.get("a").closed());
        assertEquals(0, made.get("c").closed());
        bench.run(graph(value("b", 4000)), "b");
        assertEquals(Set.of("b"), executed());
    }

    @Test
    void resultsInUseStayHoweverLargeAndAreClosedAfterwards() throws Exception {
        Node sink = scripted("s", "test.scriptedSink", context -> {
            Value value = context.input("value", Value.class);
            assertEquals(0, value.closed());
        }).withInput("value", new PortRef("big", "value"));
        RunResult result = bench.run(graph(value("big", 50_000), sink), "s");
        assertTrue(result.ok(), result.failures()::toString);
        assertEquals(1, made.get("big").closed());
        bench.run(graph(value("big", 50_000), sink), "s");
        assertEquals(Set.of(), executed(), "the sink is done, so that its input is not needed");
    }

    @Test
    void aValuePassedOnIsClosedOnceAndOnlyWhenNoResultHasIt() throws Exception {
        Node pass = scripted("pass", "test.scriptedValue", context ->
                context.output("value", context.input("value", Value.class)))
                .withInput("value", new PortRef("a", "value"));
        bench.run(graph(value("a", 3000), pass), "pass");
        bench.run(graph(value("x", 3000)), "x");
        assertEquals(0, made.get("a").closed());
        bench.run(graph(value("a", 3000), pass), "pass");
        assertEquals(Set.of(), executed());
        bench.run(graph(value("y", 9000)), "y");
        assertEquals(1, made.get("a").closed());
    }

    @Test
    void valuesOfAFailedNodeAreClosedButNotItsInputs() throws Exception {
        Node fail = scripted("fail", "test.scriptedValue", context -> {
            context.output("value", context.input("value", Value.class));
            throw new IllegalStateException("after the output");
        }).withInput("value", new PortRef("a", "value"));
        bench.run(graph(value("a", 3000), fail), "fail");
        assertEquals(0, made.get("a").closed());
        Value own = new Value(1);
        bench.run(graph(scripted("own", "test.scriptedValue", context -> {
            context.output("value", own);
            throw new IllegalStateException("after the output");
        })), "own");
        assertEquals(1, own.closed());
    }

    @Test
    void allIsClosedWithTheEngine() throws Exception {
        bench.run(graph(value("a", 100), value("b", 100)), "a", "b");
        bench.close();
        assertEquals(1, made.get("a").closed());
        assertEquals(1, made.get("b").closed());
    }

    @Test
    void manySmallResultsStayWithinTheBudget() throws Exception {
        for (int i = 0; i < 200; i++) {
            bench.run(graph(value("n" + i, 1000)), "n" + i);
        }
        long open = made.values().stream().filter(value -> value.closed() == 0).count();
        assertTrue(open >= 5 && open <= 10, () -> open + " values of 1000 bytes are open");
    }
}
