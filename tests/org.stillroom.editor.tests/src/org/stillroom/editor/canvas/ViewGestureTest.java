// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.test.canvas.CanvasFixture;

/** Zooming, panning and asking for nodes. */
class ViewGestureTest extends GestureTestBase {

    @BeforeEach
    void open() {
        canvas = new CanvasFixture(CanvasFixture.example("first-picture"));
    }

    @Test
    void ctrlWheelZoomsAboutThePointer() {
        Point pointer = new Point(300, 200);
        Layout.Point before = canvas.canvas().toCanvas(pointer);
        canvas.holding(SWT.CTRL);
        for (int i = 0; i < 5; i++) {
            canvas.wheel(pointer, 1);
        }
        canvas.holding(0);
        assertEquals(Math.pow(1.15, 5), canvas.canvas().zoom().getZoom(), 1e-6);
        Layout.Point after = canvas.canvas().toCanvas(pointer);
        assertEquals(before.x(), after.x(), 3);
        assertEquals(before.y(), after.y(), 3);
    }

    @Test
    void aPinchZoomsAboutItsPlace() {
        Graph graph = canvas.graph();
        Point fingers = canvas.header("denoiser");
        Layout.Point before = canvas.canvas().toCanvas(fingers);
        canvas.pinch(fingers, 1.1, 1.4, 1.8);
        assertEquals(1.8, canvas.canvas().zoom().getZoom(), 1e-6);
        assertNear(before, canvas.canvas().toCanvas(fingers));
        canvas.pinch(fingers, 0.9, 0.5);
        assertEquals(0.9, canvas.canvas().zoom().getZoom(), 1e-6, "a second pinch goes on from the first");
        assertNear(before, canvas.canvas().toCanvas(fingers));
        canvas.pinch(fingers, 1000);
        assertEquals(4, canvas.canvas().zoom().getZoom());
        assertEquals(graph, canvas.graph());
    }

    private static void assertNear(Layout.Point expected, Layout.Point found) {
        assertEquals(expected.x(), found.x(), 3);
        assertEquals(expected.y(), found.y(), 3);
    }

    @Test
    void zoomKeepsToItsLimits() {
        canvas.canvas().view().zoomAbout(100, new Point(10, 10));
        assertEquals(4, canvas.canvas().zoom().getZoom());
        canvas.canvas().view().zoomAbout(0.0001, new Point(10, 10));
        assertEquals(0.1, canvas.canvas().zoom().getZoom());
    }

    @Test
    void fitShowsEverything() {
        canvas.canvas().view().fit();
        canvas.settle();
        for (String node : canvas.graph().nodes().keySet()) {
            Point middle = canvas.at(new NodeItem(node));
            assertTrue(canvas.canvas().control().getBounds().contains(middle), node + " is at " + middle);
        }
    }

    @Test
    void fitShowsEverythingOfALargeGraph() {
        canvas.close();
        canvas = new CanvasFixture(LargeGraph.of(68));
        assertEquals(544, canvas.graph().nodes().size());
        canvas.canvas().view().fit();
        canvas.settle();
        assertAllSeen();
        assertTrue(canvas.canvas().zoom().getZoom() < 0.1);
        canvas.canvas().zoom().setZoom(1);
        canvas.settle();
        canvas.canvas().view().fit();
        canvas.settle();
        assertAllSeen();
    }

    private void assertAllSeen() {
        org.eclipse.swt.graphics.Rectangle room = canvas.canvas().control().getBounds();
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (String id : canvas.graph().nodes().keySet()) {
            Bounds node = canvas.canvas().bounds(new NodeItem(id));
            for (Point corner : List.of(canvas.inControl(node.x(), node.y()),
                    canvas.inControl(node.right(), node.bottom()))) {
                assertTrue(room.contains(corner), id + " is at " + corner);
                least = Math.min(least, corner.x);
                most = Math.max(most, corner.x);
            }
        }
        assertTrue(most - least > room.width * 0.9, "as large as it fits: " + least + " to " + most);
    }

    @Test
    void aLargeGraphOpensAtItsBeginning() {
        for (int pipelines : new int[] {10, 68}) {
            canvas.close();
            canvas = new CanvasFixture(LargeGraph.of(pipelines));
            canvas.canvas().view().fitOrBegin(0.4);
            canvas.settle();
            assertEquals(0.4, canvas.canvas().zoom().getZoom(), 1e-9);
            Point first = canvas.header("prompt_0");
            assertTrue(first.x > 0 && first.x < 150, "to the left: " + first);
            org.eclipse.swt.graphics.Rectangle room = canvas.canvas().control().getBounds();
            assertTrue(room.contains(first) && room.contains(canvas.header("denoiser_0")), first.toString());
        }
    }

    @Test
    void theMiddleButtonPans() {
        Graph before = canvas.graph();
        Point node = canvas.header("noise");
        canvas.drag(node, new Point(node.x - 120, node.y - 70), 2);
        assertEquals(new Point(node.x - 120, node.y - 70), canvas.header("noise"));
        assertEquals(before, canvas.graph());
    }

    @Test
    void spaceAndDragPansAndDoesNotAsk() {
        List<Layout.Point> asked = new ArrayList<>();
        canvas.canvas().onSearch(asked::add);
        Point node = canvas.header("noise");
        canvas.keyDown(canvas.canvas().control(), SWT.SPACE);
        canvas.drag(node, new Point(node.x - 50, node.y + 30));
        canvas.keyUp(canvas.canvas().control(), SWT.SPACE);
        assertEquals(new Point(node.x - 50, node.y + 30), canvas.header("noise"));
        assertTrue(asked.isEmpty());
        assertFalse(canvas.commands().canUndo());
    }

    @Test
    void spaceAsksForANodeAtThePointer() {
        List<Layout.Point> asked = new ArrayList<>();
        canvas.canvas().onSearch(asked::add);
        Point at = canvas.inControl(160, 480);
        canvas.move(at);
        canvas.key(SWT.SPACE);
        assertEquals(List.of(canvas.canvas().toCanvas(at)), asked);
    }

    @Test
    void aDoubleClickOnNothingAsksForANode() {
        List<Layout.Point> asked = new ArrayList<>();
        canvas.canvas().onSearch(asked::add);
        canvas.doubleClick(canvas.inControl(160, 480));
        assertEquals(1, asked.size());
    }

    @Test
    void aDoubleClickOnANodeOpensIt() {
        List<String> opened = new ArrayList<>();
        canvas.close();
        canvas = new CanvasFixture(CanvasFixture.example("first-picture"),
                Theme.DARK, new RecordingHost(opened));
        canvas.doubleClick(canvas.header("noise"));
        assertEquals(List.of("noise"), opened);
    }
}
