// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphStructure;
import org.stillroom.graph.Node;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.Parameters;

/**
 * Tells whether a node would make the same again, as far as the graph alone says: two nodes with the same key have the
 * same type, parameters and mode, and so has everything before them. Layout does not count, and names only where a node
 * shows or saves something. Reads no files, so it is quick enough for every edit.
 */
final class LogicKeys {

    private final NodeCatalog catalog;
    private final Map<String, String> keys = new HashMap<>();

    private LogicKeys(NodeCatalog catalog) {
        this.catalog = catalog;
    }

    /** Keys by node id; empty if the wires form a cycle. */
    static Map<String, String> of(Graph graph, NodeCatalog catalog) {
        LogicKeys keys = new LogicKeys(catalog);
        for (String id : order(graph)) {
            keys.keys.put(id, keys.key(graph.nodes().get(id)));
        }
        return keys.keys;
    }

    private static List<String> order(Graph graph) {
        try {
            return GraphStructure.order(graph);
        } catch (IllegalArgumentException e) {
            // such a graph is refused, so that nothing was made by it
            return List.of();
        }
    }

    private String key(Node node) {
        MessageDigest digest = sha256();
        Optional<NodeType> type = catalog.nodeType(node.type());
        add(digest, node.type(), node.mode().name(), type.isPresent() ? "" : Integer.toString(node.version()));
        parameters(node, type).forEach((name, value) -> add(digest, name, value.toString()));
        node.inputs().forEach((port, from) -> add(digest, port, from.port(),
                keys.getOrDefault(from.node(), "")));
        if (type.map(NodeType::sink).orElse(true)) {
            add(digest, node.id());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static SortedMap<String, JsonNode> parameters(Node node, Optional<NodeType> type) {
        if (type.isEmpty()) {
            return node.parameters();
        }
        SortedMap<String, JsonNode> values = new Parameters(type.get(), node.parameters()).all();
        type.get().parameters().stream().filter(Parameter::editorOnly).map(Parameter::id).forEach(values::remove);
        return values;
    }

    private static void add(MessageDigest digest, String... parts) {
        for (String part : parts) {
            digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
