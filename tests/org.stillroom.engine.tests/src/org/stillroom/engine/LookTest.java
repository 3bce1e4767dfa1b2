// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.engine.Bench.graph;
import static org.stillroom.engine.Bench.join;
import static org.stillroom.engine.Bench.save;
import static org.stillroom.engine.Bench.scripted;
import static org.stillroom.engine.Bench.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.stillroom.engine.RunEvent.State;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.test.scripted.Value;

/** What a window shows of a run: previews, failures as they happen, and values at ports. */
class LookTest extends BenchTest {

    private final AtomicInteger drawn = new AtomicInteger();

    private Graph drawing(int previews) {
        return graph(scripted("n", "test.scripted", context -> {
            for (int i = 0; i < previews; i++) {
                context.preview(() -> new RgbImage(1, 1, new byte[] {(byte) drawn.incrementAndGet(), 0, 0}));
            }
            context.output("text", "");
        }));
    }

    private List<Integer> previews() {
        return bench.events.stream().filter(RunEvent.Preview.class::isInstance)
                .map(event -> (int) ((RunEvent.Preview) event).picture().rgb()[0]).toList();
    }

    private String output(Run run, String port) {
        return run.output(PortRef.parse(port), String.class::cast).orElse("none");
    }

    @Test
    void previewsCostNothingWhereNobodyLooks() throws Exception {
        bench.previewEvery = Optional.empty();
        assertTrue(bench.run(drawing(3), "n").ok());
        assertEquals(0, drawn.get());
        assertEquals(List.of(), previews());
    }

    @Test
    void previewsComeNoMoreOftenThanAskedFor() throws Exception {
        bench.previewEvery = Optional.of(Duration.ZERO);
        bench.run(drawing(3), "n");
        assertEquals(List.of(1, 2, 3), previews());
        bench.engine.close();
        try (Bench other = new Bench(folder)) {
            drawn.set(0);
            bench = other;
            bench.previewEvery = Optional.of(Duration.ofDays(1));
            bench.run(drawing(3), "n");
            assertEquals(List.of(1), previews());
            assertEquals(1, drawn.get());
        }
    }

    @Test
    void aFailureIsToldBeforeTheStateOfItsNode() throws Exception {
        Node broken = scripted("broken", "test.scripted", context -> {
            throw new IllegalStateException("no luck");
        });
        RunResult result = bench.run(graph(broken, save("s", "broken")));
        List<RunEvent> told = bench.events.stream().dropWhile(event -> !(event instanceof RunEvent.Failed)).toList();
        RunEvent.Failed failed = (RunEvent.Failed) told.get(0);
        assertEquals(result.failures(), List.of(failed.failure()));
        assertEquals(State.FAILED, ((RunEvent.NodeState) told.get(1)).state());
        assertEquals("broken", ((RunEvent.NodeState) told.get(1)).node());
    }

    @Test
    void outputsAndInputsCanBeReadAfterTheRun() throws Exception {
        Graph graph = graph(text("a", "1"), text("b", "2"), join("j", "a", "b"),
                join("passed", "j").withMode(Node.Mode.BYPASSED), save("s", "passed"));
        Run run = bench.start(graph);
        assertTrue(run.await().ok());
        assertEquals("12", output(run, "j.text"));
        assertEquals("2", output(run, "b.text"));
        assertEquals(Optional.of("12"), run.input(PortRef.parse("s.text"), String.class::cast));
        assertEquals("none", output(run, "j.nothing"));
        assertEquals("none", output(run, "passed.text"));
        assertEquals(Optional.empty(), run.input(PortRef.parse("s.nothing"), String.class::cast));

        Run again = bench.start(graph);
        again.await();
        assertEquals("12", output(again, "j.text"), "though nothing was run");
    }

    @Test
    void whatFailedOrWasEvictedOrRefusedHasNoOutput() throws Exception {
        Run refused = bench.start(graph(save("s", "nowhere")));
        refused.await();
        assertEquals("none", output(refused, "nowhere.text"));

        Run run = bench.start(graph(text("t", "x"), save("s", "t")));
        run.await();
        bench.engine.close();
        assertEquals("none", output(run, "t.text"));
    }

    @Test
    void aValueStaysOpenWhileItIsRead() throws Exception {
        Value value = new Value(600_000);
        Run run = bench.start(graph(scripted("v", "test.scriptedValue", context -> context.output("value", value))),
                "v");
        assertTrue(run.await().ok());
        Graph large = graph(scripted("w", "test.scriptedValue",
                context -> context.output("value", new Value(1_000_000))));
        Optional<Integer> closed = run.output(PortRef.parse("v.value"), read -> {
            try {
                assertTrue(bench.run(large, "w").ok());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return ((Value) read).closed();
        });
        assertEquals(Optional.of(0), closed);
        assertEquals(1, value.closed(), "and makes room afterwards");
    }

    @Test
    void aValueStaysOpenWhileItIsReadThoughTheEngineIsClosed() throws Exception {
        Value value = new Value(1);
        Run run = bench.start(graph(scripted("v", "test.scriptedValue", context -> context.output("value", value))),
                "v");
        assertTrue(run.await().ok());
        assertEquals(Optional.of(0), run.output(PortRef.parse("v.value"), read -> {
            bench.engine.close();
            return value.closed();
        }));
        assertEquals(1, value.closed());
    }
}
