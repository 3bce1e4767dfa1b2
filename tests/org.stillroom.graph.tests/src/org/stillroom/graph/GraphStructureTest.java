// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphStructureTest {

    @Test
    void aSoundGraphHasNoProblems() {
        Graph graph = graph("a>b", "a>c", "b>d", "c>d");
        assertEquals(List.of(), GraphStructure.problems(graph));
        assertEquals(List.of("a", "b", "c", "d"), GraphStructure.order(graph));
        assertEquals(List.of(), GraphStructure.problems(Graph.EMPTY));
        assertEquals(List.of(), GraphStructure.order(Graph.EMPTY));
    }

    @Test
    void orderPutsSourcesFirstAndElseFollowsIds() {
        assertEquals(List.of("z", "a", "b", "y", "c"), GraphStructure.order(graph("z>a", "a>b", "y>c", "b>y")));
    }

    @Test
    void namesWiresFromNowhere() {
        Graph graph = Graph.EMPTY.with(Node.of("a", "t").withInput("in", new PortRef("ghost", "out")));
        assertEquals(List.of("a.in: the wire comes from ghost.out, but there is no node ghost; wire it from another"
                + " node or remove it"), texts(GraphStructure.problems(graph)));
        assertEquals(List.of("a"), GraphStructure.order(graph));
        assertEquals(Set.of("a"), GraphStructure.upstream(graph, Set.of("a", "ghost")));
    }

    @Test
    void namesCyclesWithTheirPath() {
        assertEquals(List.of("a.from_b: the wires form a cycle: a -> b -> a; remove one of them"),
                texts(GraphStructure.problems(graph("a>b", "b>a", "b>c"))));
        assertEquals(List.of("a.from_c: the wires form a cycle: a -> b -> c -> a; remove one of them",
                "x.from_x: the wires form a cycle: x -> x; remove one of them"),
                texts(GraphStructure.problems(graph("b>c", "a>b", "c>a", "x>x", "c>x"))));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> GraphStructure.order(graph("a>b", "b>a")));
        assertTrue(e.getMessage().contains("a -> b -> a"), e.getMessage());
    }

    @Test
    void findsACycleWhereverThereIsOne() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            Graph graph = Graph.EMPTY;
            int size = 2 + random.nextInt(8);
            for (int i = 0; i < size; i++) {
                graph = graph.with(Node.of("n" + i, "t"));
            }
            for (int wire = random.nextInt(2 * size); wire > 0; wire--) {
                graph = wired(graph, "n" + random.nextInt(size), "n" + random.nextInt(size));
            }
            List<List<String>> cycles = Cycles.of(graph);
            assertEquals(GraphStructure.acyclicPart(graph).size() < size, !cycles.isEmpty());
            Graph mended = graph;
            while (!cycles.isEmpty()) {
                for (List<String> cycle : cycles) {
                    for (int i = 0; i < cycle.size(); i++) {
                        String to = cycle.get((i + 1) % cycle.size());
                        assertTrue(GraphStructure.sources(mended, to).contains(cycle.get(i)), cycle + " in " + mended);
                    }
                }
                mended = mended.without(cycles.getFirst().getFirst());
                cycles = Cycles.of(mended);
            }
            assertEquals(mended.nodes().size(), GraphStructure.order(mended).size());
        }
    }

    @Test
    void upstreamIsWhatANodeNeeds() {
        Graph graph = graph("a>b", "b>c", "x>c", "c>d", "y>z", "d>b");
        assertEquals(Set.of("a", "b", "c", "d", "x"), GraphStructure.upstream(graph, Set.of("c")));
        assertEquals(Set.of("a", "y", "z"), GraphStructure.upstream(graph, Set.of("a", "z")));
        assertEquals(Set.of(), GraphStructure.upstream(graph, Set.of()));
    }

    @Test
    void longChainsAndRingsAreNoProblemForTheStack() {
        int length = 100_000;
        Graph chain = LargeGraphs.chain(length);
        assertEquals(List.of(), GraphStructure.problems(chain));
        assertEquals(length, GraphStructure.order(chain).size());
        assertEquals(length, GraphStructure.upstream(chain, Set.of("n" + (length - 1))).size());
        Graph ring = wired(chain, "n" + (length - 1), "n0");
        List<Problem> problems = GraphStructure.problems(ring);
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().message().length() < 500, problems.getFirst().message());
        assertTrue(problems.getFirst().message().contains("n2 -> n3"), problems.getFirst().message());
    }

    @Test
    void manyCyclesThroughALongPathAreFoundInTime() {
        // Every node of the chain leads back to the first, so that a path of length n closes n times.
        Graph graph = LargeGraphs.chain(30_000);
        Node first = graph.nodes().get("n0");
        for (int i = 1; i < 2000; i++) {
            first = first.withInput("back" + i, new PortRef("n" + (i * 15), "out"));
        }
        assertEquals(1, GraphStructure.problems(graph.with(first)).size());
    }

    private static Graph graph(String... wires) {
        Graph graph = Graph.EMPTY;
        for (String wire : wires) {
            String[] ends = wire.split(">");
            for (String id : ends) {
                graph = graph.nodes().containsKey(id) ? graph : graph.with(Node.of(id, "t"));
            }
            graph = wired(graph, ends[0], ends[1]);
        }
        return graph;
    }

    private static Graph wired(Graph graph, String from, String to) {
        return graph.with(graph.nodes().get(to).withInput("from_" + from, new PortRef(from, "out")));
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }
}
