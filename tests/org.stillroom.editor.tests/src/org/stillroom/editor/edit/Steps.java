// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.function.Consumer;
import org.stillroom.editor.document.Edit;
import org.stillroom.editor.document.EditCommand;
import org.stillroom.editor.document.GraphDocument;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;

/** Takes an edit through execute, undo and redo, and looks at the graph after each. */
final class Steps {

    private Steps() {}

    /** The graph after the edit, which must change something and leave a graph that can be saved and opened. */
    static Graph take(Graph before, Edit edit, Consumer<Graph> verify) {
        GraphDocument document = new GraphDocument(before);
        EditCommand command = new EditCommand(document, edit);
        assertFalse(command.getLabel().isBlank(), "an edit has a label for the Undo menu");
        assertFalse(command.getLabel().contains("{"), command.getLabel());
        assertFalse(command.getLabel().contains("NLS missing"), command.getLabel());
        String text = GraphFile.text(before);

        command.execute();
        Graph after = document.graph();
        String changed = GraphFile.text(after);
        assertNotEquals(text, changed, "the edit changes nothing");
        assertEquals(changed, GraphFile.text(reopened(after)));
        verify.accept(after);

        command.undo();
        assertSame(before, document.graph());
        assertEquals(text, GraphFile.text(document.graph()), "the graph before was changed");

        command.redo();
        assertEquals(changed, GraphFile.text(document.graph()));
        verify.accept(document.graph());
        return after;
    }

    /** Expects an edit to leave the very same graph, so that there is nothing to undo. */
    static void none(Graph graph, Edit edit) {
        assertSame(graph, edit.change().apply(graph));
    }

    static Graph reopened(Graph graph) {
        try {
            return GraphFile.parse(GraphFile.text(graph), "test");
        } catch (GraphFileException e) {
            throw new AssertionError("the graph cannot be opened again", e);
        }
    }
}
