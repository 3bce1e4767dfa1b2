// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.edit.Examples.CATALOG;
import static org.stillroom.edit.Examples.port;
import static org.stillroom.edit.Examples.type;
import static org.stillroom.edit.Examples.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.NodeEdits.ParameterRef;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;
import org.stillroom.graph.Node.Mode;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;

class NodeEditsTest {

    private final Graph graph = Examples.firstPicture();

    @Test
    void freshIdsAreReadable() {
        assertEquals("image_viewer", NodeEdits.freshId(graph, type("imageViewer")));
        assertEquals("denoiser_2", NodeEdits.freshId(graph, type("denoiser")));
        Graph two = NodeEdits.add(type("denoiser"), "denoiser_2", new Point(0, 0)).change().apply(graph);
        assertEquals("denoiser_3", NodeEdits.freshId(two, type("denoiser")));
        assertEquals("denoiser_3", NodeEdits.freshId(two, "denoiser_2"));
        assertEquals("x".repeat(62) + "_2", NodeEdits.freshId(
                NodeEdits.add(type("prompt"), "x".repeat(64), new Point(0, 0)).change().apply(graph), "x".repeat(64)));
    }

    @Test
    void labelsOfAnyKindGiveIds() {
        assertEquals("t5_encoder", FreshIds.slug("T5 Encoder"));
        assertEquals("_3d_view", FreshIds.slug("3D View"));
        assertEquals("node", FreshIds.slug("\u30ce\u30fc\u30c9"));
        assertEquals("caf", FreshIds.slug("Caf\u00e9"));
        assertEquals("node", FreshIds.slug(""));
    }

    @Test
    void addsANodeWithItsProvider() {
        Steps.take(graph, NodeEdits.add(type("imageViewer"), "image_viewer", new Point(10, -20)), after -> {
            Node node = after.nodes().get("image_viewer");
            assertEquals("org.stillroom.imageViewer", node.type());
            assertEquals(type("imageViewer").version(), node.version());
            assertTrue(node.inputs().isEmpty() && node.parameters().isEmpty());
            assertEquals(10, after.layout().nodes().get("image_viewer").x());
            assertEquals(-20, after.layout().nodes().get("image_viewer").y());
            assertEquals(type("imageViewer").provider(), after.providers().get("org.stillroom.imageViewer"));
            assertEquals(10, after.nodes().size());
        });
        Steps.none(graph, NodeEdits.add(type("denoiser"), "denoiser", new Point(0, 0)));
    }

    @Test
    void aWireDroppedOnTheCanvasIsWiredToTheNewNode() {
        Point at = new Point(1500, 300);
        Steps.take(graph, NodeEdits.addAtWire(CATALOG, type("imageViewer"), "image_viewer", at,
                port("vae_decoder.image"), true),
                after -> assertEquals(port("vae_decoder.image"), after.nodes().get("image_viewer").inputs()
                        .get("image")));
        Steps.take(graph, NodeEdits.addAtWire(CATALOG, type("denoiser"), "denoiser_2", at, port("noise.latent"), true),
                after -> assertEquals(Map.of("noise", port("noise.latent")), after.nodes().get("denoiser_2").inputs()));
        Steps.take(graph, NodeEdits.addAtWire(CATALOG, type("clipEncoder"), "clip_g", at, port("denoiser.clip_g"),
                false),
                after -> assertEquals(port("clip_g.embedding"), after.nodes().get("denoiser").inputs().get("clip_g")));
    }

    @Test
    void aWireThatFitsNoPortOfTheNewNodeLeavesItUnwired() {
        Steps.take(graph, NodeEdits.addAtWire(CATALOG, type("prompt"), "prompt_2", new Point(0, 0),
                port("noise.latent"), true), after -> {
                    assertTrue(after.nodes().get("prompt_2").inputs().isEmpty());
                    assertEquals(graph.wires(), after.wires());
                });
    }

