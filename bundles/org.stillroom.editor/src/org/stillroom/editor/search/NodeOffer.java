// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.search;

import java.util.List;
import org.stillroom.edit.Edit;
import org.stillroom.edit.NodeEdits;
import org.stillroom.edit.NodeSearch;
import org.stillroom.edit.Wiring;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;

/** Which nodes may be added at some place, and what adding one does. */
public sealed interface NodeOffer {

    /** The types that may be added, best first; all of them for an empty text. */
    List<NodeType> find(NodeCatalog catalog, Graph graph, String text);

    /** @param id that no node has */
    Edit add(NodeCatalog catalog, NodeType type, String id, Point at);

    /** Any node. */
    record Anything() implements NodeOffer {

        @Override
        public List<NodeType> find(NodeCatalog catalog, Graph graph, String text) {
            return NodeSearch.find(catalog, text);
        }

        @Override
        public Edit add(NodeCatalog catalog, NodeType type, String id, Point at) {
            return NodeEdits.add(type, id, at);
        }
    }

    /**
     * Nodes that a wire held at one end may lead to; they are wired.
     *
     * @param output whether the wire is held at an output, so that it may lead to inputs
     */
    record AtWire(PortRef end, boolean output) implements NodeOffer {

        @Override
        public List<NodeType> find(NodeCatalog catalog, Graph graph, String text) {
            Node node = graph.nodes().get(end.node());
            List<NodeType> fitting = node == null ? List.of() : catalog.nodeType(node.type())
                    .flatMap(type -> output ? type.output(end.port()) : type.input(end.port()))
                    .map(Port::type)
                    .map(type -> Wiring.accepting(catalog, type, output))
                    .orElse(List.of());
            return text.isBlank() ? fitting : NodeSearch.find(fitting, text);
        }

        @Override
        public Edit add(NodeCatalog catalog, NodeType type, String id, Point at) {
            return NodeEdits.addAtWire(catalog, type, id, at, end, output);
        }
    }

    /** Nodes that a wire can be led through. */
    record InWire(Wire wire) implements NodeOffer {

        @Override
        public List<NodeType> find(NodeCatalog catalog, Graph graph, String text) {
            return NodeSearch.find(catalog, text).stream()
                    .filter(type -> NodeEdits.fits(catalog, type, graph, wire))
                    .toList();
        }

        @Override
        public Edit add(NodeCatalog catalog, NodeType type, String id, Point at) {
            return NodeEdits.insert(catalog, type, id, at, wire);
        }
    }
}
