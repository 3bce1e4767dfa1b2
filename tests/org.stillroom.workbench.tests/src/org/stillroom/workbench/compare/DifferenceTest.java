// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem;
import org.stillroom.editor.status.Overlay.Difference;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.ModelPin;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;

/** How changes between two graphs are marked on their canvases and listed. */
class DifferenceTest {

    private static final PortRef TEXT = new PortRef("prompt", "text");
    private static final Graph BASE = Graph.EMPTY
            .with(Node.of("prompt", "org.stillroom.prompt").withParameter("text", TextNode.valueOf("a fox")))
            .with(Node.of("tokens", "org.stillroom.tokenizer").withInput("text", TEXT)
                    .withParameter("model", TextNode.valueOf("flux/tokenizer")))
            .with(Node.of("noise", "org.stillroom.latentNoise").withParameter("seed", IntNode.valueOf(1)));

    @Test
    void addedAndRemovedNodesAreMarkedWhereTheyAre() {
        Graph later = BASE.without("noise").with(Node.of("save", "org.stillroom.saveImage"));
        DifferenceMarks marks = marks(BASE, later);
        assertEquals(Map.of("noise", Difference.REMOVED), marks.before());
        assertEquals(Map.of("save", Difference.ADDED), marks.after());
    }

    @Test
    void changedParametersMarkBothSides() {
        Graph later = BASE.with(BASE.nodes().get("noise").withParameter("seed", IntNode.valueOf(2)));
        DifferenceMarks marks = marks(BASE, later);
        assertEquals(Map.of("noise", Difference.CHANGED), marks.before());
        assertEquals(Map.of("noise", Difference.CHANGED), marks.after());
    }

    @Test
    void aRenamedNodeIsMarkedUnderBothNames() {
        Graph later = BASE.renamed(Map.of("prompt", "words"));
        DifferenceMarks marks = marks(BASE, later);
        assertEquals(Map.of("prompt", Difference.RENAMED), marks.before());
        assertEquals(Map.of("words", Difference.RENAMED), marks.after());
    }

    @Test
    void aNodeRenamedAndChangedIsChangedUnderBothNames() {
        Graph renamed = BASE.renamed(Map.of("tokens", "cut"));
        Graph later = renamed.with(renamed.nodes().get("cut").withParameter("length", IntNode.valueOf(256)));
        DifferenceMarks marks = marks(BASE, later);
        assertEquals(Map.of("tokens", Difference.CHANGED), marks.before());
        assertEquals(Map.of("cut", Difference.CHANGED), marks.after());
    }

    @Test
    void wiresMarkTheNodeThatTheyLeadTo() {
        Graph later = BASE.with(BASE.nodes().get("tokens").withInputs(new TreeMap<>()));
        assertEquals(Map.of("tokens", Difference.CHANGED), marks(BASE, later).after());
        Graph wired = later.with(Node.of("more", "org.stillroom.tokenizer").withInput("text", TEXT));
        assertEquals(Difference.ADDED, marks(later, wired).after().get("more"));
    }

    @Test
    void otherChecksumsMarkTheNodesThatUseTheModel() {
        Graph later = BASE.withModels(Map.of("flux/tokenizer", new ModelPin(new TreeMap<>(Map.of("a", "b")))));
        assertEquals(Map.of("tokens", Difference.CHANGED), marks(BASE, later).after());
    }

    @Test
    void movementMarksNothingAndIsListedApart() {
        Graph later = BASE.withLayout(Layout.EMPTY.withNode("noise", new Layout.Place(10, 20, 0, 0, false))
                .withFrames(Map.of("f", new Layout.Frame("Text", 0, 0, 10, 10, ""))));
        DifferenceMarks marks = marks(BASE, later);
        assertEquals(Map.of(), marks.before());
        assertEquals(Map.of(), marks.after());
        List<ChangeLine> lines = lines(BASE, later);
        assertEquals(2, lines.size());
        assertTrue(lines.stream().allMatch(ChangeLine::movement));
        assertEquals(Optional.of(new CanvasItem.NodeItem("noise")), lines.get(0).right());
        assertEquals(Optional.empty(), lines.get(1).right());
        assertEquals(Optional.of(new CanvasItem.FrameItem("f")), lines.get(1).left());
    }

    @Test
    void aLineKnowsWhatItIsAboutOnBothSides() {
        Graph renamed = BASE.renamed(Map.of("tokens", "cut"));
        Graph later = renamed.with(renamed.nodes().get("cut").withInputs(new TreeMap<>())).without("noise");
        List<ChangeLine> lines = lines(BASE, later);
        ChangeLine wire = line(lines, "wire");
        assertEquals(Optional.of(new CanvasItem.WireItem(TEXT, new PortRef("tokens", "text"))), wire.right());
        assertEquals(Optional.of(new CanvasItem.NodeItem("cut")), wire.left());
        assertFalse(wire.movement());
        ChangeLine gone = line(lines, "noise");
        assertEquals(Optional.of(new CanvasItem.NodeItem("noise")), gone.right());
        assertEquals(Optional.empty(), gone.left());
    }

    @Test
    void aMissingOrBrokenSideHasNoChanges() {
        GraphSide there = new GraphSide("a", Optional.of(BASE), "");
        GraphSide broken = new GraphSide("b", Optional.empty(), "no graph");
        assertFalse(GraphComparison.of(there, broken, Optional.empty()).complete());
        assertEquals(List.of(), GraphComparison.of(broken, there, Optional.empty()).lines());
        assertEquals(List.of(), GraphComparison.of(there, there, Optional.empty()).lines());
    }

    private static ChangeLine line(List<ChangeLine> lines, String word) {
        return lines.stream().filter(line -> line.text().contains(word) && !line.text().contains("renamed"))
                .findFirst().orElseThrow();
    }

    private static DifferenceMarks marks(Graph earlier, Graph later) {
        return DifferenceMarks.of(Branch.between(earlier, later));
    }

    private static List<ChangeLine> lines(Graph earlier, Graph later) {
        return ChangeLine.of(Branch.between(earlier, later));
    }
}
