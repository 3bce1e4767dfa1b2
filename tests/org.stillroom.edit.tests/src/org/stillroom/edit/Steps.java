// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.function.Consumer;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;

/** Takes an edit to a graph, undone and done again, and looks at the graph after each. */
public final class Steps {

    private Steps() {}

    /** The graph after the edit, which must change something and leave a graph that can be saved and opened. */
    public static Graph take(Graph before, Edit edit, Consumer<Graph> verify) {
        assertFalse(edit.label().isBlank(), "an edit has a label for the Undo menu");
        assertFalse(edit.label().contains("{"), edit.label());
        assertFalse(edit.label().contains("NLS missing"), edit.label());
        String text = GraphFile.text(before);

        Graph after = edit.change().apply(before);
        String changed = GraphFile.text(after);
        assertNotEquals(text, changed, "the edit changes nothing");
        assertEquals(changed, GraphFile.text(reopened(after)));
        verify.accept(after);
        assertEquals(text, GraphFile.text(before), "the graph before was changed, so that nothing can be undone");
        assertEquals(changed, GraphFile.text(edit.change().apply(before)), "the edit does the same each time");
        return after;
    }

    /** Expects an edit to leave the very same graph, so that there is nothing to undo. */
    public static void none(Graph graph, Edit edit) {
        assertSame(graph, edit.change().apply(graph));
    }

    public static Graph reopened(Graph graph) {
        try {
            return GraphFile.parse(GraphFile.text(graph), "test");
        } catch (GraphFileException e) {
            throw new AssertionError("the graph cannot be opened again", e);
        }
    }
}
