// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Conflict.Side;

class GraphMergeTest {

    private static final String BASE = """
            {"format": "stillroom", "version": 1,
             "nodes": {
               "prompt": {"type": "t.prompt", "version": 1, "parameters": {"text": "a cat", "lines": 2}},
               "encoder": {"type": "t.encoder", "version": 1, "inputs": {"text": "prompt.text"},
                           "parameters": {"model": "t5", "length": 512}},
               "denoiser": {"type": "t.denoiser", "version": 1, "inputs": {"prompt": "encoder.embedding"},
                            "parameters": {"seed": 1, "steps": 4, "height": 512}}},
             "layout": {"nodes": {"prompt": {"x": 0, "y": 0}, "denoiser": {"x": 200, "y": 0}},
                        "frames": {"f": {"title": "all", "x": 0, "y": 0, "width": 10, "height": 10}},
                        "notes": {"n": {"text": "todo", "x": 5, "y": 5}},
                        "reroutes": {"denoiser.prompt": [[1, 2]]}}}
            """;

    private final Graph base = parse(BASE);

    @Test
    void neighbouringParametersDoNotClash() {
        Graph merged = merge(number("denoiser", "height", 768), number("denoiser", "seed", 7));
        assertEquals(Set.of(), places(merged));
        assertEquals("768 7", merged.nodes().get("denoiser").parameters().get("height") + " "
                + merged.nodes().get("denoiser").parameters().get("seed"));
    }

    @Test
    void twoValuesOfOneParameterAreBothKept() throws GraphFileException {
        Graph merged = merge(number("denoiser", "seed", 2), number("denoiser", "seed", 3));
        assertEquals(Set.of("/nodes/denoiser/parameters/seed"), places(merged));
        Conflict conflict = Conflicts.of(merged).getFirst();
        assertEquals("ours 2, theirs 3, before 1", conflict.values());
        assertEquals("denoiser.seed", conflict.subject());
        assertEquals(number("denoiser", "seed", 2), conflict.settled(merged, Side.OURS));
        assertEquals(number("denoiser", "seed", 3), conflict.settled(merged, Side.THEIRS));
        assertEquals(base, conflict.settled(merged, Side.BASE));
        Problem problem = GraphStructure.problems(merged).getFirst();
        assertEquals("denoiser seed", problem.node() + " " + problem.port());
        assertEquals(Problem.Severity.ERROR, problem.severity());
    }

    @Test
    void aRenamedAndMovedNodeTakesTheOtherSidesEdits() {
        Graph ours = base.renamed(Map.of("denoiser", "sampler"));
        Graph moved = ours.withLayout(ours.layout().withNode("sampler", new Layout.Place(9, 9, 0, 0, false)));
        Graph merged = merge(moved, number("denoiser", "seed", 3));
        assertEquals(Set.of(), places(merged));
        assertEquals("3", merged.nodes().get("sampler").parameters().get("seed").toString());
        assertEquals(9, merged.layout().nodes().get("sampler").x());
        assertFalse(merged.nodes().containsKey("denoiser"));
    }

    @Test
    void aNodeThatTheOtherSideUsesUnderItsOldNameIsFollowed() {
        Graph added = base.with(Node.of("second", "t.denoiser").withInput("prompt",
                new PortRef("encoder", "embedding")));
        Graph merged = merge(base.renamed(Map.of("encoder", "t5")), added);
        assertEquals(Set.of(), places(merged));
        assertEquals("t5.embedding", merged.nodes().get("second").inputs().get("prompt").toString());
        assertEquals(List.of(), GraphStructure.problems(merged));
    }

