// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.engine.Bench.encoder;
import static org.stillroom.engine.Bench.executed;
import static org.stillroom.engine.Bench.graph;
import static org.stillroom.engine.Bench.join;
import static org.stillroom.engine.Bench.json;
import static org.stillroom.engine.Bench.save;
import static org.stillroom.engine.Bench.scripted;
import static org.stillroom.engine.Bench.text;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.engine.RunEvent.State;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.test.scripted.Script;
import org.stillroom.test.scripted.Value;

/** What happens when a graph is wrong, or a node fails. */
class FailureTest extends BenchTest {

    @Test
    void anErrorNamesNodePortAndCauseAndLeavesIndependentOutputsRunning() throws Exception {
        IOException cause = new IOException("disk on fire");
        Graph graph = graph(text("t", "x"), join("fine", "t"), save("good", "fine"),
                scripted("bad", "test.scripted", context -> {
                    throw new NodeException("text", "found smoke, expected none", cause);
                }), join("after", "bad"), save("lost", "after"));
        RunResult result = bench.run(graph);
        NodeFailure failure = result.failures().getFirst();
        assertEquals("bad.text: found smoke, expected none", failure.toString());
        assertEquals(NodeFailure.Kind.FAILED, failure.kind());
        assertSame(cause, failure.cause().orElseThrow().getCause());
        assertEquals(1, result.failures().size());
        assertEquals(new TreeMap<>(Map.of("t", State.DONE, "fine", State.DONE, "good", State.DONE,
                "bad", State.FAILED, "after", State.SKIPPED, "lost", State.SKIPPED)), result.states());
        assertEquals("x", Files.readString(bench.output.resolve("good.txt")));
        assertFalse(result.ok());
    }

