// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.editor.canvas.parts.NodePart;
import org.stillroom.editor.canvas.parts.PortPart;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout.Place;
import org.stillroom.test.canvas.CanvasFixture;

/** Selecting, moving, resizing and folding, by mouse and by keyboard. */
class MovingGestureTest extends GestureTestBase {

    @BeforeEach
    void open() {
        Graph graph = CanvasFixture.example("first-picture");
        graph = LayoutEdits.frame("texts", "Text", 300, 0, 540, 460).change().apply(graph);
        graph = LayoutEdits.note("about", "# Fox\n\nA *small* picture.", 40, 460, 220, 100).change().apply(graph);
        canvas = new CanvasFixture(graph);
        canvas.canvas().snapping().setNeighbours(false);
        canvas.canvas().view().fit();
        canvas.settle();
    }

    private Place place(String node) {
        return canvas.graph().layout().nodes().get(node);
    }

    private Point by(Point from, int x, int y) {
        double zoom = canvas.canvas().zoom().getZoom();
        return new Point(from.x + (int) Math.round(x * zoom), from.y + (int) Math.round(y * zoom));
    }

    @Test
    void aClickSelects() {
        canvas.click(canvas.header("denoiser"));
        assertEquals(List.of("denoiser"), canvas.selectedNodes());
        canvas.holding(SWT.SHIFT).click(canvas.header("noise"));
        assertEquals(List.of("denoiser", "noise"), canvas.selectedNodes());
        canvas.holding(SWT.CTRL).click(canvas.header("denoiser"));
        assertEquals(List.of("noise"), canvas.selectedNodes());
        canvas.holding(0).click(canvas.inControl(1200, 560));
        assertEquals(Set.of(), canvas.canvas().selection());
    }

    @Test
    void dragsANodeToTheGrid() {
        Point from = canvas.header("noise");
        canvas.drag(from, by(from, 93, 47));
        assertEquals(new Place(700, 540, 0, 0, false), place("noise"));
        assertEquals(700, canvas.canvas().bounds(new NodeItem("noise")).x());
        canvas.commands().undo();
        assertEquals(new Place(600, 500, 0, 0, false), place("noise"));
        canvas.settle();
        assertEquals(600, canvas.canvas().bounds(new NodeItem("noise")).x());
    }

    @Test
    void figuresFollowThePointerBeforeTheGraphDoes() {
        Graph before = canvas.graph();
        Point from = canvas.header("noise");
        canvas.press(from, 1);
        canvas.dragOn(from, by(from, 100, 0), 1);
        assertSame(before, canvas.graph());
        assertEquals(700, canvas.canvas().bounds(new NodeItem("noise")).x());
        canvas.key(SWT.ESC);
        assertEquals(600, canvas.canvas().bounds(new NodeItem("noise")).x());
        canvas.release(by(from, 100, 0), 1);
        assertSame(before, canvas.graph());
    }

    @Test
    void alignsWithANeighbour() {
        canvas.canvas().snapping().setNeighbours(true);
        canvas.canvas().snapping().setGrid(false);
        Point from = canvas.header("noise");
        Bounds denoiser = canvas.canvas().bounds(new NodeItem("denoiser"));
        canvas.drag(from, by(from, denoiser.x() - 600 + 4, 40));
        assertEquals(denoiser.x(), place("noise").x());
    }

    @Test
    void aMarqueeSelectsWhatItTouches() {
        canvas.drag(canvas.inControl(570, 480), canvas.inControl(1000, 600));
        assertEquals(List.of("noise"), canvas.selectedNodes());
        canvas.holding(SWT.SHIFT).drag(canvas.inControl(1130, 120), canvas.inControl(1180, 180));
        canvas.holding(0);
        assertEquals(List.of("noise", "vae_decoder"), canvas.selectedNodes());
    }

    @Test
    void aSelectionMovesAsOne() {
        canvas.canvas().select(List.of(new NodeItem("noise"), new NodeItem("prompt")));
        Point from = canvas.header("prompt");
        canvas.drag(from, by(from, 0, 60));
        assertEquals(560, place("noise").y());
        assertEquals(220, place("prompt").y());
        canvas.commands().undo();
        assertEquals(500, place("noise").y());
        assertEquals(160, place("prompt").y());
    }

