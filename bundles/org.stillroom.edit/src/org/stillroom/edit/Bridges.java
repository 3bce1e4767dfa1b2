// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.Comparator;
import java.util.List;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;

/** Node types that turn one kind of value into another. */
final class Bridges {

    private Bridges() {}

    /** The types with an input of the one port type and an output of the other, simplest first. */
    static List<NodeType> between(NodeCatalog catalog, String given, String taken) {
        return catalog.nodeTypes().values().stream()
                .filter(type -> !type.hidden() && !type.deprecated())
                .filter(type -> has(type.inputs(), given) && has(type.outputs(), taken))
                .sorted(Comparator.comparingInt((NodeType type) -> type.inputs().size()).thenComparing(NodeType::label))
                .toList();
    }

    private static boolean has(List<Port> ports, String type) {
        return ports.stream().anyMatch(port -> port.type().equals(type));
    }
}
