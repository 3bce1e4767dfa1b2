// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.edit.Examples.CATALOG;
import static org.stillroom.edit.Examples.nodes;
import static org.stillroom.edit.Examples.port;
import static org.stillroom.edit.Examples.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem.FrameItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.NoteItem;
import org.stillroom.edit.CanvasItem.RerouteItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.graph.Conflicts;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphMerge;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;

class DeletionTest {

    private final Graph graph = Examples.firstPicture();

    @Test
    void aNodeGoesWithItsWiresAndItsPlace() {
        Graph bent = WireEdits.addReroute(port("vae_decoder.latent"), 0, new Point(1, 2))
                .then(WireEdits.addReroute(port("denoiser.t5"), 0, new Point(3, 4))).change().apply(graph);
        Steps.take(bent, NodeEdits.delete(CATALOG, nodes("denoiser"), false), after -> {
            assertFalse(after.nodes().containsKey("denoiser"));
            assertFalse(after.layout().nodes().containsKey("denoiser"));
            assertTrue(after.nodes().get("vae_decoder").inputs().isEmpty());
            assertTrue(after.layout().reroutes().isEmpty(), "points of wires that are gone are gone");
            assertSame(bent.nodes().get("noise"), after.nodes().get("noise"), "others are left alone");
        });
    }

    @Test
    void whatAMergeLeftUnsettledInANodeFollowsItAndGoesWithIt() {
        var number = JsonNodeFactory.instance;
        Graph clash = GraphMerge.merge(graph,
                graph.with(graph.nodes().get("denoiser").withParameter("steps", number.numberNode(2))),
                graph.with(graph.nodes().get("denoiser").withParameter("steps", number.numberNode(3))));
        assertEquals("/nodes/denoiser/parameters/steps", Conflicts.of(clash).getFirst().place());
        Steps.take(clash, NodeEdits.rename("denoiser", "painter"),
                after -> assertEquals("painter", Conflicts.of(after).getFirst().node()));
        Steps.take(clash, NodeEdits.delete(CATALOG, nodes("vae_decoder"), true),
                after -> assertEquals(1, Conflicts.of(after).size()));
        Steps.take(clash, NodeEdits.delete(CATALOG, nodes("denoiser"), true),
                after -> assertEquals(List.of(), Conflicts.of(after)));
    }

    @Test
    void healingLeadsTheFirstWireOfTheSameTypeOn() {
        Steps.take(graph, NodeEdits.delete(CATALOG, nodes("denoiser"), true),
                after -> assertEquals(port("noise.latent"), after.nodes().get("vae_decoder").inputs().get("latent")));
    }

    @Test
    void healingGoesOnThroughSeveralDeletedNodes() {
        Graph chain = NodeEdits.insert(CATALOG, type("denoiser"), "second", new Point(0, 0),
                Examples.wire("denoiser.latent", "vae_decoder.latent")).change().apply(graph);
        Steps.take(chain, NodeEdits.delete(CATALOG, nodes("denoiser", "second"), true),
                after -> assertEquals(port("noise.latent"), after.nodes().get("vae_decoder").inputs().get("latent")));
    }

    @Test
    void healingCutsWhereNoTypeFits() {
        Steps.take(graph, NodeEdits.delete(CATALOG, nodes("vae_decoder"), true),
                after -> assertTrue(after.nodes().get("save_image").inputs().isEmpty()));
        Set<CanvasItem> both = new HashSet<>(nodes("denoiser"));
        both.add(new WireItem(port("noise.latent"), port("denoiser.noise")));
        Steps.take(graph, NodeEdits.delete(CATALOG, both, true),
                after -> assertTrue(after.nodes().get("vae_decoder").inputs().isEmpty(), "the wire was deleted too"));
    }

    @Test
    void healingACycleOrAnUnknownTypeEnds() {
        Graph cycle = graph.with(Node.of("a", "org.stillroom.denoiser").withInput("noise", port("b.latent")))
                .with(Node.of("b", "org.stillroom.denoiser").withInput("noise", port("a.latent")))
                .with(Node.of("c", "org.stillroom.vaeDecoder").withInput("latent", port("a.latent")))
                .with(Node.of("d", "gone.type").withInput("in", port("noise.latent")))
                .with(Node.of("e", "org.stillroom.vaeDecoder").withInput("latent", port("d.out")));
        Steps.take(cycle, NodeEdits.delete(CATALOG, nodes("a", "b", "d"), true), after -> {
            assertTrue(after.nodes().get("c").inputs().isEmpty());
            assertTrue(after.nodes().get("e").inputs().isEmpty());
        });
    }

    @Test
    void deletesWiresFramesNotesAndPoints() {
        Graph full = LayoutEdits.frame("frame", "Text", 0, 0, 100, 100)
                .then(LayoutEdits.note("note", "*look*", 0, 0, 100, 100))
                .then(WireEdits.addReroute(port("denoiser.t5"), 0, new Point(1, 1)))
                .then(WireEdits.addReroute(port("denoiser.t5"), 1, new Point(2, 2)))
                .then(WireEdits.addReroute(port("denoiser.t5"), 2, new Point(3, 3))).change().apply(graph);
        Steps.take(full, NodeEdits.delete(CATALOG, Set.of(new FrameItem("frame"), new NoteItem("note"),
                new RerouteItem(port("denoiser.t5"), 0), new RerouteItem(port("denoiser.t5"), 2),
                new WireItem(port("clip_encoder.embedding"), port("denoiser.clip_l"))), false), after -> {
                    assertTrue(after.layout().frames().isEmpty() && after.layout().notes().isEmpty());
                    assertEquals(List.of(new Point(2, 2)), after.layout().reroutes().get("denoiser.t5"));
                    assertFalse(after.nodes().get("denoiser").inputs().containsKey("clip_l"));
                    assertTrue(after.nodes().get("denoiser").inputs().containsKey("t5"));
                });
    }

    @Test
    void whatIsNotThereIsNotDeleted() {
        Steps.none(graph, NodeEdits.delete(CATALOG, Set.of(), true));
        Steps.none(graph, NodeEdits.delete(CATALOG, Set.of(new NodeItem("nobody"), new FrameItem("x"),
                new WireItem(port("noise.latent"), port("denoiser.t5"))), true));
    }

    @Test
    void aProviderGoesWithTheLastNodeOfItsType() {
        Graph two = NodeEdits.add(type("imageViewer"), "one", new Point(0, 0))
                .then(NodeEdits.add(type("imageViewer"), "two", new Point(0, 0))).change().apply(graph);
        Graph left = NodeEdits.delete(CATALOG, nodes("one"), false).change().apply(two);
        assertTrue(left.providers().containsKey("org.stillroom.imageViewer"));
        Steps.take(left, NodeEdits.delete(CATALOG, nodes("two"), false),
                after -> assertTrue(after.providers().isEmpty()));
    }

    @Test
    void everythingCanBeDeleted() {
        Steps.take(graph, NodeEdits.delete(CATALOG, Items.all(graph), true), after -> {
            assertTrue(after.nodes().isEmpty());
            assertTrue(after.layout().nodes().isEmpty());
        });
    }
}
