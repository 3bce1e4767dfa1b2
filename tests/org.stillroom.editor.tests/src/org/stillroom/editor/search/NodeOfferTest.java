// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;

class NodeOfferTest {

    private static final NodeCatalog CATALOG = NodeCatalog.fromClassPath(NodeOfferTest.class.getClassLoader());
    private static final PortRef TOKENS = new PortRef("tokenizer", "tokens");
    private static final PortRef ENCODER_IN = new PortRef("t5", "tokens");

    private final Graph graph = Graph.EMPTY
            .with(Node.of("tokenizer", "org.stillroom.tokenizer"))
            .with(Node.of("t5", "org.stillroom.t5Encoder").withInput("tokens", TOKENS));

    @Test
    void anythingOffersAllThatIsNotHidden() {
        List<NodeType> all = new NodeOffer.Anything().find(CATALOG, graph, "");
        assertEquals(CATALOG.nodeTypes().values().stream().filter(type -> !type.hidden() && !type.deprecated()).count(),
                all.size());
        assertEquals("org.stillroom.denoiser", new NodeOffer.Anything().find(CATALOG, graph, "denois").get(0).id());
    }

    @Test
    void wireFromAnOutputOffersOnlyNodesThatTakeIt() {
        List<NodeType> offered = new NodeOffer.AtWire(TOKENS, true).find(CATALOG, graph, "");
        assertFalse(offered.isEmpty());
        for (NodeType type : offered) {
            assertTrue(type.inputs().stream().anyMatch(port -> port.type().equals("org.stillroom.tokens")), type.id());
        }
        assertEquals(List.of("org.stillroom.clipEncoder"), ids(new NodeOffer.AtWire(TOKENS, true).find(CATALOG, graph,
                "clip")));
        assertEquals(List.of(), ids(new NodeOffer.AtWire(TOKENS, true).find(CATALOG, graph, "vae")));
    }

    @Test
    void wireFromAnInputOffersOnlyNodesThatGiveIt() {
        List<String> offered = ids(new NodeOffer.AtWire(ENCODER_IN, false).find(CATALOG, graph, ""));
        assertEquals(List.of("org.stillroom.tokenizer"), offered);
    }

    @Test
    void addedAtAWireTheNodeIsWired() {
        NodeOffer offer = new NodeOffer.AtWire(TOKENS, true);
        NodeType clip = CATALOG.nodeType("org.stillroom.clipEncoder").orElseThrow();
        Graph after = offer.add(CATALOG, clip, "clip", new Point(5, 6)).change().apply(graph);
        assertEquals(TOKENS, after.nodes().get("clip").inputs().get("tokens"));
    }

    @Test
    void portsThatNobodyKnowsOfferNothing() {
        assertEquals(List.of(), new NodeOffer.AtWire(new PortRef("gone", "x"), true).find(CATALOG, graph, ""));
        assertEquals(List.of(), new NodeOffer.AtWire(new PortRef("t5", "x"), true).find(CATALOG, graph, ""));
    }

    @Test
    void intoAWireGoesOnlyWhatTakesAndGivesItsType() {
        Wire tokens = new Wire(TOKENS, ENCODER_IN);
        assertEquals(List.of(), new NodeOffer.InWire(tokens).find(CATALOG, graph, ""));

        Graph latent = Graph.EMPTY.with(Node.of("noise", "org.stillroom.latentNoise"))
                .with(Node.of("vae", "org.stillroom.vaeDecoder").withInput("latent", new PortRef("noise", "latent")));
        Wire wire = new Wire(new PortRef("noise", "latent"), new PortRef("vae", "latent"));
        NodeOffer offer = new NodeOffer.InWire(wire);
        assertEquals(List.of("org.stillroom.denoiser"), ids(offer.find(CATALOG, latent, "")));
        NodeType denoiser = CATALOG.nodeType("org.stillroom.denoiser").orElseThrow();
        Graph after = offer.add(CATALOG, denoiser, "denoiser", new Point(0, 0)).change().apply(latent);
        assertEquals(new PortRef("denoiser", "latent"), after.nodes().get("vae").inputs().get("latent"));
        assertTrue(after.nodes().get("denoiser").inputs().containsValue(new PortRef("noise", "latent")));
    }

    private static List<String> ids(List<NodeType> types) {
        return types.stream().map(NodeType::id).toList();
    }
}