    @Test
    void insertsANewNodeIntoAWire() {
        Wire wire = wire("denoiser.latent", "vae_decoder.latent");
        assertTrue(NodeEdits.fits(CATALOG, type("denoiser"), graph, wire));
        assertFalse(NodeEdits.fits(CATALOG, type("prompt"), graph, wire));
        Steps.take(graph, NodeEdits.insert(CATALOG, type("denoiser"), "denoiser_2", new Point(1000, 400), wire),
                after -> {
                    assertEquals(port("denoiser.latent"), after.nodes().get("denoiser_2").inputs().get("noise"));
                    assertEquals(port("denoiser_2.latent"), after.nodes().get("vae_decoder").inputs().get("latent"));
                });
        Steps.none(graph, NodeEdits.insert(CATALOG, type("prompt"), "prompt_2", new Point(0, 0), wire));
        Steps.none(graph, NodeEdits.insert(CATALOG, type("denoiser"), "denoiser_2", new Point(0, 0),
                wire("noise.latent", "vae_decoder.latent")));
    }

    @Test
    void pointsOfAWireAreSharedOutWhenANodeIsInserted() {
        Wire wire = wire("denoiser.latent", "vae_decoder.latent");
        Graph bent = WireEdits.addReroute(wire.to(), 0, new Point(900, 10))
                .then(WireEdits.addReroute(wire.to(), 1, new Point(1100, 20))).change().apply(graph);
        Steps.take(bent, NodeEdits.insert(CATALOG, type("denoiser"), "again", new Point(1000, 10), wire), after -> {
            assertEquals(List.of(new Point(900, 10)), after.layout().reroutes().get("again.noise"));
            assertEquals(List.of(new Point(1100, 20)), after.layout().reroutes().get("vae_decoder.latent"));
        });
    }

    @Test
    void insertsANodeThatIsThere() {
        Graph with = NodeEdits.add(type("denoiser"), "second", new Point(0, 0)).change().apply(graph);
        Wire wire = wire("denoiser.latent", "vae_decoder.latent");
        assertTrue(NodeEdits.fits(CATALOG, "second", with, wire));
        Steps.take(with, NodeEdits.insertExisting(CATALOG, "second", wire), after -> {
            assertEquals(port("denoiser.latent"), after.nodes().get("second").inputs().get("noise"));
            assertEquals(port("second.latent"), after.nodes().get("vae_decoder").inputs().get("latent"));
        });
        Steps.none(with, NodeEdits.insertExisting(CATALOG, "vae_decoder", wire));
        Steps.none(with, NodeEdits.insertExisting(CATALOG, "prompt", wire));
        Steps.none(with, NodeEdits.insertExisting(CATALOG, "nobody", wire));
    }

    @Test
    void aNodeIsNotInsertedWhereItWouldCloseACycleOrLoseAWire() {
        Graph chain = NodeEdits.insert(CATALOG, type("denoiser"), "second", new Point(0, 0),
                wire("denoiser.latent", "vae_decoder.latent")).change().apply(graph);
        // second has its noise from denoiser; its picture input is free, but noise -> denoiser is before it
        Steps.none(chain, NodeEdits.insertExisting(CATALOG, "second", wire("noise.latent", "denoiser.noise")));
        Graph full = WireEdits.connect(port("noise.latent"), port("second.latent")).change().apply(chain);
        Graph free = NodeEdits.add(type("vaeDecoder"), "other", new Point(0, 0))
                .then(WireEdits.connect(port("noise.latent"), port("other.latent"))).change().apply(full);
        Steps.none(free, NodeEdits.insertExisting(CATALOG, "second", wire("noise.latent", "other.latent")));
    }

    @Test
    void setsAndResetsAParameter() {
        Steps.take(graph, NodeEdits.parameter("denoiser", "steps", IntNode.valueOf(4)),
                after -> assertEquals(4, after.nodes().get("denoiser").parameters().get("steps").intValue()));
        Steps.take(graph, NodeEdits.parameter("denoiser", "steps", null),
                after -> assertFalse(after.nodes().get("denoiser").parameters().containsKey("steps")));
        Steps.none(graph, NodeEdits.parameter("denoiser", "steps", IntNode.valueOf(20)));
        Steps.none(graph, NodeEdits.parameter("denoiser", "steps", LongNode.valueOf(20)));
        Steps.none(graph, NodeEdits.parameter("denoiser", "guidance", null));
        Steps.none(graph, NodeEdits.parameter("nobody", "steps", IntNode.valueOf(8)));
    }

