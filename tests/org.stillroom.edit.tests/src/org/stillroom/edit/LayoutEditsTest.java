// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.edit.Examples.nodes;
import static org.stillroom.edit.Examples.port;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.edit.CanvasItem.RerouteItem;
import org.stillroom.edit.CanvasItem.Whole;
import org.stillroom.edit.LayoutEdits.Side;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Layout.Place;
import org.stillroom.graph.Layout.Point;

class LayoutEditsTest {

    private static final CanvasItem FRAME = new FrameItem("frame");
    private static final CanvasItem NOTE = new NoteItem("note");

    private final Graph graph = Examples.firstPicture();

    /** A frame around both tokenizers and a note, and a smaller frame in it. */
    private final Graph framed = LayoutEdits.frame("frame", "Tokenizers", 300, 20, 280, 400)
            .then(LayoutEdits.frame("inner", "", 310, 30, 50, 50))
            .then(LayoutEdits.frame("across", "", 310, 30, 500, 50))
            .then(LayoutEdits.note("note", "see", 310, 200, 40, 20)).change().apply(graph);

    @Test
    void movesItemsTogether() {
        Steps.take(framed, LayoutEdits.moveBy(Set.of(new NodeItem("prompt"), FRAME, NOTE), 5, -7), after -> {
            assertPlace(after, "prompt", 45, 153);
            assertEquals(305, after.layout().frames().get("frame").x());
            assertEquals(13, after.layout().frames().get("frame").y());
            assertEquals(new Layout.Note("see", 315, 193, 40, 20), after.layout().notes().get("note"));
            assertPlace(after, "t5_tokenizer", 320, 40);
            assertSame(framed.nodes().get("prompt"), after.nodes().get("prompt"), "logic is left alone");
        });
        Steps.none(framed, LayoutEdits.moveBy(nodes("prompt"), 0, 0));
        Steps.none(framed, LayoutEdits.moveBy(Set.of(new NodeItem("nobody"), new Whole()), 1, 1));
    }

    @Test
    void aFrameTakesAlongWhatLiesInside() {
        Steps.take(framed, LayoutEdits.moveBy(Set.of(FRAME), 100, 10, true), after -> {
            assertPlace(after, "t5_tokenizer", 420, 50);
            assertPlace(after, "clip_tokenizer", 420, 310);
            assertPlace(after, "prompt", 40, 160);
            assertEquals(410, after.layout().notes().get("note").x());
            assertEquals(410, after.layout().frames().get("inner").x());
            assertEquals(310, after.layout().frames().get("across").x(), "sticks out, so it stays");
        });
        Steps.take(framed, LayoutEdits.moveBy(Set.of(FRAME), 100, 10, false),
                after -> assertPlace(after, "t5_tokenizer", 320, 40));
    }

    @Test
    void whatLiesInsideGoesByTheMiddleAsDrawn() {
        Set<CanvasItem> inside = FrameContents.with(framed, Set.of(FRAME), item -> item.equals(
                new NodeItem("t5_tokenizer")) ? new Bounds(320, 40, 600, 100) : FrameContents.bounds(framed.layout(),
                        item));
        assertFalse(inside.contains(new NodeItem("t5_tokenizer")), "its middle lies outside");
        assertTrue(inside.contains(new NodeItem("clip_tokenizer")));
        assertTrue(inside.contains(FRAME));
        assertEquals(Set.of(NOTE), FrameContents.with(framed, Set.of(NOTE)));
    }

