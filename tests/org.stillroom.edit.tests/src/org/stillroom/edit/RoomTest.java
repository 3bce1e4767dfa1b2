// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Layout.Frame;
import org.stillroom.graph.Layout.Place;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;

class RoomTest {

    private static final int WIDTH = 240;
    private static final int HEIGHT = 100;

    /** from at 0, to at 300, behind at 700, all on one line; a frame from before the second to behind the third. */
    private static Graph graph() {
        Graph graph = Graph.EMPTY;
        TreeMap<String, Place> places = new TreeMap<>(Map.of("from", new Place(0, 0, 0, 0, false), "to",
                new Place(300, 0, 0, 0, false), "behind", new Place(700, 0, 0, 0, false)));
        for (String id : places.keySet()) {
            graph = graph.with(Node.of(id, "any"));
        }
        graph = graph.with(graph.nodes().get("behind").withInput("in", new PortRef("to", "out")));
        graph = graph.with(graph.nodes().get("to").withInput("in", new PortRef("from", "out")));
        return graph.withLayout(new Layout(places, new TreeMap<>(Map.of("frame",
                new Frame("", 280, -40, 700, 200, ""))), new TreeMap<>(), new TreeMap<>(Map.of("behind.in",
                List.of(new Point(600, 20)), "to.in", List.of(new Point(270, 20)))), new TreeMap<>()));
    }

    private static Room room(Graph graph, Point wanted) {
        Map<CanvasItem, Bounds> items = new HashMap<>();
        graph.layout().nodes().forEach((id, at) -> items.put(new NodeItem(id), new Bounds(at.x(), at.y(), 240, 100)));
        return Room.find(wanted, WIDTH, HEIGHT, items, new NodeItem("from"), new NodeItem("to"));
    }

    @Test
    void aPlaceWhereNothingLiesIsTaken() {
        Room room = room(graph(), new Point(0, 400));
        assertEquals(new Room(new Point(0, 400), 0, 0), room);
        Graph graph = graph();
        assertSame(graph, room.make(graph));
    }

    @Test
    void whatLiesToTheRightMakesRoomAndFramesGrow() {
        Graph graph = graph();
        Room room = room(graph, new Point(310, 10));
        assertEquals(new Point(300, 0), room.place());
        assertEquals(300, room.shift());
        Layout made = room.make(graph).layout();
        assertEquals(0, made.nodes().get("from").x());
        assertEquals(600, made.nodes().get("to").x());
        assertEquals(1000, made.nodes().get("behind").x());
        assertEquals(new Frame("", 280, -40, 1000, 200, ""), made.frames().get("frame"));
        assertEquals(List.of(new Point(900, 20)), made.reroutes().get("behind.in"));
        assertEquals(List.of(new Point(270, 20)), made.reroutes().get("to.in"), "before the edge");
    }

    @Test
    void aWireThatGoesBackGetsItsNodeBesideWhatLiesThere() {
        Graph graph = graph();
        Graph back = graph.withLayout(graph.layout().withNode("to", new Place(-400, 0, 0, 0, false)));
        Room room = room(back, new Point(10, 10));
        assertEquals(0, room.shift());
        assertEquals(10, room.place().x());
        assertEquals(true, room.place().y() >= 110 || room.place().y() + HEIGHT <= -10, room.place().toString());
    }
}
