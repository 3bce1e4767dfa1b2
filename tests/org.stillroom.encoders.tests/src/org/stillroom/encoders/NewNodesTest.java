// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.Edit;
import org.stillroom.encoders.edit.EncoderEdits;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.Layout;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.workbench.services.Catalog;

/** Where the nodes go that a comparison of encoders adds. */
class NewNodesTest {

    private static final NodeCatalog CATALOG = Catalog.get();
    private static final int WIDTH = 240;
    private static final int HEIGHT = 420;

    @Test
    void newNodesStandBelowAllOthersAndNoneOnAnother() throws Exception {
        Graph before = GraphFile.parse(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE), "first");
        Edit compare = EncoderEdits.compare(before, CATALOG, "t5_encoder",
                List.of("mini/text_encoder_2", "mini/students/base", "other"));
        Graph after = NewNodes.arranged(compare, before, CATALOG, item -> drawn(before, item)).change().apply(before);
        Set<String> added = NewNodes.of(before, after);
        assertTrue(added.size() >= 7, added.toString());
        int bottom = before.nodes().keySet().stream()
                .mapToInt(id -> drawn(before, new CanvasItem.NodeItem(id)).bottom()).max().orElseThrow();
        Map<String, Bounds> places = new HashMap<>();
        for (String id : added) {
            Layout.Place place = after.layout().nodes().get(id);
            assertTrue(place.y() > bottom, id + " at " + place);
            places.forEach((other, there) -> assertTrue(apart(there, place), id + " stands on " + other));
            places.put(id, new Bounds(place.x(), place.y(), WIDTH, HEIGHT));
        }
        before.layout().nodes().forEach((id, place) -> assertEquals(place, after.layout().nodes().get(id), id));
    }

    @Test
    void eachBranchIsARowBelowWhatItIsACopyOf() throws Exception {
        Graph before = GraphFile.parse(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE), "first");
        Edit compare = EncoderEdits.compare(before, CATALOG, "t5_encoder",
                List.of("mini/text_encoder_2", "mini/students/base", "mini/students/small"));
        Graph after = NewNodes.arranged(compare, before, CATALOG, item -> drawn(before, item)).change().apply(before);
        for (String original : List.of("t5_encoder", "denoiser", "vae_decoder", "save_image")) {
            String type = before.nodes().get(original).type();
            List<Layout.Place> copies = NewNodes.of(before, after).stream()
                    .filter(id -> after.nodes().get(id).type().equals(type)).map(after.layout().nodes()::get)
                    .sorted(Comparator.comparingInt(Layout.Place::y)).toList();
            assertEquals(2, copies.size());
            Layout.Place place = before.layout().nodes().get(original);
            copies.forEach(copy -> assertEquals(place.x(), copy.x(), original));
            Layout.Place encoder = before.layout().nodes().get("t5_encoder");
            for (int i = 0; i < 2; i++) {
                assertEquals(place.y() - encoder.y(), copies.get(i).y() - row(before, after, i), original);
            }
        }
    }

    /** Where the copy of the encoder stands in a row. */
    private static int row(Graph before, Graph after, int row) {
        return NewNodes.of(before, after).stream().filter(id -> after.nodes().get(id).type().endsWith(".t5Encoder"))
                .map(after.layout().nodes()::get).mapToInt(Layout.Place::y).sorted().skip(row).findFirst()
                .orElseThrow();
    }

    @Test
    void anEditWithoutNewNodesStaysAsItIs() throws Exception {
        Graph before = GraphFile.parse(ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE), "first");
        Edit swap = EncoderEdits.swap("t5_encoder", "other");
        assertSame(swap, NewNodes.arranged(swap, before, CATALOG, item -> drawn(before, item)));
    }

    private static boolean apart(Bounds a, Layout.Place b) {
        return a.right() <= b.x() || b.x() + WIDTH <= a.x() || a.bottom() <= b.y() || b.y() + HEIGHT <= a.y();
    }

    private static Bounds drawn(Graph graph, CanvasItem item) {
        if (item instanceof CanvasItem.NodeItem node && graph.layout().nodes().containsKey(node.id())) {
            Layout.Place place = graph.layout().nodes().get(node.id());
            return new Bounds(place.x(), place.y(), WIDTH, HEIGHT);
        }
        return new Bounds(0, 0, 0, 0);
    }
}
