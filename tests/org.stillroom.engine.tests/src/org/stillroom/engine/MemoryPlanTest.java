// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.engine.memory.MemoryBudget;
import org.stillroom.engine.memory.MemoryPlan;
import org.stillroom.engine.memory.MemoryPlanner;
import org.stillroom.engine.memory.PlannedModel;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.Stay;

/** What becomes of models so that a run stays within its memory. */
class MemoryPlanTest {

    private static final int BASE = 10;

    @TempDir
    private Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static Node modelled(String id, String source, int weights, int streamed, int work) {
        return Node.of(id, "test.modelled").withInput("text", new PortRef(source, "text"))
                .withParameter("key", Bench.json(id)).withParameter("weights", IntNode.valueOf(weights))
                .withParameter("streamed", IntNode.valueOf(streamed)).withParameter("work", IntNode.valueOf(work));
    }

    private static MemoryPlan plan(MemoryBudget budget, Node... nodes) {
        Graph graph = Bench.graph(nodes).with(Bench.text("in", "t"));
        ModelFolders none = new ModelFolders(List.of());
        CheckedGraph checked = GraphCheck.check(graph, Bench.CATALOG, none);
        assertEquals(List.of(), checked.errors());
        return MemoryPlanner.plan(checked, checked.order(), Bench.CATALOG, none, "cuda:0", () -> budget)
                .orElseThrow();
    }

    private static MemoryBudget of(long bytes) {
        return MemoryBudget.given(bytes, BASE);
    }

    private static String stays(MemoryPlan plan) {
        return String.join(" ", plan.models().stream()
                .map(each -> each.node() + ":" + each.stay() + (each.tiles() ? ":tiles" : "")).toList());
    }

    /** A text encoder, a denoiser that goes through its weights ten times, a decoder with much work. */
    private static Node[] pipeline() {
        return new Node[] {modelled("a", "in", 100, 20, 5),
            modelled("b", "a", 200, 30, 40).withParameter("reads", IntNode.valueOf(10)), modelled("c", "b", 10, 5, 60)};
    }

    @Test
    void whatFitsIsKept() {
        MemoryPlan plan = plan(of(380), pipeline());
        assertEquals("a:KEEP b:KEEP c:KEEP", stays(plan));
        assertEquals(List.of(115L, 350L, 380L), plan.models().stream().map(PlannedModel::peak).toList());
        assertEquals(Optional.empty(), plan.problem());
    }

    @Test
    void ofWhatDoesNotFitThatIsNotKeptOfWhichLeastIsReadAnew() {
        assertEquals("a:KEEP b:KEEP c:STREAM", stays(plan(of(379), pipeline())), "ten bytes are read again");
        assertEquals("a:STREAM b:KEEP c:KEEP", stays(plan(of(280), pipeline())));
        assertEquals("a:STREAM b:UNLOAD c:KEEP", stays(plan(of(260), pipeline())));
        assertEquals("a:KEEP b:STREAM c:KEEP", stays(plan(of(200), pipeline())));
        assertEquals("a:STREAM b:STREAM c:KEEP", stays(plan(of(100), pipeline())));
        assertTrue(plan(of(200), pipeline()).fits());
    }

    @Test
    void whatAUserWantsIsDone() {
        Node[] nodes = pipeline();
        nodes[0] = nodes[0].withParameter("stay", Bench.json("UNLOAD"));
        nodes[1] = nodes[1].withParameter("stay", Bench.json("STREAM"));
        assertEquals("a:UNLOAD b:STREAM c:KEEP", stays(plan(of(1000), nodes)));
    }

    @Test
    void whatAUserWantsKeptIsFreedWhenMemoryIsNeeded() {
        Node[] nodes = pipeline();
        nodes[0] = nodes[0].withParameter("stay", Bench.json("KEEP"));
        MemoryPlan plan = plan(of(280), nodes);
        assertEquals("a:KEEP b:KEEP c:KEEP", stays(plan));
        assertEquals(280, plan.peak());
        assertEquals(0, plan.models().get(1).others());
        assertEquals(30, plan.share("b").orElseThrow().others());
    }

    @Test
    void aModelOfTwoNodesIsThereOnce() {
        MemoryPlan plan = plan(of(1000), modelled("a", "in", 100, 20, 5),
                modelled("b", "a", 100, 20, 5).withParameter("key", Bench.json("a")));
        assertEquals(115, plan.peak());
    }

    /** A and b were left by an earlier run, and so was what nobody asks for now. */
    @Test
    void whatEarlierRunsLeftCountsAndIsFreedFirst() {
        Map<String, Long> left = new LinkedHashMap<>();
        left.put("old", 70L);
        left.put("a", 100L);
        left.put("older run's", 30L);
        MemoryPlan all = plan(of(480).holding(left), pipeline());
        assertEquals("a:KEEP b:KEEP c:KEEP", stays(all));
        assertEquals(List.of(215L, 450L, 480L), all.models().stream().map(PlannedModel::peak).toList());
        MemoryPlan some = plan(of(415).holding(left), pipeline());
        assertEquals("a:KEEP b:KEEP c:KEEP", stays(some), "what is left is no reason to read a model anew");
        assertEquals(List.of(215L, 380L, 410L), some.models().stream().map(PlannedModel::peak).toList());
        MemoryPlan none = plan(of(380).holding(left), pipeline());
        assertEquals(List.of(215L, 380L, 380L), none.models().stream().map(PlannedModel::peak).toList());
    }

