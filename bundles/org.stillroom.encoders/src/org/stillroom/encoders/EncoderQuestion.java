// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.List;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;

/**
 * Which encoder is asked for.
 *
 * @param node id of the node in whose place it is to be
 * @param current name of the encoder that the node has; empty if it has none
 * @param denoisers models of those that follow it
 */
record EncoderQuestion(String node, String current, List<String> denoisers) {

    static EncoderQuestion of(Graph graph, NodeCatalog catalog, String node) {
        return new EncoderQuestion(node, EncoderNodes.model(graph, node),
                EncoderNodes.denoisersOf(graph, catalog, node));
    }
}
