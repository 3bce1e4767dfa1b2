// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.nodes.contract.Reader;

/** Which nodes read which outputs of a graph. */
public final class Wiring {

    public static final Wiring NONE = new Wiring();

    private final Map<PortRef, List<Reader>> readers = new HashMap<>();

    private Wiring() {}

    /** @param graph active nodes only; those of types that are not installed read nothing */
    public static Wiring of(Graph graph, NodeCatalog catalog) {
        Wiring wiring = new Wiring();
        for (Node node : graph.nodes().values()) {
            catalog.nodeType(node.type()).ifPresent(type -> {
                Parameters parameters = new Parameters(type, node.parameters());
                node.inputs().forEach((input, from) -> wiring.readers.computeIfAbsent(from, out -> new ArrayList<>())
                        .add(wiring.new Wired(node.id(), type, input, parameters)));
            });
        }
        return wiring;
    }

    /** In the order of the nodes' ids. */
    public List<Reader> readers(PortRef output) {
        return List.copyOf(readers.getOrDefault(output, List.of()));
    }

    private final class Wired implements Reader {

        private final String node;
        private final NodeType type;
        private final String input;
        private final Parameters parameters;

        Wired(String node, NodeType type, String input, Parameters parameters) {
            this.node = node;
            this.type = type;
            this.input = input;
            this.parameters = parameters;
        }

        @Override
        public NodeType type() {
            return type;
        }

        @Override
        public String input() {
            return input;
        }

        @Override
        public Parameters parameters() {
            return parameters;
        }

        @Override
        public List<Reader> readers(String output) {
            return Wiring.this.readers(new PortRef(node, output));
        }
    }
}
