// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.Port;

/**
 * What people see of nodes, ports and parameters on the canvas, in the place of ids. What is not known has its id.
 *
 * @param earlier the graph that changes begin with
 * @param later the graph that they lead to, in which they find nodes first
 */
record ShownNames(Graph earlier, Graph later, NodeCatalog catalog) implements ChangeText.Names {

    /** The title of a node; with its id where another node has the same title. */
    @Override
    public String node(String id) {
        return find(id).map(node -> title(node, id)).orElse(id);
    }

    @Override
    public String added(Node node) {
        return type(node.type()).map(NodeType::label).orElse(node.id());
    }

    @Override
    public String about(Node node) {
        return type(node.type()).isPresent() ? node.id() : Ids.shorten(node.type());
    }

    @Override
    public String port(PortRef port, boolean input) {
        String label = nodeType(port.node()).flatMap(type -> input ? type.input(port.port()) : type.output(port.port()))
                .map(Port::label).orElse(port.port());
        return node(port.node()) + "." + label;
    }

    @Override
    public String parameter(String node, String parameter) {
        return nodeType(node).flatMap(type -> type.parameter(parameter)).map(Parameter::label)
                .orElse(Ids.shorten(parameter));
    }

    @Override
    public String frame(String id) {
        return Optional.ofNullable(later.layout().frames().getOrDefault(id, earlier.layout().frames().get(id)))
                .map(Layout.Frame::title).filter(title -> !title.isBlank()).orElse(id);
    }

    private String title(Node node, String id) {
        return type(node.type()).map(type -> several(node) ? NLS.bind(Messages.ShownNames_node, type.label(), id)
                : type.label()).orElse(id);
    }

    private boolean several(Node node) {
        return several(earlier, node) || several(later, node);
    }

    private static boolean several(Graph graph, Node node) {
        return graph.nodes().values().stream().anyMatch(
                other -> !other.id().equals(node.id()) && other.type().equals(node.type()));
    }

    private Optional<Node> find(String id) {
        return Optional.ofNullable(later.nodes().getOrDefault(id, earlier.nodes().get(id)));
    }

    private Optional<NodeType> nodeType(String node) {
        return find(node).flatMap(found -> type(found.type()));
    }

    private Optional<NodeType> type(String id) {
        return catalog.nodeType(id);
    }
}
