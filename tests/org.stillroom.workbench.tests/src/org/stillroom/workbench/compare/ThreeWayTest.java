// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem;
import org.stillroom.editor.status.Overlay.Difference;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;

/** Who changed what since a common ancestor. */
class ThreeWayTest {

    private static final PortRef TEXT = new PortRef("prompt", "text");
    private static final Graph BASE = Graph.EMPTY
            .with(Node.of("prompt", "org.stillroom.prompt").withParameter("text", TextNode.valueOf("a fox")))
            .with(Node.of("tokens", "org.stillroom.tokenizer").withInput("text", TEXT)
                    .withParameter("model", TextNode.valueOf("flux/tokenizer")))
            .with(Node.of("noise", "org.stillroom.latentNoise").withParameter("seed", IntNode.valueOf(1)));

    @Test
    void eachChangeIsOfTheOneWhoMadeIt() {
        GraphComparison both = compare(seed(BASE, 2), text(BASE, "a boat"));
        assertTrue(both.threeWay());
        assertEquals(List.of(Author.MINE, Author.THEIRS), authors(both));
        assertEquals(Map.of("noise", Difference.CHANGED), both.leftMarks());
        assertEquals(Map.of("prompt", Difference.CHANGED), both.rightMarks());
        ChangeLine mine = both.lines().getFirst();
        assertTrue(mine.text().startsWith("Mine: Latent Noise.Seed"), mine.text());
        assertEquals(Optional.of(new CanvasItem.NodeItem("noise")), mine.left());
        assertEquals(Optional.of(new CanvasItem.NodeItem("noise")), mine.right(), "what it was is on the right");
    }

    @Test
    void theSameChangeIsToldOnce() {
        GraphComparison both = compare(seed(BASE, 2), BASE.with(BASE.nodes().get("noise")
                .withParameter("seed", DecimalNode.valueOf(new BigDecimal("2.0")))));
        assertEquals(List.of(Author.BOTH), authors(both));
        assertEquals(Map.of("noise", Difference.CHANGED), both.leftMarks());
    }

    @Test
    void differentValuesOfOneParameterAreInConflict() {
        GraphComparison both = compare(text(seed(BASE, 2), "a boat"), seed(BASE, 3));
        assertEquals(List.of(Author.CONFLICT, Author.CONFLICT, Author.MINE), authors(both));
        assertTrue(both.lines().get(0).text().startsWith("Mine:"));
        assertTrue(both.lines().get(1).text().startsWith("Theirs:"));
        assertEquals(Difference.CONFLICT, both.leftMarks().get("noise"));
        assertEquals(Difference.CONFLICT, both.rightMarks().get("noise"));
        assertEquals(Difference.CHANGED, both.leftMarks().get("prompt"));
    }

    @Test
    void aRenamedNodeIsStillTheSame() {
        GraphComparison apart = compare(seed(BASE, 2), BASE.renamed(Map.of("tokens", "cut")));
        assertEquals(List.of(Author.MINE, Author.THEIRS), authors(apart));
        Graph cut = BASE.renamed(Map.of("tokens", "cut"));
        Graph longer = cut.with(cut.nodes().get("cut").withParameter("length", IntNode.valueOf(256)));
        Graph other = BASE.with(BASE.nodes().get("tokens").withParameter("length", IntNode.valueOf(77)));
        GraphComparison conflict = compare(longer, other);
        assertEquals(2, conflict.logic(Author.CONFLICT).size(), conflict.lines().toString());
        assertEquals(Difference.CONFLICT, conflict.leftMarks().get("cut"));
        assertEquals(Difference.CONFLICT, conflict.rightMarks().get("tokens"));
    }

    @Test
    void whatOneRemovesAndTheOtherChangesIsInConflict() {
        GraphComparison both = compare(BASE.without("noise"), seed(BASE, 2));
        assertEquals(List.of(Author.CONFLICT, Author.CONFLICT), authors(both));
        assertEquals(Difference.CONFLICT, both.rightMarks().get("noise"));
    }

    @Test
    void whatOneRemovesIsMarkedWhereItStillIs() {
        GraphComparison both = compare(BASE.without("noise"), text(BASE, "a boat"));
        assertEquals(List.of(Author.MINE, Author.THEIRS), authors(both));
        assertEquals(Map.of("noise", Difference.REMOVED, "prompt", Difference.CHANGED), both.rightMarks());
    }

    @Test
    void aWireFromWhatTheOtherRemovesIsInConflict() {
        Graph wired = BASE.with(Node.of("more", "org.stillroom.tokenizer").withInput("text", TEXT));
        Graph without = BASE.with(BASE.nodes().get("tokens").withInputs(new TreeMap<>())).without("prompt");
        GraphComparison both = compare(wired, without);
        List<String> conflicts = both.logic(Author.CONFLICT).stream().map(ChangeLine::text).toList();
        assertEquals(2, conflicts.size(), both.lines().toString());
        assertTrue(conflicts.get(0).startsWith("Mine: wire Prompt.Text"), conflicts.toString());
        assertTrue(conflicts.get(1).startsWith("Theirs: node Prompt removed"), conflicts.toString());
    }

    @Test
    void movementHasAnAuthorTooAndMarksNothing() {
        GraphComparison both = compare(placed(10), placed(500));
        assertEquals(List.of(), both.lines(false));
        assertEquals(List.of(Author.CONFLICT, Author.CONFLICT), authors(both));
        assertEquals(Map.of(), both.leftMarks());
    }

    @Test
    void withoutAnAncestorThatCanBeReadBothAreComparedWithEachOther() {
        GraphComparison two = GraphComparison.of(side(seed(BASE, 2)), side(BASE),
                Optional.of(new GraphSide("base", Optional.empty(), "no graph")));
        assertFalse(two.threeWay());
        assertEquals(Optional.empty(), two.lines().getFirst().author());
    }

    private static Graph seed(Graph graph, int seed) {
        return graph.with(graph.nodes().get("noise").withParameter("seed", IntNode.valueOf(seed)));
    }

    private static Graph text(Graph graph, String text) {
        return graph.with(graph.nodes().get("prompt").withParameter("text", TextNode.valueOf(text)));
    }

    private static Graph placed(int x) {
        return BASE.withLayout(Layout.EMPTY.withNode("noise", new Layout.Place(x, 20, 0, 0, false)));
    }

    private static GraphComparison compare(Graph mine, Graph theirs) {
        return GraphComparison.of(side(mine), side(theirs), Optional.of(side(BASE)));
    }

    private static GraphSide side(Graph graph) {
        return new GraphSide("a graph", Optional.of(graph), "");
    }

    private static List<Author> authors(GraphComparison comparison) {
        return comparison.lines().stream().map(line -> line.author().orElseThrow()).toList();
    }
}
