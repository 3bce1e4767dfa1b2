// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Merges the points that wires pass through. They belong to their wire: where it is gone they are of no use, and where
 * one side has wired the port anew, its points are those of the new wire.
 *
 * @param nodes the merged ones
 */
record MergeRoutes(TreeMerge tree, JsonNode nodes) {

    ObjectNode merged(Graph base, Graph ours, Graph theirs) {
        Set<String> wired = new HashSet<>();
        for (Graph graph : List.of(base, ours, theirs)) {
            graph.wires().forEach(wire -> wired.add(wire.to().toString()));
        }
        return tree.each(List.of("layout", "reroutes"), GraphTree.reroutes(base), GraphTree.reroutes(ours),
                GraphTree.reroutes(theirs), (path, b, o, t) -> {
                    PortRef to = PortRef.parse(path.getLast());
                    if (wired.contains(path.getLast())
                            && !nodes.path(to.node()).path("inputs").has(to.port())) {
                        return null;
                    }
                    PortRef before = source(base, to);
                    boolean wiredByUs = !same(before, source(ours, to));
                    boolean wiredByThem = !same(before, source(theirs, to));
                    if (wiredByUs != wiredByThem) {
                        JsonNode own = wiredByUs ? o : t;
                        return TreeMerge.same(b, own) ? wiredByUs ? t : o : own;
                    }
                    return tree.leaf(path, b, o, t);
                });
    }

    private static PortRef source(Graph graph, PortRef to) {
        Node node = graph.nodes().get(to.node());
        return node == null ? null : node.inputs().get(to.port());
    }

    private static boolean same(PortRef a, PortRef b) {
        return a == null ? b == null : a.equals(b);
    }
}
