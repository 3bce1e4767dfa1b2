// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Conflicts;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphMerge;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.workbench.fixture.Screenshot;
import org.stillroom.workbench.open.InfoBars.About;

/** A file that a merge left unsettled, in its editor: settled there, it is as clean as any. */
class ConflictBarTest extends EditorTestBase {

    private static Graph base() {
        return ExampleGraphs.graph(ExampleGraphs.FIRST_PICTURE);
    }

    private static Graph with(int seed, int steps) {
        Graph graph = base();
        graph = graph.with(graph.nodes().get("noise").withParameter("seed", IntNode.valueOf(seed)));
        return graph.with(graph.nodes().get("denoiser").withParameter("steps", IntNode.valueOf(steps)));
    }

    private GraphEditor open() throws Exception {
        Graph clash = GraphMerge.merge(base(), with(8, 18), with(9, 19));
        return fixture.open(fixture.file("clash.stillroom", GraphFile.text(clash)));
    }

    private static Optional<String> sentence(GraphEditor editor) {
        return editor.bars().sentence(About.CONFLICTS);
    }

    @Test
    void oneSideIsTakenAndSaved() throws Exception {
        GraphEditor editor = open();
        assertTrue(sentence(editor).orElseThrow().contains("2 changes"), sentence(editor).toString());
        assertFalse(editor.isDirty());
        EditorFixture.press(Messages.ConflictBar_allTheirs);
        EditorFixture.settle();
        assertEquals(Optional.empty(), sentence(editor));
        assertTrue(editor.canvas().orElseThrow().control().isFocusControl());
        editor.doSave(null);
        IFile file = editor.getAdapter(IFile.class);
        assertEquals(GraphFile.text(with(9, 19)), EditorFixture.text(file), "nothing is left of the clash");
        editor.getAdapter(CommandStack.class).undo();
        EditorFixture.settle();
        assertTrue(sentence(editor).orElseThrow().contains("2 changes"));
    }

    @Test
    void oneByOneAndTheLineCounts() throws Exception {
        GraphEditor editor = open();
        EditorFixture.press(Messages.ConflictBar_next);
        EditorFixture.settle();
        Screenshot.of(EditorFixture.page().getWorkbenchWindow().getShell(), "conflicts");
        Composite canvas = (Composite) editor.canvas().orElseThrow().control();
        press(canvas, "Theirs");
        assertTrue(sentence(editor).orElseThrow().contains("one change"), sentence(editor).toString());
        press(canvas, "Mine");
        assertEquals(Optional.empty(), sentence(editor));
        assertEquals(with(8, 19), EditorFixture.graph(editor));
        assertEquals(0, Conflicts.of(EditorFixture.graph(editor)).size());
    }

    @Test
    void theMarkOfAClashIsGoneWithIt() throws Exception {
        GraphEditor editor = open();
        EditorFixture.checked();
        EditorFixture.await("the clash is a problem", () -> editor.overlay().problems("noise").stream()
                .anyMatch(problem -> problem.message().contains("unsettled")));
        EditorFixture.press(Messages.ConflictBar_allMine);
        EditorFixture.checked();
        EditorFixture.await("it is none any more", () -> editor.overlay().problems("noise").stream()
                .noneMatch(problem -> problem.message().contains("unsettled")));
        assertEquals(Optional.empty(), sentence(editor));
    }

    private static void press(Composite in, String label) {
        for (Control control : EditorFixture.seen(in)) {
            if (control instanceof Button button && button.getText().equals(label)) {
                button.notifyListeners(SWT.Selection, new Event());
                EditorFixture.settle();
                return;
            }
        }
        throw new AssertionError("no button " + label);
    }
}
