// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.PortRef;

class RandomEditsTest {

    private static final int EDITS = 100;

    static List<String> names() {
        return Examples.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void allCanBeSavedOpenedAndUndone(String name) {
        for (int seed = 1; seed <= 4; seed++) {
            run(name, seed);
        }
    }

    private static void run(String name, int seed) {
        RandomEdit edits = new RandomEdit(seed);
        List<Graph> graphs = new ArrayList<>(List.of(Examples.graph(name)));
        List<String> texts = new ArrayList<>(List.of(GraphFile.text(graphs.getLast())));
        for (int i = 0; i < EDITS && !graphs.getLast().nodes().isEmpty(); i++) {
            Graph before = graphs.getLast();
            Edit edit = edits.of(before);
            Graph after = edit.change().apply(before);
            String context = name + ", seed " + seed + ", edit " + i + ": " + edit.label();
            String text = GraphFile.text(after);
            if (text.equals(texts.getLast())) {
                assertSame(before, after, context + " changes nothing, so it gives the same graph");
                continue;
            }
            assertEquals(text, GraphFile.text(Steps.reopened(after)), context);
            assertTidy(after, context);
            assertEquals(text, GraphFile.text(edit.change().apply(before)), context + " does the same each time");
            graphs.add(after);
            texts.add(text);
        }
        assertTrue(texts.size() > EDITS / 4, "too few edits did anything: " + texts.size());
        // Undo puts back the graph there was, so no later edit may have touched it.
        for (int i = 0; i < texts.size(); i++) {
            assertEquals(texts.get(i), GraphFile.text(graphs.get(i)), name + ", seed " + seed + ", after edit " + i);
        }
    }

    /** Nothing of the layout belongs to what is gone. */
    private static void assertTidy(Graph graph, String context) {
        assertTrue(graph.nodes().keySet().containsAll(graph.layout().nodes().keySet()), context);
        graph.layout().reroutes().keySet().forEach(target -> assertTrue(Graphs.hasInput(graph, PortRef.parse(target)),
                context + " leaves points of a wire that is gone: " + target));
    }
}