    @Test
    void aFrameTakesItsContentsAlong() {
        Point title = canvas.inControl(400, 12);
        canvas.drag(title, by(title, 0, -60));
        assertEquals(-60, canvas.graph().layout().frames().get("texts").y());
        assertEquals(-20, place("t5_encoder").y());
        assertEquals(240, place("clip_encoder").y());
        assertEquals(160, place("denoiser").y());
        canvas.commands().undo();
        assertEquals(40, place("t5_encoder").y());
    }

    @Test
    void theInsideOfAFrameIsCanvas() {
        canvas.drag(canvas.inControl(310, 200), canvas.inControl(560, 290));
        assertFalse(canvas.canvas().selection().contains(new FrameItem("texts")));
        assertEquals(0, canvas.graph().layout().frames().get("texts").y());
    }

    @Test
    void resizesANodeByItsEdge() {
        canvas.canvas().select(List.of(new NodeItem("prompt")));
        canvas.settle();
        Bounds bounds = canvas.canvas().bounds(new NodeItem("prompt"));
        Point edge = canvas.inControl(bounds.right() - 1, bounds.bottom() - 20);
        canvas.drag(edge, by(edge, 60, 0));
        assertEquals(bounds.width() + 60, place("prompt").width(), 7);
        assertEquals(0, place("prompt").height());
        canvas.commands().undo();
        assertEquals(0, place("prompt").width());
    }

    @Test
    void noEdgeOfASelectedPartCoversAPort() {
        for (double zoom : new double[] {0.5, 0.75, 1, 1.5}) {
            canvas.canvas().zoom().setZoom(zoom);
            canvas.settle();
            for (String id : canvas.graph().nodes().keySet()) {
                NodePart node = canvas.canvas().node(id).orElseThrow();
                canvas.canvas().reveal(new NodeItem(id));
                // also what the frame around a port offers to be taken hold of by
                for (CanvasItem selected : List.of(new NodeItem(id), new FrameItem("texts"))) {
                    canvas.canvas().select(List.of(selected));
                    canvas.settle();
                    for (PortPart port : node.ports()) {
                        Point at = canvas.port(port.port().port().toString(), port.port().input());
                        for (int beside = -8; beside <= 8; beside += 4) {
                            var place = new org.eclipse.draw2d.geometry.Point(at.x, at.y + (int) (beside * zoom));
                            assertNull(canvas.canvas().viewer().findHandleAt(place), port.port() + " at " + zoom);
                            assertSame(port, canvas.canvas().viewer().findObjectAt(place));
                        }
                    }
                }
            }
        }
    }

    @Test
    void resizesANoteByItsCorner() {
        canvas.canvas().select(List.of(new NoteItem("about")));
        canvas.settle();
        Point corner = canvas.inControl(260, 560);
        canvas.drag(corner, by(corner, 40, 60));
        assertEquals(260, canvas.graph().layout().notes().get("about").width());
        assertEquals(160, canvas.graph().layout().notes().get("about").height());
    }

    @Test
    void foldsByTheMarkInItsHeader() {
        Bounds open = canvas.canvas().bounds(new NodeItem("denoiser"));
        Point mark = canvas.inControl(open.right() - 15, open.y() + 20);
        canvas.click(mark);
        assertTrue(place("denoiser").collapsed());
        assertTrue(canvas.canvas().bounds(new NodeItem("denoiser")).height() < open.height() / 2);
        canvas.commands().undo();
        canvas.settle();
        assertEquals(open, canvas.canvas().bounds(new NodeItem("denoiser")));
    }

    @Test
    void arrowsGoToNeighbours() {
        canvas.canvas().select(List.of(new NodeItem("denoiser")));
        canvas.key(SWT.ARROW_RIGHT);
        assertEquals(List.of("vae_decoder"), canvas.selectedNodes());
        canvas.key(SWT.ARROW_RIGHT);
        assertEquals(List.of("save_image"), canvas.selectedNodes());
        canvas.key(SWT.ARROW_LEFT);
        assertEquals(List.of("vae_decoder"), canvas.selectedNodes());
    }

    @Test
    void ctrlArrowsMove() {
        canvas.canvas().select(List.of(new NodeItem("noise")));
        canvas.holding(SWT.CTRL).key(SWT.ARROW_LEFT);
        assertEquals(590, place("noise").x());
        canvas.holding(SWT.CTRL | SWT.SHIFT).key(SWT.ARROW_UP);
        canvas.holding(0);
        assertEquals(499, place("noise").y());
    }
}
