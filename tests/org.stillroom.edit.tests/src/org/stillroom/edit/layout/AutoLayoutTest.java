// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.catalog.NodeCatalog;

/** Auto-layout of made-up graphs whose node types nobody knows, so that ports come from wires. */
class AutoLayoutTest {

    private static final NodeCatalog NO_TYPES = NodeCatalog.of(List.of(), List.of());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void wiresRunFromLeftToRightAndNothingOverlaps(long seed) {
        Graph graph = random(seed, 40, 60);
        check(graph, arranged(graph, sizes(graph, seed)), sizes(graph, seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void framesStayAroundTheirNodesAndOffTheOthers(long seed) {
        Graph graph = random(seed, 40, 60);
        Map<String, Bounds> sizes = sizes(graph, seed);
        // The last nodes, which nothing before them needs, and within them a smaller group.
        Graph framed = framed(framed(graph, "outer", sizes, 28, 40), "inner", sizes, 34, 40);
        Map<String, Bounds> spread = spread(framed, sizes);
        Graph after = arranged(framed, spread);

        check(framed, after, spread);
        Map<String, Bounds> places = drawn(after, spread);
        Bounds outer = frame(after, "outer");
        Bounds inner = frame(after, "inner");
        assertTrue(encloses(outer, inner), "the inner frame stays in the outer one");
        for (String id : graph.nodes().keySet()) {
            int number = Integer.parseInt(id.substring(1));
            assertEquals(number >= 28, encloses(outer, places.get(id)), id + " in the outer frame");
            assertEquals(number < 28, !outer.meets(places.get(id)), id + " beside the outer frame");
            assertEquals(number >= 34, encloses(inner, places.get(id)), id + " in the inner frame");
        }
    }

    @Test
    void frameWithNodesOnBothSidesOfAnotherIsNoObstacle() {
        Graph graph = chain(3);
        Map<String, Bounds> bounds = new TreeMap<>();
        bounds.put("n00", new Bounds(0, 0, 100, 50));
        bounds.put("n01", new Bounds(200, 500, 100, 50));
        bounds.put("n02", new Bounds(400, 0, 100, 50));
        Graph framed = graph.withLayout(graph.layout().withFrames(
                Map.of("ends", new Layout.Frame("Ends", -50, -50, 600, 200, ""))));
        Graph after = arranged(framed, bounds);
        check(framed, after, bounds);
        assertTrue(encloses(frame(after, "ends"), drawn(after, bounds).get("n00")));
        assertTrue(encloses(frame(after, "ends"), drawn(after, bounds).get("n02")));
    }

    @Test
    void sameGraphGivesSameResult() {
        Graph graph = random(11, 60, 90);
        Map<String, Bounds> sizes = sizes(graph, 11);
        assertEquals(arranged(graph, sizes).layout(), arranged(graph, sizes).layout());
    }

    @Test
    void arrangingAgainChangesNothing() {
        Graph graph = random(12, 30, 40);
        Map<String, Bounds> sizes = sizes(graph, 12);
        Graph once = arranged(graph, sizes);
        assertSame(once, arranged(once, drawn(once, sizes)));
    }

    @Test
    void upperLeftCornerStays() {
        Graph graph = chain(4);
        Map<String, Bounds> bounds = new TreeMap<>();
        for (String id : graph.nodes().keySet()) {
            bounds.put(id, new Bounds(700 - 10 * bounds.size(), -300 + 5 * bounds.size(), 120, 60));
        }
        Bounds after = Bounds.around(drawn(arranged(graph, bounds), bounds).values());
        assertEquals(670, after.x());
        assertEquals(-300, after.y());
    }

    @Test
    void notesStayAndNothingIsPutOntoThem() {
        Graph graph = chain(5);
        Layout.Note note = new Layout.Note("Read me", 150, 20, 300, 200);
        Graph noted = graph.withLayout(graph.layout().withNotes(Map.of("note", note)));
        Map<String, Bounds> sizes = sizes(graph, 1);
        Graph after = arranged(noted, sizes);
        assertEquals(note, after.layout().notes().get("note"));
        Bounds at = new Bounds(note.x(), note.y(), note.width(), note.height());
        drawn(after, sizes).forEach((id, node) -> assertFalse(at.meets(node), id + " is on the note"));
    }

    @Test
    void noteInFrameGoesWithTheFrame() {
        Graph graph = chain(3);
        Map<String, Bounds> bounds = new TreeMap<>();
        bounds.put("n00", new Bounds(0, 0, 100, 50));
        bounds.put("n01", new Bounds(1000, 1000, 100, 50));
        bounds.put("n02", new Bounds(1200, 1000, 100, 50));
        Graph framed = graph.withLayout(graph.layout()
                .withFrames(Map.of("f", new Layout.Frame("F", 900, 900, 500, 400, "")))
                .withNotes(Map.of("note", new Layout.Note("In it", 950, 1100, 200, 80))));
        Graph after = arranged(framed, bounds);
        Layout.Note note = after.layout().notes().get("note");
        Bounds at = new Bounds(note.x(), note.y(), note.width(), note.height());
        assertTrue(encloses(frame(after, "f"), at));
        drawn(after, bounds).forEach((id, node) -> assertFalse(at.meets(node), id + " is on the note"));
    }

    @Test
    void wireThatWouldRunBehindANodeIsLedAroundIt() {
        // From the first node past two others in its own row to the last.
        Graph graph = chain(4);
        graph = graph.with(graph.nodes().get("n03").withInput("in1", new PortRef("n00", "out0")));
        Map<String, Bounds> sizes = new TreeMap<>();
        graph.nodes().keySet().forEach(id -> sizes.put(id, new Bounds(0, 0, 200, 100)));
        Graph after = arranged(graph, sizes);
        Map<String, Bounds> places = drawn(after, sizes);
        List<Layout.Point> points = after.layout().reroutes().get("n03.in1");
        assertFalse(points.isEmpty());
        for (Layout.Point point : points) {
            assertTrue(places.get("n00").right() < point.x() && point.x() < places.get("n03").x(), points.toString());
            places.forEach((id, at) -> assertFalse(at.contains(point.x(), point.y()), id + " hides " + point));
        }
        assertEquals(List.of("n03.in1"), List.copyOf(after.layout().reroutes().keySet()), "no point without need");
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void fewerWiresRunBehindNodesThanWithoutPoints(long seed) {
        Graph graph = random(seed, 30, 45);
        Map<String, Bounds> sizes = sizes(graph, seed);
        Graph after = arranged(graph, sizes);
        long hidden = hidden(after, drawn(after, sizes));
        long without = hidden(after.withLayout(after.layout().withReroutes(Map.of())), drawn(after, sizes));
        assertTrue(hidden <= without / 2 + 1 && hidden < without, hidden + " of " + without + " remain");
    }

    /** Wires whose curve meets a node that is not at its end; ports are where they are taken to be without a canvas. */
    private static long hidden(Graph graph, Map<String, Bounds> places) {
        PortOrder order = new PortOrder(graph, NO_TYPES);
        return graph.wires().stream().filter(wire -> {
            Bounds from = places.get(wire.from().node());
            Bounds to = places.get(wire.to().node());
            Curve curve = Curve.between(
                    new Layout.Point(from.right(), port(from, order.outputs(wire.from().node()), wire.from().port())),
                    new Layout.Point(to.x(), port(to, order.inputs(wire.to().node()), wire.to().port())),
                    graph.layout().reroutes().getOrDefault(wire.to().toString(), List.of()));
            return places.entrySet().stream()
                    .filter(node -> !Set.of(wire.from().node(), wire.to().node()).contains(node.getKey()))
                    .anyMatch(node -> curve.crosses(node.getValue()));
        }).count();
    }

    private static int port(Bounds node, List<String> ports, String port) {
        return node.y() + (ports.indexOf(port) + 1) * node.height() / (ports.size() + 1);
    }

    @Test
    void pointsLaidByHandGo() {
        Graph graph = chain(3);
        Graph routed = graph.withLayout(graph.layout().withReroutes(
                Map.of("n02.in0", List.of(new Layout.Point(5, 900), new Layout.Point(-70, 20)))));
        assertEquals(Map.of(), arranged(routed, sizes(graph, 1)).layout().reroutes());
    }

    @Test
    void portsKeepTheirOrder() {
        Graph graph = Graph.EMPTY;
        for (String id : List.of("zero", "one", "two")) {
            graph = graph.with(Node.of(id, "source"));
        }
        graph = graph.with(Node.of("sum", "sum").withInput("a", new PortRef("two", "out"))
                .withInput("b", new PortRef("one", "out")).withInput("c", new PortRef("zero", "out")));
        Map<String, Layout.Point> at = AutoLayout.positions(graph, NO_TYPES, item -> null);
        assertTrue(at.get("two").y() < at.get("one").y());
        assertTrue(at.get("one").y() < at.get("zero").y());
    }

    @Test
    void cyclesAndWiresFromNowhereAreSurvived() {
        Graph graph = Graph.EMPTY
                .with(Node.of("a", "t").withInput("in", new PortRef("b", "out")))
                .with(Node.of("b", "t").withInput("in", new PortRef("a", "out"))
                        .withInput("lost", new PortRef("gone", "out")))
                .with(Node.of("c", "t").withInput("in", new PortRef("c", "out")));
        assertEquals(3, AutoLayout.positions(graph, NO_TYPES, item -> null).size());
        assertEquals(Map.of(), AutoLayout.positions(Graph.EMPTY, NO_TYPES, item -> null));
    }

    @Test
    void cancelledGivesNothing() {
        assertTrue(AutoLayout.arrange(random(1, 20, 30), NO_TYPES, item -> null, () -> true).isEmpty());
    }

    @Test
    void nodesRemovedMeanwhileAreLeftOut() {
        Graph graph = chain(3);
        Arrangement arrangement = AutoLayout.arrange(graph, NO_TYPES, item -> null, () -> false).orElseThrow();
        Graph after = arrangement.edit().change().apply(graph.without("n01"));
        assertEquals(List.of("n00", "n02"), List.copyOf(after.layout().nodes().keySet()));
    }

    private static Graph arranged(Graph graph, Map<String, Bounds> bounds) {
        return AutoLayout.arrange(graph, NO_TYPES, item -> item instanceof CanvasItem.NodeItem node
                ? bounds.get(node.id()) : null, () -> false).orElseThrow().edit().change().apply(graph);
    }

    private static void check(Graph graph, Graph after, Map<String, Bounds> sizes) {
        Map<String, Bounds> at = drawn(after, sizes);
        for (Wire wire : graph.wires()) {
            assertTrue(at.get(wire.from().node()).right() < at.get(wire.to().node()).x(), wire + " runs to the right");
        }
        List<String> ids = new ArrayList<>(at.keySet());
        for (int i = 0; i < ids.size(); i++) {
            for (String other : ids.subList(i + 1, ids.size())) {
                assertFalse(at.get(ids.get(i)).meets(at.get(other)), ids.get(i) + " lies on " + other);
            }
        }
    }

    private static Map<String, Bounds> drawn(Graph graph, Map<String, Bounds> sizes) {
        Map<String, Bounds> drawn = new TreeMap<>();
        graph.layout().nodes().forEach((id, place) -> drawn.put(id,
                new Bounds(place.x(), place.y(), sizes.get(id).width(), sizes.get(id).height())));
        return drawn;
    }

    /** Edges only from lower to higher numbers, so that there is no cycle. */
    private static Graph random(long seed, int nodes, int wires) {
        Random random = new Random(seed);
        Graph graph = chain(0);
        for (int i = 0; i < nodes; i++) {
            graph = graph.with(Node.of(id(i), "made.up"));
        }
        for (int i = 0; i < wires; i++) {
            int to = 1 + random.nextInt(nodes - 1);
            PortRef from = new PortRef(id(random.nextInt(to)), "out" + random.nextInt(2));
            graph = graph.with(graph.nodes().get(id(to)).withInput("in" + random.nextInt(4), from));
        }
        return graph;
    }

    private static Graph chain(int length) {
        Graph graph = Graph.EMPTY;
        for (int i = 0; i < length; i++) {
            Node node = Node.of(id(i), "made.up");
            graph = graph.with(i == 0 ? node : node.withInput("in0", new PortRef(id(i - 1), "out0")));
        }
        return graph;
    }

    private static String id(int number) {
        return "n%02d".formatted(number);
    }

    private static Map<String, Bounds> sizes(Graph graph, long seed) {
        Random random = new Random(seed);
        Map<String, Bounds> sizes = new TreeMap<>();
        graph.nodes().keySet().forEach(id -> sizes.put(id,
                new Bounds(0, 0, 80 + random.nextInt(300), 40 + random.nextInt(200))));
        return sizes;
    }

    /** Puts a frame where {@link #spread} draws the nodes with these numbers. */
    private static Graph framed(Graph graph, String id, Map<String, Bounds> sizes, int from, int to) {
        Map<String, Layout.Frame> frames = new HashMap<>(graph.layout().frames());
        int margin = frames.isEmpty() ? 20 : 10;
        frames.put(id, new Layout.Frame(id, from * 500 - margin, -margin, (to - from) * 500 - 50 + margin, 600 + margin,
                ""));
        return graph.withLayout(graph.layout().withFrames(frames));
    }

    private static Map<String, Bounds> spread(Graph graph, Map<String, Bounds> sizes) {
        Map<String, Bounds> spread = new TreeMap<>();
        sizes.forEach((id, size) -> spread.put(id,
                new Bounds(Integer.parseInt(id.substring(1)) * 500, 0, size.width(), size.height())));
        return spread;
    }

    private static Bounds frame(Graph graph, String id) {
        Layout.Frame frame = graph.layout().frames().get(id);
        return new Bounds(frame.x(), frame.y(), frame.width(), frame.height());
    }

    private static boolean encloses(Bounds outer, Bounds inner) {
        return outer.x() <= inner.x() && outer.y() <= inner.y() && outer.right() >= inner.right()
                && outer.bottom() >= inner.bottom();
    }
}