    @Test
    void twoNewNamesOfOneNodeClash() throws GraphFileException {
        Graph ours = base.renamed(Map.of("encoder", "t5"));
        Graph theirs = base.renamed(Map.of("encoder", "text_encoder"));
        Graph merged = merge(ours, theirs);
        assertEquals(Set.of("/names/t5"), places(merged));
        assertEquals(ours, Conflicts.of(merged).getFirst().settled(merged, Side.OURS));
        assertEquals(theirs, Conflicts.of(merged).getFirst().settled(merged, Side.THEIRS));
        assertEquals(base, Conflicts.of(merged).getFirst().settled(merged, Side.BASE));
    }

    @Test
    void aDeletedNodeThatTheOtherSideEditedStaysUntilSettled() throws GraphFileException {
        Graph ours = base.without("encoder");
        Graph theirs = number("encoder", "length", 256);
        Graph merged = merge(ours, theirs);
        assertEquals(Set.of("/nodes/encoder"), places(merged));
        Conflict conflict = Conflicts.of(merged).getFirst();
        assertTrue(conflict.ours().isEmpty());
        assertEquals(theirs, conflict.settled(merged, Side.THEIRS));
        assertEquals(ours.nodes(), conflict.settled(merged, Side.OURS).nodes());
        assertEquals(List.of(), Conflicts.of(conflict.settled(merged, Side.OURS)));
    }

    @Test
    void aDeletedNodeThatTheOtherSideMovedOrRenamedIsGone() {
        Graph moved = base.withLayout(base.layout().withNode("encoder", new Layout.Place(9, 9, 0, 0, false)));
        assertEquals(base.without("encoder"), merge(base.without("encoder"), moved));
        assertEquals(base.without("encoder").nodes(),
                merge(base.renamed(Map.of("encoder", "t5")), base.without("encoder")).nodes());
    }

    @Test
    void aDeletedNodeThatTheOtherSideWiredAnewStays() {
        Graph theirs = base.with(Node.of("preview", "t.preview").withInput("in", new PortRef("encoder", "embedding")));
        Graph merged = merge(base.without("encoder"), theirs);
        assertEquals(Set.of("/nodes/encoder"), places(merged));
        assertTrue(merged.nodes().get("denoiser").inputs().containsKey("prompt"));
    }

    @Test
    void whatFedADeletedNodeMayBeDeletedByTheOther() {
        Graph merged = merge(base.without("prompt"), base.without("encoder"));
        assertEquals(Set.of(), places(merged));
        assertEquals(Set.of("denoiser"), merged.nodes().keySet());
    }

    @Test
    void aWireThatWasLedElsewhereOutlivesItsOldSource() {
        Graph rewired = base.with(Node.of("clip", "t.clip"))
                .with(base.nodes().get("denoiser").withInput("prompt", new PortRef("clip", "embedding")));
        Graph merged = merge(base.without("encoder"), rewired);
        assertEquals(Set.of(), places(merged));
        assertEquals("clip.embedding", merged.nodes().get("denoiser").inputs().get("prompt").toString());
    }

    @Test
    void oneInputWiredTwiceClashes() {
        Graph ours = base.with(base.nodes().get("denoiser").withInput("prompt", new PortRef("prompt", "a")));
        Graph theirs = base.with(base.nodes().get("denoiser").withInput("prompt", new PortRef("prompt", "b")));
        assertEquals(Set.of("/nodes/denoiser/inputs/prompt"), places(merge(ours, theirs)));
    }

    @Test
    void newNodesOfOneNameAreBothThereIfTheyAreOfDifferentTypes() {
        Graph ours = base.with(Node.of("new", "t.a")).with(Node.of("user", "t.u").withInput("i",
                new PortRef("new", "o")));
        Graph merged = merge(ours, base.with(Node.of("new", "t.b")));
        assertEquals(Set.of(), places(merged));
        assertEquals("t.a t.b", merged.nodes().get("new").type() + " " + merged.nodes().get("new_2").type());
        assertEquals("new.o", merged.nodes().get("user").inputs().get("i").toString());
        assertEquals(Set.of("/nodes/new"), places(merge(base.with(Node.of("new", "t.a").withMode(Node.Mode.MUTED)),
                base.with(Node.of("new", "t.a")))));
    }

