// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.edit.Examples.CATALOG;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.graph.Conflict;
import org.stillroom.graph.Conflict.Side;
import org.stillroom.graph.Conflicts;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFileException;
import org.stillroom.graph.GraphMerge;
import org.stillroom.graph.GraphStructure;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Problem;

class ConflictEditsTest {

    private final Graph base = LayoutEdits.note("todo", "try it", 0, 0, 0, 0).change().apply(Examples.firstPicture());
    private final Graph ours = with(base, 2, "ours", "clip_encoder.embedding");
    private final Graph theirs = with(base, 3, "theirs", "prompt.text");
    private final Graph clash = GraphMerge.merge(base, ours, theirs);

    private static Graph with(Graph graph, int steps, String note, String from) {
        Graph wired = graph.with(graph.nodes().get("denoiser").withParameter("steps", IntNode.valueOf(steps))
                .withInput("t5", PortRef.parse(from)));
        return LayoutEdits.noteText("todo", note).change().apply(wired);
    }

    private static JsonNode steps(Graph graph) {
        return graph.nodes().get("denoiser").parameters().get("steps");
    }

    @Test
    void eachSideCanBeTakenAndUndone() throws GraphFileException {
        List<Conflict> all = Conflicts.of(clash);
        assertEquals(3, all.size());
        Steps.take(clash, ConflictEdits.settle(clash, all, Side.OURS), after -> assertEquals(ours, after));
        Steps.take(clash, ConflictEdits.settle(clash, all, Side.THEIRS), after -> assertEquals(theirs, after));
        Steps.take(clash, ConflictEdits.settle(clash, all, Side.BASE), after -> assertEquals(base, after));
        Steps.take(clash, ConflictEdits.keep(all), after -> assertEquals(ours, after));
    }

    @Test
    void aGraphThatHasChangedMeanwhileKeepsTheChange() throws GraphFileException {
        Conflict steps = conflict("/nodes/denoiser/parameters/steps");
        Edit edit = ConflictEdits.settle(clash, List.of(steps), Side.THEIRS);
        Graph moved = clash.with(clash.nodes().get("noise").withParameter("seed", IntNode.valueOf(77)));
        Graph after = edit.change().apply(moved);
        assertEquals(IntNode.valueOf(77), after.nodes().get("noise").parameters().get("seed"));
        assertEquals(IntNode.valueOf(3), steps(after));
        assertSame(ours, edit.change().apply(ours), "there is nothing to settle");
    }

    @Test
    void whatTheGraphHasIsKnown() {
        Conflict steps = conflict("/nodes/denoiser/parameters/steps");
        assertEquals(Optional.of(Side.OURS), ConflictEdits.current(clash, steps));
        Graph other = NodeEdits.parameter("denoiser", "steps", IntNode.valueOf(11)).change().apply(clash);
        assertEquals(Optional.empty(), ConflictEdits.current(other, steps));
    }

    @Test
    void eachIsFoundOnTheCanvas() {
        ConflictPlaces places = ConflictPlaces.of(clash);
        assertEquals(2, places.at(new NodeItem("denoiser")).size());
        assertEquals(1, places.at(new NoteItem("todo")).size());
        assertEquals(1, places.at(new WireItem(PortRef.parse("clip_encoder.embedding"), PortRef.parse("denoiser.t5")))
                .size());
        assertEquals(ConflictPlaces.NONE, ConflictPlaces.of(ours));
        // where the wire is gone by now, the node is left
        Graph unwired = clash.with(clash.nodes().get("denoiser").withInputs(new TreeMap<>()));
        assertEquals(Optional.of(new NodeItem("denoiser")),
                ConflictPlaces.item(unwired, conflict("/nodes/denoiser/inputs/t5")));
    }

    @Test
    void itsProblemOffersTheSides() {
        for (Problem problem : GraphStructure.problems(clash)) {
            List<Fixes.Fix> fixes = Fixes.of(clash, CATALOG, problem);
            assertEquals(3, fixes.size(), problem.toString());
            assertTrue(fixes.get(1).label().startsWith("Take theirs: "), fixes.get(1).label());
            Graph after = fixes.get(1).edit().change().apply(clash);
            assertEquals(2, Conflicts.of(after).size());
        }
    }

    private Conflict conflict(String place) {
        return Conflicts.of(clash).stream().filter(found -> found.place().equals(place)).findFirst().orElseThrow();
    }
}
