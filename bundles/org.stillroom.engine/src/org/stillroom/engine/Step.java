// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.stillroom.graph.Node;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.nodes.contract.Settled;

/**
 * A node in a plan.
 *
 * @param settled what parameters come to, by parameter
 * @param key of the result it will have
 * @param models all that its inputs are made with, by name; where each lies if it was found and not named
 * @param sources ids of the nodes that it is wired from
 */
record Step(Node node, NodeType type, Parameters parameters, SortedMap<String, Settled> settled, String key,
        SortedMap<String, Optional<Path>> models, SortedSet<String> sources) {

    String id() {
        return node.id();
    }
}
