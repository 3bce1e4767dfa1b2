// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.engine.Bench.executed;
import static org.stillroom.engine.Bench.graph;
import static org.stillroom.engine.Bench.join;
import static org.stillroom.engine.Bench.save;
import static org.stillroom.engine.Bench.scripted;
import static org.stillroom.engine.Bench.text;

import java.nio.file.Files;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;

/** Muted and bypassed nodes, and what a node is told of its surroundings. */
class ModeTest extends BenchTest {

    @Test
    void aBypassedNodePassesItsFirstInputOfTheSameTypeOn() throws Exception {
        Graph graph = graph(text("a", "1"), text("b", "2"), join("j", "a", "b").withMode(Node.Mode.BYPASSED),
                join("k", "j").withMode(Node.Mode.BYPASSED), save("s", "k"));
        RunResult result = bench.run(graph);
        assertTrue(result.ok(), result.failures()::toString);
        assertEquals("1", Files.readString(bench.output.resolve("s.txt")));
        assertEquals(Set.of("a", "s"), executed());
    }

    @Test
    void bypassingIsTheSameAsWiringPast() throws Exception {
        bench.run(graph(text("a", "1"), save("s", "a")));
        bench.run(graph(text("a", "1"), join("j", "a").withMode(Node.Mode.BYPASSED), save("s", "j")));
        assertEquals(Set.of(), executed());
    }

    @Test
    void aMutedSinkDoesNotRunAndAMutedSourceLeavesOptionalInputsOpen() throws Exception {
        Graph graph = graph(text("a", "1"), text("b", "2").withMode(Node.Mode.MUTED), join("j", "a", "b"),
                save("s", "j"), save("off", "j").withMode(Node.Mode.MUTED));
        RunResult result = bench.run(graph);
        assertTrue(result.ok(), result.failures()::toString);
        assertEquals("1", Files.readString(bench.output.resolve("s.txt")));
        assertEquals(Set.of("a", "j", "s"), executed());
    }

    @Test
    void aRequiredInputFromAMutedNodeIsAProblemThatNamesIt() throws Exception {
        Graph graph = graph(text("a", "1").withMode(Node.Mode.MUTED), save("s", "a"));
        String failure = bench.run(graph).failures().getFirst().toString();
        assertTrue(failure.startsWith("s.text: ") && failure.contains("\"a\" is muted"), failure);
    }

    @Test
    void aBypassedNodeWithoutAnInputOfTheTypeGivesNothing() throws Exception {
        Graph graph = graph(text("a", "1").withMode(Node.Mode.BYPASSED), save("s", "a"));
        String failure = bench.run(graph).failures().getFirst().toString();
        assertTrue(failure.startsWith("s.text: ") && failure.contains("bypassed"), failure);
    }

    @Test
    void aMutedNodeOfUnknownTypeDoesNotStopTheRest() throws Exception {
        Graph graph = graph(text("a", "1"), save("s", "a"), Node.of("u", "gone.type").withMode(Node.Mode.MUTED));
        assertTrue(bench.run(graph).ok());
    }

    @Test
    void aNodeIsToldTheModelsBehindItsInputsAndTheGraphOfTheRun() throws Exception {
        bench.model("t5/base", "W");
        SortedSet<String> told = new TreeSet<>();
        Node sink = scripted("s", "test.scriptedSink", context -> {
            told.addAll(context.modelsUsed());
            told.add("graph of " + context.graph().nodes().size() + " on " + context.device());
            assertTrue(Files.isDirectory(context.outputFolder()));
        }).withInput("text", new PortRef("j", "text"));
        RunResult result = bench.run(graph(text("a", "1"), Bench.encoder("e", "t5/base", "a"), join("j", "e"), sink,
                text("unused", "x")));
        assertTrue(result.ok(), result.failures()::toString);
        assertEquals(new TreeSet<>(Set.of("t5/base", "graph of 5 on cpu")), told);
    }
}