    @Test
    void aNewNodeGivesWayToTheNameThatTheOtherSideGave() {
        Graph merged = merge(base.renamed(Map.of("encoder", "t5")), base.with(Node.of("t5", "t.other")));
        assertEquals(Set.of(), places(merged));
        assertEquals("t.encoder t.other", merged.nodes().get("t5").type() + " " + merged.nodes().get("t5_2").type());
    }

    @Test
    void parametersOfOneVersionDoNotGetIntoAnother() {
        Node upgraded = base.nodes().get("denoiser").withVersion(2, new TreeMap<>(Map.of("steps_total",
                JsonNodeFactory.instance.numberNode(4))));
        Graph merged = merge(base.with(upgraded), number("denoiser", "steps", 8));
        assertEquals(Set.of("/nodes/denoiser"), places(merged));
        assertEquals(upgraded, merged.nodes().get("denoiser"));
        assertEquals(Set.of(), places(merge(base.with(upgraded), number("encoder", "length", 8))));
    }

    @Test
    void placesFramesNotesAndPinsAreMergedByTheirProperties() throws GraphFileException {
        Layout.Note note = base.layout().notes().get("n");
        Graph ours = base.withLayout(base.layout().withNotes(Map.of("n", new Layout.Note("done", 5, 5, 0, 0))));
        Graph theirs = base.withLayout(base.layout().withNotes(Map.of("n",
                new Layout.Note(note.text(), 50, 50, 0, 0))));
        Graph merged = merge(ours, theirs);
        assertEquals(new Layout.Note("done", 50, 50, 0, 0), merged.layout().notes().get("n"));
        Graph other = base.withLayout(base.layout().withNotes(Map.of("n", new Layout.Note("todo", 70, 5, 0, 0))));
        Graph twice = merge(other, theirs);
        assertEquals(Set.of("/layout/notes/n"), places(twice));
        assertEquals(theirs, Conflicts.of(twice).getFirst().settled(twice, Side.THEIRS));
        assertEquals(Set.of("/layout/notes/n"),
                places(merge(ours, base.withLayout(base.layout().withNotes(Map.of())))));
        assertEquals(Map.of(), merge(theirs, base.withLayout(base.layout().withNotes(Map.of()))).layout().notes());
        Graph added = base.withLayout(base.layout().withFrames(Map.of("g", new Layout.Frame("a", 0, 0, 1, 1, ""))));
        Graph alsoAdded = base.withLayout(base.layout().withFrames(Map.of("g", new Layout.Frame("b", 0, 0, 1, 1, ""))));
        assertEquals(Set.of("g", "g_2"), merge(added, alsoAdded).layout().frames().keySet());
        assertEquals(Set.of("/models/m"), places(merge(pinned("1"), pinned("2"))));
    }

    @Test
    void theWayOfAWireGoesWithIt() {
        Graph moved = base.withLayout(base.layout().withReroutes(Map.of("denoiser.prompt",
                List.of(new Layout.Point(7, 7)))));
        Graph unwired = base.with(base.nodes().get("denoiser").withInputs(new TreeMap<>()))
                .withLayout(base.layout().withReroutes(Map.of()));
        assertEquals(unwired, merge(moved, unwired));
    }

    @Test
    void whatWasUnsettledStaysSoWhileOthersGoOn() throws GraphFileException {
        Graph unsettled = merge(number("denoiser", "seed", 2), number("denoiser", "seed", 3));
        Graph merged = GraphMerge.merge(base, unsettled, number("encoder", "length", 77));
        assertEquals(Set.of("/nodes/denoiser/parameters/seed"), places(merged));
        Graph settled = Conflicts.of(unsettled).getFirst().settled(unsettled, Side.THEIRS);
        Graph after = GraphMerge.merge(unsettled, settled, unsettled.with(Node.of("z", "t.z")));
        assertEquals(Set.of(), places(after));
        assertEquals("3", after.nodes().get("denoiser").parameters().get("seed").toString());
    }