    @Test
    void pointsMoveAlongWhereBothEndsMove() {
        Graph bent = WireEdits.addReroute(port("denoiser.t5"), 0, new Point(700, 100))
                .then(WireEdits.addReroute(port("denoiser.noise"), 0, new Point(800, 400))).change().apply(graph);
        Steps.take(bent, LayoutEdits.moveBy(nodes("t5_encoder", "denoiser"), 10, 20), after -> {
            assertEquals(List.of(new Point(710, 120)), after.layout().reroutes().get("denoiser.t5"));
            assertEquals(List.of(new Point(800, 400)), after.layout().reroutes().get("denoiser.noise"));
        });
        Steps.take(bent, LayoutEdits.moveBy(Set.of(new RerouteItem(port("denoiser.t5"), 0)), 1, 2),
                after -> assertEquals(List.of(new Point(701, 102)), after.layout().reroutes().get("denoiser.t5")));
        Steps.take(bent, LayoutEdits.moveBy(Set.of(new RerouteItem(port("denoiser.t5"), 0), new NodeItem("t5_encoder"),
                new NodeItem("denoiser")), 1, 2),
                after -> assertEquals(List.of(new Point(701, 102)), after.layout().reroutes().get("denoiser.t5")));
    }

    @Test
    void movingEndsAtTheEdgeOfTheWorld() {
        Steps.take(graph, LayoutEdits.moveBy(nodes("prompt"), Integer.MAX_VALUE, Integer.MIN_VALUE),
                after -> assertPlace(after, "prompt", Layout.FURTHEST, -Layout.FURTHEST));
    }

    @Test
    void placesAndArrangesNodes() {
        Steps.take(graph, LayoutEdits.place(Map.of("prompt", new Point(1, 2), "noise", new Point(3, 4))), after -> {
            assertPlace(after, "prompt", 1, 2);
            assertPlace(after, "noise", 3, 4);
        });
        Graph bent = WireEdits.addReroute(port("denoiser.t5"), 0, new Point(700, 100)).change().apply(graph);
        Steps.take(bent, LayoutEdits.arrange("Arrange", Map.of("denoiser", new Point(1, 2))), after -> {
            assertPlace(after, "denoiser", 1, 2);
            assertTrue(after.layout().reroutes().isEmpty());
        });
        Steps.none(graph, LayoutEdits.place(Map.of("prompt", new Point(40, 160))));
        Steps.none(graph, LayoutEdits.place(Map.of("nobody", new Point(1, 2))));
    }

    @Test
    void resizesNodesFramesAndNotes() {
        Steps.take(framed, LayoutEdits.resize(new NodeItem("prompt"), 30, 150, 300, 200),
                after -> assertEquals(new Place(30, 150, 300, 200, false), after.layout().nodes().get("prompt")));
        Steps.take(framed, LayoutEdits.resize(FRAME, 1, 2, 3, 4), after -> assertEquals(
                new Layout.Frame("Tokenizers", 1, 2, 3, 4, ""), after.layout().frames().get("frame")));
        Steps.take(framed, LayoutEdits.resize(NOTE, 1, 2, 3, -4),
                after -> assertEquals(new Layout.Note("see", 1, 2, 3, 0), after.layout().notes().get("note")));
        Steps.none(framed, LayoutEdits.resize(new NodeItem("prompt"), 40, 160, 0, 0));
        Steps.none(framed, LayoutEdits.resize(new NodeItem("nobody"), 1, 1, 1, 1));
        Steps.none(framed, LayoutEdits.resize(new NoteItem("nobody"), 1, 1, 1, 1));
    }

    @Test
    void collapsesAndExpands() {
        Graph collapsed = Steps.take(graph, LayoutEdits.collapse(Set.of("prompt", "noise"), true), after -> {
            assertTrue(after.layout().nodes().get("prompt").collapsed());
            assertTrue(after.layout().nodes().get("noise").collapsed());
            assertPlace(after, "prompt", 40, 160);
        });
        Steps.take(collapsed, LayoutEdits.collapse(Set.of("prompt"), false),
                after -> assertFalse(after.layout().nodes().get("prompt").collapsed()));
        Steps.none(graph, LayoutEdits.collapse(Set.of("prompt"), false));
    }

