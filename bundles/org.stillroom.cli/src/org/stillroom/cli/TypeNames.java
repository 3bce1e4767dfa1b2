// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.stillroom.graph.Ids;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NearNames;
import org.stillroom.nodes.contract.NodeType;

/** Finds the node type that a user means: by id, by the id's last part or by label. */
final class TypeNames {

    private TypeNames() {}

    /** @throws CliException if none or several types have the name */
    static NodeType find(NodeCatalog catalog, String name) throws CliException {
        if (catalog.nodeType(name).isPresent()) {
            return catalog.nodeType(name).get();
        }
        List<NodeType> found = catalog.nodeTypes().values().stream()
                .filter(type -> last(type.id()).equalsIgnoreCase(name) || type.label().equalsIgnoreCase(name))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        String shown = "\"" + Ids.shorten(name) + "\"";
        if (found.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "there is no node type " + shown + "; \"stillroom nodes\" lists all."
                    + NearNames.hint(name, names(catalog)));
        }
        throw new CliException(ExitCode.USAGE, shown + " names several node types, give the whole id: "
                + found.stream().map(NodeType::id).collect(Collectors.joining(", ")));
    }

    private static List<String> names(NodeCatalog catalog) {
        Set<String> ids = catalog.nodeTypes().keySet();
        List<String> names = new ArrayList<>(ids);
        ids.forEach(id -> names.add(last(id)));
        return names;
    }

    static String last(String id) {
        return id.substring(id.lastIndexOf('.') + 1);
    }
}
