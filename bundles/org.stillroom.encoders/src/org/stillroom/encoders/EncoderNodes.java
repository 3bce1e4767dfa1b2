// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;

/** Encoders and denoisers in a graph. */
final class EncoderNodes {

    /** Id of the node type whose encoder can be swapped. */
    static final String T5 = "org.stillroom.t5Encoder";
    /** Parameter that names its model, and that of a denoiser. */
    static final String MODEL = "model";

    private static final String DENOISER = "org.stillroom.denoiser";
    private static final String EMBEDDING = "org.stillroom.textEmbedding";

    private EncoderNodes() {}

    /** Name of a node's model; empty if there is no such node or it names none. */
    static String model(Graph graph, String node) {
        return Optional.ofNullable(graph.nodes().get(node)).map(found -> found.parameters().get(MODEL))
                .filter(JsonNode::isTextual).map(JsonNode::textValue).orElse("");
    }

    /** Models of the denoisers that follow an encoder's embeddings, sorted; those that name none are left out. */
    static List<String> denoisersOf(Graph graph, NodeCatalog catalog, String encoder) {
        Set<String> models = new TreeSet<>();
        Set<String> seen = new HashSet<>(Set.of(encoder));
        Deque<String> waiting = new ArrayDeque<>(seen);
        while (!waiting.isEmpty()) {
            String from = waiting.remove();
            for (Wire wire : graph.wires()) {
                if (!wire.from().node().equals(from) || !carriesEmbedding(graph, catalog, wire.from())) {
                    continue;
                }
                String to = wire.to().node();
                if (graph.nodes().get(to).type().equals(DENOISER)) {
                    models.add(model(graph, to));
                } else if (seen.add(to)) {
                    waiting.add(to);
                }
            }
        }
        models.remove("");
        return List.copyOf(models);
    }

    /** The encoder whose embedding arrives at an input; empty if it is none, or something stands between. */
    static Optional<String> encoderAt(Graph graph, PortRef input) {
        return Optional.ofNullable(graph.nodes().get(input.node()))
                .map(node -> node.inputs().get(input.port()))
                .map(from -> graph.nodes().get(from.node()))
                .filter(node -> node.type().equals(T5))
                .map(Node::id);
    }

    private static boolean carriesEmbedding(Graph graph, NodeCatalog catalog, PortRef output) {
        Optional<NodeType> type = catalog.nodeType(graph.nodes().get(output.node()).type());
        return type.flatMap(known -> known.output(output.port())).map(Port::type).filter(EMBEDDING::equals)
                .isPresent();
    }
}