    @Test
    void aCopyThatWasLeftIsBesideTheOneThatIsStreamedAndGoneAfterTheOneThatIsUnloaded() {
        Map<String, Long> left = Map.of("a", 100L);
        Node streamed = modelled("a", "in", 100, 20, 5).withParameter("stay", Bench.json("STREAM"));
        assertEquals(10 + 25 + 100, plan(of(1000).holding(left), streamed).peak());
        assertEquals(10 + 25, plan(of(100).holding(left), streamed).peak());
        Node unloaded = modelled("a", "in", 100, 20, 5).withParameter("stay", Bench.json("UNLOAD"));
        MemoryPlan plan = plan(of(1000).holding(left), unloaded, modelled("b", "a", 10, 5, 5));
        assertEquals(List.of(115L, 25L), plan.models().stream().map(PlannedModel::peak).toList());
    }

    @Test
    void tilesAreTakenOnlyWhereNothingElseSuffices() {
        Node tiled = modelled("c", "a", 10, 5, 60).withParameter("tiled", IntNode.valueOf(20));
        Node first = modelled("a", "in", 100, 20, 5);
        assertEquals("a:STREAM c:KEEP", stays(plan(of(150), first, tiled)));
        assertEquals("a:STREAM c:KEEP:tiles", stays(plan(of(60), first, tiled)));
    }

    @Test
    void whatWouldMakeItFitIsSaid() {
        MemoryPlan plan = plan(of(100), modelled("a", "in", 300, 150, 5).withParameter("smaller", IntNode.valueOf(50)));
        assertFalse(plan.fits());
        assertTrue(plan.impossible());
        assertEquals("needs 165 B of memory with model a, but 100 B are allowed; what would help: a smaller one saves "
                + "100 B", plan.problem().orElseThrow());
        MemoryPlan chosen = plan(of(200), modelled("a", "in", 300, 150, 5)
                .withParameter("stay", Bench.json("UNLOAD")));
        assertEquals("needs 315 B of memory with model a, but 200 B are allowed; what would help: a with Memory on "
                + "Automatic saves 150 B", chosen.problem().orElseThrow());
    }

    @Test
    void moreThanIsFreeIsAWarningAsLongAsItIsThere() {
        Node node = modelled("a", "in", 300, 300, 5);
        assertFalse(plan(new MemoryBudget(200, false, 400, BASE), node).impossible());
        assertTrue(plan(new MemoryBudget(200, false, 250, BASE), node).impossible());
        assertTrue(plan(new MemoryBudget(200, false, 400, BASE), node).problem().orElseThrow()
                .contains("but 200 B are free"));
    }

    @Test
    void manyModelsArePlannedToo() {
        Node[] nodes = new Node[12];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = modelled("n" + i, i == 0 ? "in" : "n" + (i - 1), 100, 10, 1);
        }
        MemoryPlan plan = plan(of(500), nodes);
        assertTrue(plan.fits(), stays(plan));
        assertEquals(Stay.KEEP, plan.models().getLast().stay(), stays(plan));
    }

    @Test
    void ofManyDecodersNotEveryWayIsTried() {
        Node[] nodes = new Node[7];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = modelled("n" + i, "in", 100 + i, 10, 60).withParameter("tiled", IntNode.valueOf(20))
                    .withParameter("smaller", IntNode.valueOf(5));
        }
        MemoryPlan plan = plan(of(35), nodes);
        assertFalse(plan.fits(), stays(plan));
        assertEquals(40, plan.peak());
    }

    @Test
    void aRunGivesNodesTheirShareAndRefusesWhatCannotFit() throws Exception {
        Graph graph = Bench.graph(Bench.text("in", "t"), modelled("a", "in", 300, 50, 5), Bench.save("out", "a"));
        RunResult refused = run(graph, of(40));
        assertEquals(1, refused.failures().size());
        assertEquals("a: needs 65 B of memory with model a, but 40 B are allowed; make the picture or batch smaller, "
                + "or choose smaller models", refused.failures().getFirst().toString());
        assertEquals(Set.of(), refused.states().keySet(), "nothing is run");
        RunResult fits = run(graph, of(100));
        assertEquals(List.of(), fits.failures());
        assertTrue(bench.events.stream().anyMatch(event -> event instanceof RunEvent.Planned planned
                && planned.plan().models().getFirst().stay() == Stay.STREAM), bench.events.toString());
    }

    private RunResult run(Graph graph, MemoryBudget budget) throws InterruptedException {
        bench.events.clear();
        return bench.engine.start(new RunRequest(graph, new ModelFolders(List.of()), bench.output, "cpu", Set.of("out"),
                bench.events::add, Optional.empty(), Optional.empty(), Optional.of(() -> budget))).await();
    }

    @Test
    void withoutABudgetNothingIsPlanned() throws Exception {
        Graph graph = Bench.graph(Bench.text("in", "t"), modelled("a", "in", 300, 50, 5), Bench.save("out", "a"));
        assertTrue(bench.run(graph, "out").ok());
        assertTrue(bench.events.stream().noneMatch(RunEvent.Planned.class::isInstance));
    }
}
