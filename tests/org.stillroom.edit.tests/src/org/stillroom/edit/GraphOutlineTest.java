// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout.Point;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;

class GraphOutlineTest {

    private static final NodeCatalog CATALOG =
            NodeCatalog.fromClassPath(GraphOutlineTest.class.getClassLoader());

    private static Graph graph() {
        NodeType type = CATALOG.nodeTypes().values().iterator().next();
        Graph graph = Graph.EMPTY;
        for (Map.Entry<String, Point> node : Map.of("left", new Point(10, 50), "inner", new Point(320, 120),
                "outer", new Point(250, 300), "right", new Point(900, 50)).entrySet()) {
            graph = NodeEdits.add(type, node.getKey(), node.getValue()).change().apply(graph);
        }
        graph = LayoutEdits.frame("big", "Everything in the middle", 200, 0, 500, 500).change().apply(graph);
        graph = LayoutEdits.frame("small", "Encoders", 300, 100, 200, 100).change().apply(graph);
        return LayoutEdits.note("hint", "Read me", 400, 130, 50, 20).change().apply(graph);
    }

    private static GraphOutline outline(String text) {
        Graph graph = graph();
        return GraphOutline.of(graph, CATALOG, text, item -> FrameContents.bounds(graph.layout(), item));
    }

    @Test
    void whatLiesInAFrameIsBelowTheSmallestFromLeftToRight() {
        GraphOutline outline = outline("");
        assertEquals(List.of(new NodeItem("left"), new FrameItem("big"), new NodeItem("right")), outline.roots());
        assertEquals(List.of(new NodeItem("outer"), new FrameItem("small")), outline.inside(new FrameItem("big")));
        assertEquals(List.of(new NodeItem("inner"), new NoteItem("hint")), outline.inside(new FrameItem("small")));
        assertEquals(List.of(), outline.inside(new NodeItem("inner")));
        assertEquals("inner", outline.found().get(new NodeItem("inner")).detail());
        assertEquals("Encoders", outline.found().get(new FrameItem("small")).detail());
    }

    @Test
    void theFramesAroundWhatIsFoundStay() {
        GraphOutline outline = outline("read me");
        assertEquals(List.of(new FrameItem("big")), outline.roots());
        assertEquals(List.of(new FrameItem("small")), outline.inside(new FrameItem("big")));
        assertEquals(List.of(new NoteItem("hint")), outline.inside(new FrameItem("small")));
    }

    @Test
    void nothingFoundIsNothingShown() {
        assertEquals(List.of(), outline("no such thing").roots());
        assertEquals(List.of(), GraphOutline.of(Graph.EMPTY, CATALOG, "", item -> new Bounds(0, 0, 0, 0)).roots());
    }
}
