// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.workbench.services.Catalog;

/** Which denoisers an encoder feeds, and which encoder feeds a denoiser. */
class EncoderNodesTest {

    private static final NodeCatalog CATALOG = Catalog.get();

    @Test
    void denoisersThatFollowTheEmbeddingAreFound() {
        Graph graph = Graph.EMPTY.with(node("t5", "t5Encoder", "t5-small"))
                .with(node("other", "t5Encoder", "t5-base"))
                .with(node("first", "denoiser", "flux").withInput("t5", new PortRef("t5", "embedding")))
                .with(node("again", "denoiser", "flux").withInput("t5", new PortRef("t5", "embedding")))
                .with(node("sd3", "denoiser", "sd3").withInput("t5", new PortRef("t5", "embedding")))
                .with(node("open", "denoiser", "").withInput("t5", new PortRef("t5", "embedding")))
                // starts from the first one's picture, but follows another encoder
                .with(node("second", "denoiser", "other").withInput("t5", new PortRef("other", "embedding"))
                        .withInput("latent", new PortRef("first", "latent")));
        assertEquals(List.of("flux", "sd3"), EncoderNodes.denoisersOf(graph, CATALOG, "t5"));
        assertEquals(List.of("other"), EncoderNodes.denoisersOf(graph, CATALOG, "other"));
        assertEquals(List.of(), EncoderNodes.denoisersOf(graph, CATALOG, "sd3"));
    }

    @Test
    void theEncoderOfAnInputIsFound() {
        Graph graph = Graph.EMPTY.with(node("t5", "t5Encoder", "t5-small"))
                .with(node("clip", "clipEncoder", "clip"))
                .with(node("first", "denoiser", "flux").withInput("t5", new PortRef("t5", "embedding"))
                        .withInput("clip_l", new PortRef("clip", "embedding")));
        assertEquals(Optional.of("t5"), EncoderNodes.encoderAt(graph, new PortRef("first", "t5")));
        assertEquals(Optional.empty(), EncoderNodes.encoderAt(graph, new PortRef("first", "clip_l")));
        assertEquals(Optional.empty(), EncoderNodes.encoderAt(graph, new PortRef("first", "noise")));
        assertEquals(Optional.empty(), EncoderNodes.encoderAt(graph, new PortRef("none", "t5")));
        assertEquals("t5-small", EncoderNodes.model(graph, "t5"));
        assertEquals("", EncoderNodes.model(graph, "none"));
    }

    private static Node node(String id, String type, String model) {
        Node node = Node.of(id, "org.stillroom." + type);
        return model.isEmpty() ? node : node.withParameter("model", TextNode.valueOf(model));
    }
}
