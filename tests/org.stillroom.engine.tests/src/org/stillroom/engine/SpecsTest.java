// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.engine.Bench.executed;
import static org.stillroom.engine.Bench.graph;
import static org.stillroom.engine.Bench.scripted;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.stillroom.engine.RunEvent.State;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.test.scripted.Length;
import org.stillroom.test.scripted.Script;
import org.stillroom.test.scripted.ToldValue;
import org.stillroom.test.scripted.Value;

/** Nodes are checked with what has really come, just before they are executed. */
class SpecsTest extends BenchTest {

    private static final String VALUE = "value";
    private static final String WRONG = "found 7 characters, expected at most 5";

    /** What the configure calls of the last node saw, in their order. */
    private final List<Optional<Length>> seen = Collections.synchronizedList(new ArrayList<>());

    private static Script script(Consumer<ConfigureContext> configure, Consumer<ExecuteContext> execute) {
        return new Script() {
            @Override
            public void configure(ConfigureContext context) {
                configure.accept(context);
            }

            @Override
            public void execute(ExecuteContext context) {
                execute.accept(context);
            }
        };
    }

    /** @param says beforehand, if anything */
    private static Node source(Optional<Length> says, Value value) {
        return scripted("source", "test.scriptedValue", script(
                context -> says.ifPresent(length -> context.output(VALUE, length)),
                context -> context.output(VALUE, value)));
    }

    /** Passes the value on as one that does not tell what it is, and says so beforehand where it knows. */
    private static Node pass(String id, String from) {
        return scripted(id, "test.scriptedValue", script(
                context -> context.input(VALUE, Length.class).ifPresent(known -> context.output(VALUE, known)),
                context -> context.output(VALUE, new Value(1)))).withInput(VALUE, new PortRef(from, VALUE));
    }

    /** Takes 5 characters or fewer. */
    private Node sink(String from) {
        return sink(from, context -> context.error(VALUE, WRONG));
    }

    private Node sink(String from, Consumer<ConfigureContext> tooLong) {
        return scripted("sink", "test.scriptedSink", script(context -> {
            Optional<Length> length = context.input(VALUE, Length.class);
            seen.add(length);
            if (length.isPresent() && length.get().characters() > 5) {
                tooLong.accept(context);
            }
        }, context -> { })).withInput(VALUE, new PortRef(from, VALUE));
    }

    private static Optional<Length> length(int characters) {
        return Optional.of(new Length(characters));
    }

    @Test
    void aNodeSeesWhatOnlyTheValueKnows() throws Exception {
        RunResult result = bench.run(graph(source(Optional.empty(), new ToldValue(3)), sink("source")));
        assertTrue(result.ok(), result.toString());
        assertEquals(List.of(Optional.empty(), length(3)), seen);
        assertEquals(Set.of("source", "sink"), executed());
    }

    @Test
    void aWrongValueIsRefusedInTheSameWordsAsWhileEditing() throws Exception {
        RunResult edited = bench.run(graph(source(length(7), new ToldValue(7)), sink("source")));
        NodeFailure before = edited.failures().getFirst();
        assertEquals(NodeFailure.Kind.INVALID, before.kind());
        assertEquals(Map.of(), edited.states());

        RunResult result = bench.run(graph(source(length(3), new ToldValue(7)), sink("source")));
        NodeFailure failure = result.failures().getFirst();
        assertEquals(before.toString(), failure.toString());
        assertEquals("sink.value: " + WRONG, failure.toString());
        assertEquals(NodeFailure.Kind.FAILED, failure.kind());
        assertEquals(new TreeMap<>(Map.of("source", State.DONE, "sink", State.FAILED)), result.states());
        assertEquals(Set.of("source"), executed());
    }

    @Test
    void whatIsAsItWasSaidIsNotCheckedAgain() throws Exception {
        Graph graph = graph(source(length(3), new ToldValue(3)), pass("pass", "source"), sink("pass"));
        assertTrue(bench.run(graph).ok());
        assertEquals(List.of(length(3)), seen);
    }

    @Test
    void aValueThatDoesNotTellIsWhatWasSaid() throws Exception {
        assertTrue(bench.run(graph(source(length(3), new Value(1)), sink("source"))).ok());
        assertEquals(List.of(length(3)), seen);
    }

    @Test
    void aValueMayLeaveToOthersWhatItDoesNotKnow() throws Exception {
        Value value = new ToldValue(said -> said.map(before -> new Length(((Length) before).characters() + 1)));
        assertTrue(bench.run(graph(source(length(3), value), sink("source"))).ok());
        assertEquals(List.of(length(3), length(4)), seen);
    }

    @Test
    void whatIsKnownIsPassedOn() throws Exception {
        Graph graph = graph(source(Optional.empty(), new ToldValue(7)), pass("a", "source"), pass("b", "a"), sink("b"));
        RunResult result = bench.run(graph);
        assertEquals("sink.value: " + WRONG, result.failures().getFirst().toString());
        assertEquals(List.of(Optional.empty(), length(7)), seen);
        assertEquals(Set.of("source", "a", "b"), executed());
    }

    @Test
    void aResultThatWasKeptIsCheckedToo() throws Exception {
        Node source = source(Optional.empty(), new ToldValue(7));
        assertTrue(bench.run(graph(source), "source").ok());
        RunResult result = bench.run(graph(source, sink("source")));
        assertEquals(State.CACHED, result.states().get("source"));
        assertEquals("sink.value: " + WRONG, result.failures().getFirst().toString());
        assertEquals(Set.of(), executed());
    }

    @Test
    void theFirstErrorIsTold() throws Exception {
        RunResult result = bench.run(graph(source(Optional.empty(), new ToldValue(7)), sink("source", context -> {
            context.warning(VALUE, "rather long");
            context.error(VALUE, WRONG);
            context.error("", "and something else");
        })));
        assertEquals(List.of("sink.value: " + WRONG), result.failures().stream().map(NodeFailure::toString).toList());
    }

    @Test
    void aMissingModelIsToldApart() throws Exception {
        RunResult result = bench.run(graph(source(Optional.empty(), new ToldValue(7)), sink("source",
                context -> context.error((NodeException) new MissingModelException("script", "it is not there")))));
        NodeFailure failure = result.failures().getFirst();
        assertEquals(NodeFailure.Kind.MISSING_MODEL, failure.kind());
        assertEquals("sink.script: it is not there", failure.toString());
    }

    @Test
    void whatConfigureThrowsIsAFailureOfTheNode() throws Exception {
        RunResult result = bench.run(graph(source(Optional.empty(), new ToldValue(7)), sink("source", context -> {
            throw new IllegalStateException("broken");
        })));
        NodeFailure failure = result.failures().getFirst();
        assertEquals("sink", failure.node());
        assertTrue(failure.message().contains("could not be configured")
                && failure.message().contains("org.stillroom.engine.tests"), failure.message());
        assertEquals(Set.of("source"), executed());
    }
}