    @Test
    void afterAnErrorTheNextRunRecovers() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        Graph graph = graph(text("t", "x"), scripted("n", "test.scripted", context -> {
            if (broken.get()) {
                throw new IllegalStateException("broken");
            }
            context.output("text", "mended");
        }).withInput("text", new PortRef("t", "text")), save("s", "n"));
        assertEquals(State.FAILED, bench.run(graph).states().get("n"));
        broken.set(false);
        RunResult result = bench.run(graph);
        assertTrue(result.ok());
        assertEquals(Set.of("n", "s"), executed());
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, StackOverflowError.class, NoClassDefFoundError.class,
            AssertionError.class, NullPointerException.class, CancellationException.class})
    void whateverANodeThrowsIsItsOwnFailure(Class<? extends Throwable> thrown) throws Exception {
        Graph graph = graph(text("t", "x"), save("good", "t"), scripted("bad", "test.scripted", context -> {
            Throwable e = thrown.getDeclaredConstructor().newInstance();
            if (e instanceof Error error) {
                throw error;
            }
            throw (Exception) e;
        }));
        RunResult result = bench.run(graph, "good", "bad");
        assertEquals(State.FAILED, result.states().get("bad"));
        assertEquals(State.DONE, result.states().get("good"));
        NodeFailure failure = result.failures().getFirst();
        assertEquals("bad", failure.node());
        assertTrue(failure.cause().filter(thrown::isInstance).isPresent());
        assertTrue(failure.message().length() > 20, failure.message());
    }

    @Test
    void endlessRecursionIsAFailureOfTheNode() throws Exception {
        RunResult result = bench.run(graph(scripted("n", "test.scripted", FailureTest::recurse)), "n");
        assertEquals(State.FAILED, result.states().get("n"));
        assertTrue(result.failures().getFirst().message().contains("StackOverflowError"));
    }

    private static void recurse(ExecuteContext context) {
        recurse(context);
    }

    @Test
    void aMissingModelIsToldApart() throws Exception {
        Graph graph = graph(text("t", "x"), encoder("e", "nowhere", "t"), save("s", "e"));
        NodeFailure failure = bench.run(graph).failures().getFirst();
        assertEquals(NodeFailure.Kind.MISSING_MODEL, failure.kind());
        assertEquals("e", failure.node());
        assertEquals("model", failure.port());
        assertTrue(failure.message().contains("nowhere") && failure.message().contains(bench.models.toString()),
                failure.message());
        assertEquals(Set.of(), executed());

        Graph late = graph(scripted("n", "test.scripted", context -> {
            throw new MissingModelException("script", "gone");
        }));
        assertEquals(NodeFailure.Kind.MISSING_MODEL, bench.run(late, "n").failures().getFirst().kind());
    }

    @Test
    void badValuesAndTypesAreRefusedBeforeAnythingRuns() throws Exception {
        Graph graph = graph(text("t", "x"), save("good", "t"),
                join("j", "t").withParameter("times", json(10)), save("s", "j"),
                scripted("v", "test.scriptedValue", context -> { }), save("wrong", "v"));
        graph = graph.with(graph.nodes().get("wrong").withInput("text", new PortRef("v", "value")));
        RunResult result = bench.run(graph);
        assertEquals(Set.of(), executed());
        assertEquals(Map.of(), result.states());
        List<String> failures = result.failures().stream().map(NodeFailure::toString).toList();
        assertEquals(List.of("j.times: found 10.0, expected at most 9",
                "wrong.text: takes Text, and v.value gives Value; wire it to an output of the same type"), failures);
        assertTrue(result.failures().stream().allMatch(f -> f.kind() == NodeFailure.Kind.INVALID));
    }

    @Test
    void problemsOfNodesThatAreNotNeededDoNotCount() throws Exception {
        Graph graph = graph(text("t", "x"), save("s", "t"), join("j", "t").withParameter("times", json(10)),
                Node.of("u", "test.unknown"), join("c1", "c2"), join("c2", "c1"));
        assertTrue(bench.run(graph).ok());
    }

    @Test
    void aCycleIsRefusedWithItsPath() throws Exception {
        Graph graph = graph(join("a", "c"), join("b", "a"), join("c", "b"), save("s", "c"));
        RunResult result = bench.run(graph);
        assertEquals(Set.of(), executed());
        String message = result.failures().getFirst().toString();
        for (String node : List.of("a", "b", "c")) {
            assertTrue(message.contains(node), message);
        }
        assertEquals(1, result.failures().size());
    }

    @Test
    void nanIsReportedAtTheOutputThatHasIt() throws Exception {
        Value value = new Value(8, "NaN in the output");
        RunResult result = bench.run(graph(scripted("n", "test.scriptedValue", context ->
                context.output("value", value))), "n");
        assertEquals("n.value: NaN in the output", result.failures().getFirst().toString());
        assertEquals(1, value.closed());
    }

    @Test
    void outputsThatBreakTheContractAreFailures() throws Exception {
        assertTrue(failure(context -> { }).contains("without a value"));
        assertTrue(failure(context -> context.output("text", 5)).contains("java.lang.String"));
        assertTrue(failure(context -> context.output("text", null)).contains("no value"));
        assertTrue(failure(context -> context.output("nowhere", "x")).contains("no output nowhere"));
        assertTrue(failure(context -> context.input("text", String.class)).contains("not wired"));
        assertTrue(failure(context -> context.input("nowhere", String.class)).contains("no input nowhere"));
    }

    private String failure(Script script) throws InterruptedException {
        NodeFailure failure = bench.run(graph(scripted("n", "test.scripted", script)), "n").failures().getFirst();
        assertEquals("n", failure.node());
        return failure.toString();
    }

    @Test
    void aClassThatIsNoNodeFailsItsNodeOnly() throws Exception {
        RunResult result = bench.run(graph(Node.of("n", "test.missingSuper")), "n");
        NodeFailure failure = result.failures().getFirst();
        assertEquals("n", failure.node());
        assertTrue(failure.message().contains("is no NodeFunction"), failure.message());
    }

    @Test
    void runsWithNothingToDoSayWhy() throws Exception {
        assertTrue(bench.run(graph(text("t", "x"))).failures().getFirst().message().contains("no node that shows"));
        assertTrue(bench.run(graph(text("t", "x")), "u").failures().getFirst().message().contains("no node \"u\""));
        Graph muted = graph(text("t", "x").withMode(Node.Mode.MUTED));
        assertTrue(bench.run(muted, "t").failures().getFirst().message().contains("muted"));
    }

    @Test
    void anOutputFolderThatIsAFileIsRefused() throws Exception {
        Files.writeString(bench.output, "a file");
        RunResult result = bench.run(graph(text("t", "x"), save("s", "t")));
        assertTrue(result.failures().getFirst().message().contains("output folder"));
        assertEquals(NodeFailure.Kind.FAILED, result.failures().getFirst().kind(), "the graph is right");
        assertEquals(Set.of(), executed());
    }
}