    @Test
    void conflictsFollowTheirNodeAndGoWithIt() {
        Graph unsettled = merge(number("denoiser", "seed", 2), number("denoiser", "seed", 3));
        assertEquals(Set.of("/nodes/sampler/parameters/seed"),
                places(unsettled.renamed(Map.of("denoiser", "sampler"))));
        assertEquals(Set.of(), places(unsettled.without("denoiser")));
    }

    @Test
    void aBlockThatIsNoConflictIsAProblemAndKept() throws GraphFileException {
        for (String block : List.of("7", "{\"seed\": 3}", "{\"/a\": {}}", "[]", "{\"/\": {\"ours\": 1}}")) {
            Graph graph = parse(BASE.replace("\"version\": 1,\n", "\"version\": 1, \"conflicts\": " + block + ",\n"));
            assertEquals(1, GraphStructure.problems(graph).size(), block);
            assertEquals(graph, GraphFile.parse(GraphFile.text(graph), "again"));
            assertEquals(graph.extra(), graph.renamed(Map.of("denoiser", "d")).without("d").extra());
        }
        Graph hostile = parse(BASE.replace("\"version\": 1,\n", """
                "version": 1, "conflicts": {"/nodes/denoiser/type": {"ours": 5}, "/names/denoiser": {"ours": "prompt"},
                "/nodes": {"ours": 1}, "/layout/nodes": {"ours": []}, "/format": {}, "/names/a": {"theirs": {}}},
                """));
        for (Conflict conflict : Conflicts.of(hostile)) {
            if (conflict.place().equals("/names/a")) {
                conflict.settled(hostile, Side.THEIRS);
            } else {
                assertThrows(GraphFileException.class, () -> conflict.settled(hostile, Side.OURS), conflict.place());
            }
        }
    }

    private Graph merge(Graph ours, Graph theirs) {
        Graph merged = GraphMerge.merge(base, ours, theirs);
        try {
            assertEquals(merged, GraphFile.parse(GraphFile.text(merged), "merged"));
        } catch (GraphFileException e) {
            throw new AssertionError(e);
        }
        return merged;
    }

    private Graph number(String node, String parameter, int value) {
        return base.with(base.nodes().get(node).withParameter(parameter, JsonNodeFactory.instance.numberNode(value)));
    }

    @Test
    void licencesAreMergedApartFromChecksums() throws GraphFileException {
        Graph before = pinned("1");
        Graph licensed = licensed(before, "mit");
        Graph merged = GraphMerge.merge(before, licensed, pinned("2"));
        assertEquals(licensed(pinned("2"), "mit"), merged);
        Graph clash = GraphMerge.merge(before, licensed, licensed(before, "apache-2.0"));
        Conflict conflict = Conflicts.of(clash).getFirst();
        assertEquals("/origins/m", conflict.place());
        assertEquals("licence and source of model m", conflict.subject());
        assertEquals(licensed(before, "apache-2.0"), conflict.settled(clash, Side.THEIRS));
        assertEquals(before, conflict.settled(clash, Side.BASE));
    }

    private static Graph licensed(Graph graph, String license) {
        ModelPin pin = graph.models().get("m");
        return graph.withModels(Map.of("m", new ModelPin(pin.files(),
                new ModelOrigin(license, "", "", "", "", "", List.of(), 0, new TreeMap<>()))));
    }

    private Graph pinned(String digit) {
        return base.withModels(Map.of("m", new ModelPin(new TreeMap<>(Map.of("f", digit.repeat(64))))));
    }

    private static Set<String> places(Graph graph) {
        return Conflicts.of(graph).stream().map(Conflict::place).collect(Collectors.toSet());
    }

    private static Graph parse(String text) {
        try {
            return GraphFile.parse(text, "test");
        } catch (GraphFileException e) {
            throw new AssertionError(e);
        }
    }
}
