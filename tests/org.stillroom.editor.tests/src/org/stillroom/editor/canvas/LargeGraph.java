// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.TreeMap;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Layout.Place;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;

/** Graphs of many pipelines, each of eight nodes and twelve wires. */
final class LargeGraph {

    private LargeGraph() {}

    /** @param pipelines each adds 8 nodes and 12 wires */
    static Graph of(int pipelines) {
        TreeMap<String, Node> nodes = new TreeMap<>();
        TreeMap<String, Place> places = new TreeMap<>();
        for (int i = 0; i < pipelines; i++) {
            String end = "_" + i;
            int x = 1500 * (i % 10);
            int y = 700 * (i / 10);
            add(nodes, places, node("prompt" + end, "prompt").withParameter("text",
                    TextNode.valueOf("Picture " + i + " of a fox sleeping under a tree, painting")), x, y);
            add(nodes, places, node("tokens" + end, "tokenizer").withInput("text", port("prompt", "text", end))
                    .withInput("negative", port("prompt", "negative", end)), x + 300, y);
            add(nodes, places, node("clip_tokens" + end, "tokenizer").withInput("text", port("prompt", "text", end))
                    .withInput("negative", port("prompt", "negative", end)), x + 300, y + 300);
            add(nodes, places, node("t5" + end, "t5Encoder").withInput("tokens", port("tokens", "tokens", end)),
                    x + 600, y);
            add(nodes, places, node("clip" + end, "clipEncoder")
                    .withInput("tokens", port("clip_tokens", "tokens", end)), x + 600, y + 300);
            add(nodes, places, node("denoiser" + end, "denoiser").withInput("t5", port("t5", "embedding", end))
                    .withInput("clip_l", port("clip", "embedding", end))
                    .withInput("clip_g", port("clip", "embedding", end))
                    .withInput("noise", port("noise", "latent", end)), x + 900, y + 100);
            add(nodes, places, node("noise" + end, "latentNoise"), x + 600, y + 500);
            Node save = node("save" + end, "saveTensors").withInput("latent", port("denoiser", "latent", end))
                    .withInput("t5", port("t5", "embedding", end));
            add(nodes, places, save, x + 1200, y + 100);
        }
        return Graph.EMPTY.withNodes(nodes)
                .withLayout(new Layout(places, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>()));
    }

    private static Node node(String id, String type) {
        return Node.of(id, "org.stillroom." + type);
    }

    private static PortRef port(String node, String port, String end) {
        return new PortRef(node + end, port);
    }

    private static void add(TreeMap<String, Node> nodes, TreeMap<String, Place> places, Node node, int x, int y) {
        nodes.put(node.id(), node);
        places.put(node.id(), new Place(x, y, 0, 0, false));
    }
}