    @Test
    void addsAndChangesFramesAndNotes() {
        assertEquals("frame", LayoutEdits.freshFrameId(graph));
        assertEquals("frame_2", LayoutEdits.freshFrameId(framed));
        assertEquals("note_2", LayoutEdits.freshNoteId(framed));
        Steps.take(graph, LayoutEdits.frame("frame", "All", new Bounds(0, 0, 10, 10)), after -> assertEquals(
                new Layout.Frame("All", 0, 0, 10, 10, ""), after.layout().frames().get("frame")));
        Steps.take(framed, LayoutEdits.frameTitle("frame", "Words"),
                after -> assertEquals("Words", after.layout().frames().get("frame").title()));
        Steps.take(framed, LayoutEdits.frameColor("frame", "#3b82f6"),
                after -> assertEquals("#3b82f6", after.layout().frames().get("frame").color()));
        Steps.take(framed, LayoutEdits.noteText("note", "**new**"),
                after -> assertEquals("**new**", after.layout().notes().get("note").text()));
        Steps.none(framed, LayoutEdits.frameColor("frame", "red; and more"));
        Steps.none(framed, LayoutEdits.frame("frame", "again", 1, 1, 1, 1));
        Steps.none(framed, LayoutEdits.note("note", "again", 1, 1, 1, 1));
        Steps.none(framed, LayoutEdits.frameTitle("nobody", "x"));
    }

    @Test
    void alignsAtEachSide() {
        Map<CanvasItem, Bounds> bounds = Map.of(new NodeItem("prompt"), new Bounds(40, 160, 100, 50),
                new NodeItem("noise"), new Bounds(600, 500, 200, 100), NOTE, new Bounds(310, 200, 40, 20));
        assertAligned(bounds, Side.LEFT, 40, 160, 40, 500);
        assertAligned(bounds, Side.RIGHT, 700, 160, 600, 500);
        assertAligned(bounds, Side.CENTER, 370, 160, 320, 500);
        assertAligned(bounds, Side.TOP, 40, 160, 600, 160);
        assertAligned(bounds, Side.BOTTOM, 40, 550, 600, 500);
        assertAligned(bounds, Side.MIDDLE, 40, 355, 600, 330);
        Steps.take(framed, LayoutEdits.align(bounds, Side.TOP),
                after -> assertEquals(160, after.layout().notes().get("note").y()));
        Steps.none(framed, LayoutEdits.align(Map.of(NOTE, new Bounds(1, 1, 1, 1)), Side.TOP));
    }

    @Test
    void distributesWithEqualGaps() {
        Map<CanvasItem, Bounds> bounds = Map.of(new NodeItem("prompt"), new Bounds(40, 160, 100, 50),
                new NodeItem("noise"), new Bounds(600, 500, 200, 100), NOTE, new Bounds(150, 200, 40, 20));
        Steps.take(framed, LayoutEdits.distribute(bounds, true), after -> {
            assertPlace(after, "prompt", 40, 160);
            assertPlace(after, "noise", 600, 500);
            assertEquals(350, after.layout().notes().get("note").x(), "140 + 210 | 350..390 | 390 + 210 = 600");
            assertEquals(200, after.layout().notes().get("note").y());
        });
        Steps.take(framed, LayoutEdits.distribute(bounds, false),
                after -> assertEquals(345, after.layout().notes().get("note").y()));
        Steps.none(framed, LayoutEdits.distribute(Map.of(NOTE, new Bounds(1, 1, 1, 1),
                new NodeItem("noise"), new Bounds(600, 500, 200, 100)), true));
    }

    @Test
    void snapsToTheGrid() {
        Graph off = LayoutEdits.place(Map.of("prompt", new Point(-13, 27))).change().apply(framed);
        Steps.take(off, LayoutEdits.snap(nodes("prompt"), 20), after -> assertPlace(after, "prompt", -20, 20));
        Steps.none(graph, LayoutEdits.snap(nodes("prompt"), 20));
    }

    private void assertAligned(Map<CanvasItem, Bounds> bounds, Side side, int x1, int y1, int x2, int y2) {
        Steps.take(framed, LayoutEdits.align(bounds, side), after -> {
            assertPlace(after, "prompt", x1, y1);
            assertPlace(after, "noise", x2, y2);
        });
    }

    private static void assertPlace(Graph graph, String node, int x, int y) {
        Place place = graph.layout().nodes().get(node);
        assertEquals(new Point(x, y), new Point(place.x(), place.y()));
    }
}
