// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Node;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.catalog.NodeUpgrade;
import org.stillroom.nodes.contract.NearNames;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.ParameterCheck;

/**
 * Another value for a parameter of a graph, as somebody has written it: in a command or in a table.
 *
 * @param value as text: {@code 4}, {@code true}, {@code mini/students/base}
 */
public record GraphSetting(String node, String parameter, String value) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,40}");
    private static final int LONGEST_NUMBER = 100;

    /**
     * The parameter that is set.
     *
     * @throws NodeException if the graph has no such node, or its type no such parameter
     */
    public Parameter in(Graph graph, NodeCatalog catalog) throws NodeException {
        return type(graph, catalog).parameter(parameter).orElseThrow();
    }

    /**
     * The graph with the value in its place.
     *
     * @throws NodeException if the graph has no such node, its type no such parameter, or the value does not fit
     */
    public Graph apply(Graph graph, NodeCatalog catalog) throws NodeException {
        NodeType type = type(graph, catalog);
        Parameter known = type.parameter(parameter).orElseThrow();
        JsonNode json = json(known.kind());
        Optional<String> problem = ParameterCheck.problem(known, json);
        if (problem.isPresent()) {
            throw wrong(problem.get());
        }
        return graph.with(NodeUpgrade.upgrade(graph.nodes().get(node), type).withParameter(parameter, json));
    }

    /** The type of the node, which has the parameter. */
    private NodeType type(Graph graph, NodeCatalog catalog) throws NodeException {
        Node found = graph.nodes().get(node);
        if (found == null) {
            throw wrong("the graph has no node \"" + Ids.shorten(node) + "\"."
                    + NearNames.hint(node, graph.nodes().keySet()));
        }
        NodeType type = catalog.nodeType(found.type()).orElseThrow(() -> wrong(
                "node type \"" + Ids.shorten(found.type()) + "\" is not installed"));
        if (type.parameter(parameter).isEmpty()) {
            throw wrong(type.label() + " has no parameter \"" + Ids.shorten(parameter) + "\"."
                    + NearNames.hint(parameter, type.parameters().stream().map(Parameter::id).toList()));
        }
        return type;
    }

    /** A text where the value is not of the kind, so that the check says what was found and expected. */
    private JsonNode json(Parameter.Kind kind) {
        return switch (kind) {
            case INTEGER, NUMBER -> number();
            case BOOLEAN -> value.equals("true") || value.equals("false") ? JSON.booleanNode(value.equals("true"))
                    : JSON.textNode(value);
            case TEXT, CHOICE, MODEL, FILE -> JSON.textNode(value);
        };
    }

    private JsonNode number() {
        String plain = value.strip();
        if (WHOLE.matcher(plain).matches()) {
            BigInteger whole = new BigInteger(plain);
            return whole.bitLength() < Long.SIZE ? JSON.numberNode(whole.longValue()) : JSON.numberNode(whole);
        }
        try {
            return plain.length() > LONGEST_NUMBER ? JSON.textNode(value) : JSON.numberNode(new BigDecimal(plain));
        } catch (NumberFormatException e) {
            return JSON.textNode(value);
        }
    }

    private NodeException wrong(String problem) {
        return new NodeException(parameter, Ids.shorten(node) + "." + Ids.shorten(parameter) + ": " + problem);
    }
}
