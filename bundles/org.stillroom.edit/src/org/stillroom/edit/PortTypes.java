// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.stillroom.graph.Graph;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;
import org.stillroom.nodes.contract.PortType;

/** What is known of the types of ports. */
final class PortTypes {

    private PortTypes() {}

    /** The type of a port; nothing if its node is not there, is not installed or has no such port. */
    static Optional<String> of(Graph graph, NodeCatalog catalog, PortRef port, boolean input) {
        return Optional.ofNullable(graph.nodes().get(port.node()))
                .flatMap(node -> catalog.nodeType(node.type()))
                .flatMap(type -> input ? type.input(port.port()) : type.output(port.port()))
                .map(Port::type);
    }

    static String label(NodeCatalog catalog, String portType) {
        return catalog.portType(portType).map(PortType::label).orElse(portType);
    }

    /**
     * Node types with an input of the one port type and an output of the other: those that need the input first, then
     * the simplest.
     */
    static List<NodeType> bridges(NodeCatalog catalog, String given, String taken) {
        return catalog.nodeTypes().values().stream()
                .filter(type -> !type.hidden() && !type.deprecated())
                .filter(type -> has(type.inputs(), given) && has(type.outputs(), taken))
                .sorted(Comparator.comparing((NodeType type) -> type.inputs().stream()
                        .noneMatch(port -> port.type().equals(given) && port.required()))
                        .thenComparingInt(type -> type.inputs().size()).thenComparing(NodeType::label))
                .toList();
    }

    private static boolean has(List<Port> ports, String type) {
        return ports.stream().anyMatch(port -> port.type().equals(type));
    }
}
