// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.graph.Provider;
import org.stillroom.nodes.contract.NearNames;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.Port;
import org.stillroom.nodes.contract.PortType;

/** Reads portType and nodeType elements of a contribution; loads no class. */
final class NodeTypeReader {

    private final String bundle;
    private final Set<String> portTypes;

    /** @param portTypes ids of all port types that ports may have */
    NodeTypeReader(String bundle, Set<String> portTypes) {
        this.bundle = bundle;
        this.portTypes = portTypes;
    }

    /** @throws ContributionException if the element is wrong */
    static PortType portType(String bundle, ContributionElement element) {
        String id = Attributes.typeId(element);
        String color = Attributes.optional(element, "color", "#6b7280");
        if (!color.matches("#[0-9a-fA-F]{6}")) {
            throw new ContributionException("port type " + id + ": found the color \"" + color
                    + "\", expected six hexadecimal digits such as #3b82f6");
        }
        return new PortType(id, Attributes.optional(element, "label", id), color,
                Attributes.required(element, "class"), bundle);
    }

    /** @throws ContributionException if the element is wrong */
    NodeType nodeType(ContributionElement element) {
        String id = Attributes.typeId(element);
        try {
            return read(id, element);
        } catch (ContributionException e) {
            throw new ContributionException("node type " + id + " is left out: " + e.getMessage(), e);
        }
    }

    private NodeType read(String id, ContributionElement element) {
        if (element.lacksClass("class")) {
            throw new ContributionException("class " + Attributes.required(element, "class") + " is not there");
        }
        Attributes.required(element, "class");
        List<Parameter> parameters = element.children("parameter").stream().map(ParameterReader::read).toList();
        Set<String> parameterIds = distinct("parameter", parameters.stream().map(Parameter::id).toList());
        List<Port> inputs = ports(element, "input");
        List<Port> outputs = ports(element, "output");
        Provider provider = new Provider(bundle, Attributes.optional(element, "feature", bundle));
        return new NodeType(id, version(element), Attributes.optional(element, "label", id),
                Attributes.optional(element, "category", "Other"), Attributes.words(element, "keywords"),
                Attributes.description(element),
                Attributes.optional(element, "icon", ""), Attributes.flag(element, "sink"),
                Attributes.flag(element, "device"), Attributes.flag(element, "hidden"),
                Attributes.flag(element, "deprecated"), inputs, outputs, parameters, renamed(element, parameterIds),
                provider, () -> function(id, element));
    }

    private static int version(ContributionElement element) {
        String version = Attributes.optional(element, "version", "1");
        if (!version.matches("[1-9][0-9]{0,5}")) {
            throw new ContributionException("found version \"" + version + "\", expected a whole number from 1");
        }
        return Integer.parseInt(version);
    }

    private List<Port> ports(ContributionElement element, String kind) {
        List<Port> ports = new ArrayList<>();
        for (ContributionElement port : element.children(kind)) {
            String id = Attributes.id(port, "id");
            String type = Attributes.required(port, "type");
            if (!portTypes.contains(type)) {
                throw new ContributionException(kind + " " + id + " has the unknown port type " + type + "."
                        + NearNames.hint(type, portTypes));
            }
            boolean required = kind.equals("output") || port.attribute("required").isEmpty()
                    || Attributes.flag(port, "required");
            ports.add(new Port(id, Attributes.optional(port, "label", id), type, required,
                    Attributes.description(port)));
        }
        distinct(kind, ports.stream().map(Port::id).toList());
        return ports;
    }

    private static SortedMap<String, String> renamed(ContributionElement element, Set<String> parameters) {
        SortedMap<String, String> renamed = new TreeMap<>();
        for (ContributionElement child : element.children("renamed")) {
            renamed.put(Attributes.id(child, "from"), Attributes.id(child, "to"));
        }
        renamed.forEach((from, to) -> {
            if (parameters.contains(from) || !parameters.contains(to)) {
                throw new ContributionException("parameter " + from + " cannot be renamed to " + to
                        + ": expected the name of an earlier version and that of a parameter");
            }
        });
        return renamed;
    }

    private static Set<String> distinct(String kind, List<String> ids) {
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            if (!seen.add(id)) {
                throw new ContributionException("there are two of " + kind + " " + id);
            }
        }
        return seen;
    }

    private NodeFunction function(String id, ContributionElement element) {
        Object made;
        try {
            made = element.create("class");
        } catch (Exception | LinkageError e) {
            throw new ContributionException("the class " + Attributes.required(element, "class") + " of node type " + id
                    + " cannot be used (" + e + "); update or remove bundle " + bundle, e);
        }
        if (made instanceof NodeFunction function) {
            return function;
        }
        throw new ContributionException("the class " + made.getClass().getName() + " of node type " + id
                + " is no NodeFunction; update or remove bundle " + bundle);
    }
}
