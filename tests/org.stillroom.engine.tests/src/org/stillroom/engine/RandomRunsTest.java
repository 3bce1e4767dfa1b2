// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.engine.RunEvent.State;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.test.scripted.Script;
import org.stillroom.test.scripted.Value;

/** Random trees of nodes, run two at a time with failures, cancels and a cache that is too small for them. */
@Timeout(120)
class RandomRunsTest {

    private static final int KINDS = 20;

    @TempDir
    Path folder;

    private final Queue<Value> made = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    @Test
    void noValueIsClosedInUseAndEachIsClosedOnce() throws Exception {
        Random random = new Random(7);
        try (Bench bench = new Bench(folder, 3000)) {
            script();
            for (int round = 0; round < 60; round++) {
                Graph graph = graph(random);
                String[] targets = {"n29", "n28", "n27", "n26", "n25", "n24", "n23", "n22", "n21", "n20"};
                Run one = bench.start(graph, targets);
                Run two = bench.start(graph(random), event -> { }, targets);
                if (random.nextInt(3) == 0) {
                    Thread.sleep(random.nextInt(3));
                    one.cancel();
                }
                RunResult result = one.await();
                assertTrue(result.states().values().stream().allMatch(State::ended), result::toString);
                assertTrue(two.await().states().values().stream().allMatch(State::ended));
            }
        }
        assertEquals(List.of(), List.copyOf(faults));
        assertTrue(made.size() > 500, () -> made.size() + " values");
        assertEquals(0, made.stream().filter(value -> value.closed() != 1).count());
    }

    private void script() {
        Script work = context -> {
            Value input = context.optionalInput("value", Value.class).orElse(null);
            int kind = context.nodeId().hashCode() % 7;
            if (kind == 0 && input != null) {
                context.output("value", input);
            } else {
                Value value = new Value(500);
                made.add(value);
                context.output("value", value);
            }
            for (int i = 0; i < 3; i++) {
                context.progress(i, 3);
                Thread.yield();
                if (input != null && input.closed() > 0) {
                    faults.add(context.nodeId() + " had its input closed");
                }
            }
        };
        for (int i = 0; i < KINDS; i++) {
            Script.ALL.put("work" + i, work);
        }
        Script.ALL.put("fail", context -> {
            Value value = new Value(500);
            made.add(value);
            context.output("value", value);
            throw new IllegalStateException("as planned");
        });
    }

    private static Graph graph(Random random) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String script = random.nextInt(40) == 0 ? "fail" : "work" + random.nextInt(KINDS);
            Node node = Node.of("n" + i, "test.scriptedValue").withParameter("script", Bench.json(script));
            nodes.add(i == 0 ? node : node.withInput("value", new PortRef("n" + random.nextInt(i), "value")));
        }
        return Bench.graph(nodes.toArray(Node[]::new));
    }
}
