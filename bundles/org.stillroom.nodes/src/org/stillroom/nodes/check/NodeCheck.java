// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Provider;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NearNames;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.ParameterCheck;
import org.stillroom.nodes.contract.Port;
import org.stillroom.nodes.contract.PortType;

/** Checks one node against its type: ports, wires, parameters, and whether its models are there. */
final class NodeCheck {

    private final ActiveGraph active;
    private final NodeCatalog catalog;
    private final ModelFolders models;
    private final Findings findings;

    NodeCheck(ActiveGraph active, NodeCatalog catalog, ModelFolders models, Findings findings) {
        this.active = active;
        this.catalog = catalog;
        this.models = models;
        this.findings = findings;
    }

    void check(Node node) {
        Optional<NodeType> type = catalog.nodeType(node.type());
        if (type.isEmpty()) {
            findings.error(node.id(), "", unknown(node));
        } else if (node.version() > type.get().version()) {
            findings.error(node.id(), "", "was written by version " + node.version() + " of " + type.get().label()
                    + ", and version " + type.get().version() + " is installed; update feature "
                    + type.get().provider().feature());
        } else {
            ports(node, type.get());
            parameters(node, type.get());
        }
    }

    private String unknown(Node node) {
        Provider provider = active.graph().providers().get(node.type());
        String found = "node type \"" + Ids.shorten(node.type()) + "\" is not installed";
        return provider == null ? found + "; install the bundle that contributes it."
                + NearNames.hint(node.type(), catalog.nodeTypes().keySet())
                : found + "; install feature " + Ids.shorten(provider.feature()) + " (bundle "
                + Ids.shorten(provider.bundle()) + ")";
    }

    private void ports(Node node, NodeType type) {
        node.inputs().forEach((input, from) -> type.input(input).ifPresentOrElse(
                port -> wire(node, port, from),
                () -> findings.error(node.id(), input, type.label() + " has no input \"" + input + "\"."
                        + NearNames.hint(input, ids(type.inputs())))));
        for (Port port : type.inputs()) {
            if (port.required() && !node.inputs().containsKey(port.id())) {
                String reason = active.cut().get(new PortRef(node.id(), port.id()));
                findings.error(node.id(), port.id(), reason == null
                        ? "needs a wire from an output of type " + label(port.type())
                        : "gets no value: " + reason + "; wire it to something else, or mute this node too");
            }
        }
    }

    private void wire(Node node, Port to, PortRef from) {
        Optional<NodeType> source = Optional.ofNullable(active.graph().nodes().get(from.node()))
                .flatMap(wired -> catalog.nodeType(wired.type()));
        if (source.isEmpty()) {
            return;
        }
        Optional<Port> output = source.get().output(from.port());
        if (output.isEmpty()) {
            findings.error(node.id(), to.id(), "is wired from " + from + ", but " + source.get().label()
                    + " has no output \"" + from.port() + "\"."
                    + NearNames.hint(from.port(), ids(source.get().outputs())));
        } else if (!output.get().type().equals(to.type())) {
            findings.error(node.id(), to.id(), "takes " + label(to.type()) + ", and " + from + " gives "
                    + label(output.get().type()) + "; wire it to an output of the same type");
        }
    }

    private void parameters(Node node, NodeType type) {
        for (String id : node.parameters().keySet()) {
            if (type.parameter(id).isEmpty()) {
                findings.error(node.id(), Ids.shorten(id), type.label() + " has no parameter \"" + Ids.shorten(id)
                        + "\"." + NearNames.hint(id, type.parameters().stream().map(Parameter::id).toList()));
            }
        }
        for (Parameter parameter : type.parameters()) {
            JsonNode value = node.parameters().getOrDefault(parameter.id(), parameter.defaultValue());
            Optional<String> problem = ParameterCheck.problem(parameter, value);
            if (problem.isPresent()) {
                findings.error(node.id(), parameter.id(), problem.get());
            } else if (!value.asText().isEmpty()) {
                present(node, parameter, value.asText());
            }
        }
    }

    private void present(Node node, Parameter parameter, String name) {
        try {
            if (parameter.kind() == Parameter.Kind.MODEL) {
                models.resolve(parameter.id(), name);
            } else if (parameter.kind() == Parameter.Kind.FILE) {
                models.file(parameter.id(), name);
            }
        } catch (NodeException e) {
            findings.failure(node.id(), e);
        }
    }

    private String label(String portType) {
        return catalog.portType(portType).map(PortType::label).orElse(portType);
    }

    private static List<String> ids(Collection<Port> ports) {
        return ports.stream().map(Port::id).toList();
    }
}
