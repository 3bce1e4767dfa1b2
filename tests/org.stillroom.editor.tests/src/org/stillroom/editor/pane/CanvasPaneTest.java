// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.pane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Scrollable;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.GraphDocument;
import org.stillroom.edit.NodeEdits;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.canvas.context.CanvasHost;
import org.stillroom.editor.status.Overlay;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.test.canvas.CanvasFixture;

class CanvasPaneTest {

    private final Display display = CanvasFixture.display();
    private final Shell shell = new Shell(display);
    private final List<String> begun = new ArrayList<>();
    private CanvasPane pane;

    @AfterEach
    void close() {
        shell.dispose();
    }

    private GraphCanvas open(Graph graph) {
        shell.setLayout(new FillLayout());
        shell.setSize(1200, 800);
        pane = new CanvasPane(shell, new CanvasContext(new GraphDocument(graph), CanvasFixture.catalog(),
                new Overlay(), new CommandStack(), CanvasHost.none()),
                List.of(new Beginning("Elsewhere", "begins elsewhere", () -> begun.add("elsewhere"))));
        shell.open();
        settle();
        return pane.canvas();
    }

    private void settle() {
        for (int round = 0; round < 3; round++) {
            while (display.readAndDispatch()) {
                // until nothing is left
            }
            pane.canvas().viewer().flush();
        }
    }

    @Test
    void anEmptyCanvasSaysHowToBeginUntilSomethingIsOnIt() {
        GraphCanvas canvas = open(Graph.EMPTY);
        List<Layout.Point> asked = new ArrayList<>();
        canvas.onSearch(asked::add);
        List<Button> ways = find(pane.control(), Button.class, button -> true);
        assertEquals(List.of(Messages.addNode, "Elsewhere"), ways.stream().map(Button::getText).toList());
        assertTrue(ways.stream().allMatch(Button::isVisible));
        ways.forEach(way -> way.notifyListeners(SWT.Selection, new Event()));
        assertEquals(1, asked.size());
        assertEquals(List.of("elsewhere"), begun);

        var type = CanvasFixture.catalog().nodeType("org.stillroom.prompt").orElseThrow();
        canvas.context().execute(NodeEdits.add(type, "prompt", asked.getFirst()));
        assertFalse(ways.getFirst().isVisible(), "out of the way of the first node");
        canvas.context().commands().undo();
        assertTrue(ways.getFirst().isVisible());
    }

    @Test
    void whatFloatsLeavesTheScrollBarsFree() {
        GraphCanvas canvas = open(CanvasFixture.example("first-picture"));
        Rectangle free = ((Scrollable) canvas.control()).getClientArea();
        Rectangle corner = bar().getParent().getBounds();
        assertTrue(corner.x + corner.width <= free.width && corner.y + corner.height <= free.height,
                corner + " in " + free);
        assertEquals(pane.control().getClientArea(), canvas.control().getBounds());
    }

    @Test
    void theMapIsThereWhileNotAllIsSeenAndWanted() {
        GraphCanvas canvas = open(CanvasFixture.example("first-picture"));
        canvas.view().fit();
        settle();
        assertFalse(map().isVisible(), "all is seen");
        canvas.zoom().setZoom(2);
        settle();
        assertTrue(map().isVisible());
        ToolItem wanted = item(Messages.map);
        wanted.setSelection(false);
        wanted.notifyListeners(SWT.Selection, new Event());
        assertFalse(map().isVisible());
    }

    @Test
    void theZoomIsReadAndChangedInTheCorner() {
        GraphCanvas canvas = open(CanvasFixture.example("first-picture"));
        canvas.zoom().setZoom(0.5 * canvas.view().natural());
        settle();
        assertTrue(texts().contains("50 %"), texts()::toString);
        item("+").notifyListeners(SWT.Selection, new Event());
        settle();
        assertFalse(texts().contains("50 %"), texts()::toString);
        item(Messages.fit).notifyListeners(SWT.Selection, new Event());
        settle();
        assertSeesAll(canvas);
    }

    /** As when a view opens beside it. */
    @Test
    void whatWasFittedStaysSoUntilSomebodyLooksElsewhere() {
        GraphCanvas canvas = open(CanvasFixture.example("first-picture"));
        canvas.view().fit();
        settle();
        shell.setSize(700, 800);
        settle();
        assertSeesAll(canvas);
        double chosen = canvas.zoom().getZoom() * 1.5;
        canvas.view().zoomAbout(chosen, new Point(10, 10));
        shell.setSize(1200, 800);
        settle();
        assertEquals(chosen, canvas.zoom().getZoom(), 1e-9);
    }

    /** As when the first picture comes while somebody writes the next prompt. */
    @Test
    void whatIsBeingTypedStaysOpenWhereTheCanvasGetsAnotherSize() {
        GraphCanvas canvas = open(CanvasFixture.example("first-picture"));
        canvas.view().fit();
        settle();
        canvas.startDirectEdit("prompt", "text");
        settle();
        assertFalse(canvas.idle(), "typing");
        shell.setSize(700, 800);
        settle();
        assertFalse(canvas.idle(), "still typing");
        canvas.commitDirectEdit();
        assertTrue(canvas.idle());
    }

    private static void assertSeesAll(GraphCanvas canvas) {
        Rectangle room = ((Scrollable) canvas.control()).getClientArea();
        for (String id : canvas.context().document().graph().nodes().keySet()) {
            Bounds at = canvas.bounds(new CanvasItem.NodeItem(id));
            Point from = canvas.toControl(new Layout.Point(at.x(), at.y()));
            Point to = canvas.toControl(new Layout.Point(at.right(), at.bottom()));
            assertTrue(room.contains(from) && room.contains(to), id + " from " + from + " to " + to + " in " + room);
        }
    }

    private ToolBar bar() {
        return find(pane.control(), ToolBar.class, bar -> true).getFirst();
    }

    private Canvas map() {
        return find(bar().getParent(), Canvas.class, found -> found.getToolTipText() != null).getFirst();
    }

    private List<String> texts() {
        return List.of(bar().getItems()).stream().map(ToolItem::getText).toList();
    }

    private ToolItem item(String text) {
        return List.of(bar().getItems()).stream().filter(item -> item.getText().equals(text)).findFirst().orElseThrow();
    }

    private static <T> List<T> find(Composite parent, Class<T> type, Predicate<T> wanted) {
        List<T> found = new ArrayList<>();
        for (Control child : parent.getChildren()) {
            if (type.isInstance(child) && wanted.test(type.cast(child))) {
                found.add(type.cast(child));
            }
            if (child instanceof Composite inner) {
                found.addAll(find(inner, type, wanted));
            }
        }
        return found;
    }
}
