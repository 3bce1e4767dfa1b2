// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.util.SortedSet;
import org.stillroom.graph.Node;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameters;

/**
 * A node in a plan.
 *
 * @param key of the result it will have
 * @param models names of all models that its inputs are made with
 * @param sources ids of the nodes that it is wired from
 */
record Step(Node node, NodeType type, Parameters parameters, String key, SortedSet<String> models,
        SortedSet<String> sources) {

    String id() {
        return node.id();
    }
}
