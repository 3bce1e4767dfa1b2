// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.eclipse.gef.commands.CommandStack;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.Edit;
import org.stillroom.edit.GraphDocument;
import org.stillroom.edit.layout.AutoLayout;
import org.stillroom.editor.status.Overlay;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;

/** Edits as steps on the command stack. */
class EditCommandTest {

    private static final NodeCatalog NO_TYPES = NodeCatalog.of(List.of(), List.of());

    private final Graph graph = Graph.EMPTY.with(Node.of("a", "made.up"))
            .with(Node.of("b", "made.up").withInput("in", new PortRef("a", "out")));
    private final GraphDocument document = new GraphDocument(graph);
    private final CanvasContext context =
            new CanvasContext(document, NO_TYPES, new Overlay(), new CommandStack(), CanvasHost.none());

    @Test
    void arrangingIsOneStepToUndo() {
        Edit edit = AutoLayout.arrange(graph, NO_TYPES, item -> null, () -> false).orElseThrow().edit();
        context.execute(edit);
        Graph arranged = document.graph();
        assertNotEquals(graph, arranged);
        assertEquals(edit.label(), context.commands().getUndoCommand().getLabel());

        context.commands().undo();
        assertSame(graph, document.graph());
        assertFalse(context.commands().canUndo());

        context.commands().redo();
        assertSame(arranged, document.graph());
    }

    @Test
    void anEditThatChangesNothingIsNoStep() {
        context.execute(new Edit("nothing", same -> same));
        assertFalse(context.commands().canUndo());
    }
}
