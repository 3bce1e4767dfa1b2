// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Node;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.catalog.NodeUpgrade;
import org.stillroom.nodes.contract.NearNames;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.ParameterCheck;

/** One {@code --set NODE.PARAM=VALUE}. */
record Setting(String node, String parameter, String value) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,40}");
    private static final int LONGEST_NUMBER = 100;

    /** @throws CliException if it is not written so */
    static Setting parse(String text) throws CliException {
        int equals = text.indexOf('=');
        int dot = text.indexOf('.');
        if (dot < 1 || equals < dot + 2) {
            throw new CliException(ExitCode.USAGE, "--set \"" + Ids.shorten(text)
                    + "\" is not written NODE.PARAM=VALUE, such as --set denoiser.steps=4");
        }
        return new Setting(text.substring(0, dot), text.substring(dot + 1, equals), text.substring(equals + 1));
    }

    /**
     * The graph with the value in its place.
     *
     * @param shell files are named relative to the folder where the command was started
     * @param graphFolder what the graph's own file names are relative to
     * @throws CliException if the graph has no such node, its type no such parameter, or the value does not fit
     */
    Graph apply(Graph graph, NodeCatalog catalog, Shell shell, Path graphFolder) throws CliException {
        Node found = graph.nodes().get(node);
        if (found == null) {
            throw wrong("the graph has no node \"" + Ids.shorten(node) + "\"."
                    + NearNames.hint(node, graph.nodes().keySet()));
        }
        NodeType type = catalog.nodeType(found.type()).orElseThrow(() -> wrong(
                "node type \"" + Ids.shorten(found.type()) + "\" is not installed"));
        Parameter known = type.parameter(parameter).orElseThrow(() -> wrong(type.label() + " has no parameter \""
                + Ids.shorten(parameter) + "\"."
                + NearNames.hint(parameter, type.parameters().stream().map(Parameter::id).toList())));
        JsonNode json = json(known.kind(), shell, graphFolder);
        Optional<String> problem = ParameterCheck.problem(known, json);
        if (problem.isPresent()) {
            throw wrong(problem.get());
        }
        return graph.with(NodeUpgrade.upgrade(found, type).withParameter(parameter, json));
    }

    /** A text where the value is not of the kind, so that the check says what was found and expected. */
    private JsonNode json(Parameter.Kind kind, Shell shell, Path graphFolder) {
        return switch (kind) {
            case INTEGER, NUMBER -> number();
            case BOOLEAN -> value.equals("true") || value.equals("false") ? JSON.booleanNode(value.equals("true"))
                    : JSON.textNode(value);
            case FILE -> JSON.textNode(file(shell, graphFolder));
            case TEXT, CHOICE, MODEL -> JSON.textNode(value);
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

    /** Relative to the graph's folder where it can be, so that pictures tell little of the user's folders. */
    private String file(Shell shell, Path graphFolder) {
        try {
            Path file = value.isEmpty() ? null : shell.resolve(Path.of(value));
            boolean related = file != null && graphFolder.getRoot().equals(file.getRoot());
            return related ? graphFolder.relativize(file).toString().replace('\\', '/') : value;
        } catch (InvalidPathException e) {
            return value;
        }
    }

    private CliException wrong(String problem) {
        return new CliException(ExitCode.GRAPH_WRONG,
                Ids.shorten(node) + "." + Ids.shorten(parameter) + ": " + problem);
    }
}