    @Test
    void setsSeveralParametersInOneStep() {
        Map<ParameterRef, JsonNode> values = new HashMap<>();
        values.put(new ParameterRef("denoiser", "steps"), null);
        values.put(new ParameterRef("prompt", "text"), TextNode.valueOf("A blue fox"));
        Steps.take(graph, NodeEdits.parameters(values), after -> {
            assertFalse(after.nodes().get("denoiser").parameters().containsKey("steps"));
            assertEquals("A blue fox", after.nodes().get("prompt").parameters().get("text").textValue());
        });
    }

    @Test
    void renamesANodeWithItsWiresAndItsPlace() {
        Graph bent = WireEdits.addReroute(port("denoiser.t5"), 0, new Point(700, 100)).change().apply(graph);
        Steps.take(bent, NodeEdits.rename("denoiser", "painter"), after -> {
            assertFalse(after.nodes().containsKey("denoiser"));
            assertEquals(port("painter.latent"), after.nodes().get("vae_decoder").inputs().get("latent"));
            assertEquals(bent.layout().nodes().get("denoiser"), after.layout().nodes().get("painter"));
            assertTrue(after.layout().reroutes().containsKey("painter.t5"));
            assertSame(bent.nodes().get("noise"), after.nodes().get("noise"), "others are left alone");
        });
    }

    @Test
    void aNameThatCannotBeIsRefusedWithASentence() {
        assertTrue(NodeEdits.renameRefusal(graph, "denoiser", "noise").orElseThrow().contains("\u201cnoise\u201d"));
        assertTrue(NodeEdits.renameRefusal(graph, "denoiser", "my node").orElseThrow().contains("letters, digits"));
        assertTrue(NodeEdits.renameRefusal(graph, "nobody", "x").isPresent());
        assertTrue(NodeEdits.renameRefusal(graph, "denoiser", "denoiser").isEmpty());
        Steps.none(graph, NodeEdits.rename("denoiser", "noise"));
        Steps.none(graph, NodeEdits.rename("denoiser", "my node"));
        Steps.none(graph, NodeEdits.rename("denoiser", "denoiser"));
    }

    @Test
    void modesGoOnForAllAndOffWhereAllHaveThem() {
        Set<String> two = Set.of("denoiser", "vae_decoder");
        Graph one = Steps.take(graph, NodeEdits.mode(Set.of("denoiser"), Mode.MUTED),
                after -> assertEquals(Mode.MUTED, after.nodes().get("denoiser").mode()));
        Graph both = Steps.take(one, NodeEdits.mode(two, Mode.MUTED), after -> two.forEach(
                id -> assertEquals(Mode.MUTED, after.nodes().get(id).mode())));
        Steps.take(both, NodeEdits.mode(two, Mode.MUTED), after -> two.forEach(
                id -> assertEquals(Mode.ACTIVE, after.nodes().get(id).mode())));
        Steps.take(both, NodeEdits.mode(two, Mode.BYPASSED), after -> two.forEach(
                id -> assertEquals(Mode.BYPASSED, after.nodes().get(id).mode())));
        Steps.none(graph, NodeEdits.mode(two, Mode.ACTIVE));
        Steps.none(graph, NodeEdits.mode(Set.of("nobody"), Mode.MUTED));
    }

    @Test
    void twoEditsBecomeOneStep() {
        PortRef input = port("image_viewer.image");
        Steps.take(graph, NodeEdits.add(type("imageViewer"), "image_viewer", new Point(0, 0))
                .then(WireEdits.connect(port("vae_decoder.image"), input)),
                after -> assertEquals(port("vae_decoder.image"), after.nodes().get("image_viewer").inputs()
                        .get("image")));
    }
}
