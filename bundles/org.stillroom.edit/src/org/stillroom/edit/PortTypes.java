// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.Optional;
import org.stillroom.graph.Graph;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.Port;
import org.stillroom.nodes.contract.PortType;

/** What is known of the ports of a graph's nodes. */
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
}
