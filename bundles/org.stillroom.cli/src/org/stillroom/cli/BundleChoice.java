// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.List;
import java.util.stream.Stream;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NearNames;
import org.stillroom.nodes.contract.Parameter;

/**
 * What goes into a bundle.
 *
 * @param with nodes, or nodes and parameters, whose models are packed however large they are
 * @param without those of which nothing is packed
 * @param limit bytes up to which a model is packed
 */
record BundleChoice(List<String> with, List<String> without, long limit) {

    /** @throws CliException if a node or parameter is not in the graph */
    BundleChoice(Graph graph, NodeCatalog catalog, List<String> with, List<String> without, long limit)
            throws CliException {
        this(with, without, limit);
        for (String named : Stream.concat(with.stream(), without.stream()).toList()) {
            require(graph, catalog, named);
        }
    }

    private static void require(Graph graph, NodeCatalog catalog, String named) throws CliException {
        String[] parts = named.split("\\.", 2);
        Node node = graph.nodes().get(parts[0]);
        if (node == null) {
            throw new CliException(ExitCode.USAGE, "the graph has no node \"" + Ids.shorten(parts[0]) + "\"."
                    + NearNames.hint(parts[0], graph.nodes().keySet()));
        }
        if (parts.length > 1) {
            List<String> parameters = catalog.nodeType(node.type()).stream().flatMap(type -> type.parameters().stream())
                    .map(Parameter::id).toList();
            if (!parameters.contains(parts[1])) {
                throw new CliException(ExitCode.USAGE, Ids.shorten(parts[0]) + " has no parameter \""
                        + Ids.shorten(parts[1]) + "\"." + NearNames.hint(parts[1], parameters));
            }
        }
    }

    /** Whether a model of this size is packed. */
    boolean packs(List<PortRef> users, long bytes) {
        return !leavesOut(users) && (bytes <= limit || users.stream().anyMatch(user -> names(with, user)));
    }

    /** Whether all who use it are to go without. */
    boolean leavesOut(List<PortRef> users) {
        return users.stream().allMatch(user -> names(without, user));
    }

    private static boolean names(List<String> named, PortRef user) {
        return named.contains(user.node()) || named.contains(user.toString());
    }
}
