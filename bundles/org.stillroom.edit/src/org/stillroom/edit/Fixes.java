// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.graph.Conflict;
import org.stillroom.graph.Conflicts;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFileException;
import org.stillroom.graph.Node;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;

/**
 * Quick fixes that need nothing but the graph and the catalog. They are found from what the graph is now, not from the
 * words of the problem, so that a problem which is gone by now has no fixes.
 */
public final class Fixes {

    /** @param label such as {@code Put a Tokenizer into the wire} */
    public record Fix(String label, Edit edit) {

        static Fix of(String label, Edit edit) {
            return new Fix(label, new Edit(label, edit.change()));
        }
    }

    private Fixes() {}

    /** Fixes for a problem, the likeliest first; empty if only a person can know. */
    public static List<Fix> of(Graph graph, NodeCatalog catalog, Problem problem) {
        Optional<Conflict> conflict = Conflicts.of(graph).stream()
                .filter(open -> Conflicts.problem(graph, open).equals(problem)).findFirst();
        if (conflict.isPresent()) {
            return settling(graph, conflict.get());
        }
        Node node = graph.nodes().get(problem.node());
        if (node == null) {
            return List.of();
        }
        Optional<NodeType> type = catalog.nodeType(node.type());
        List<Fix> fixes = new ArrayList<>();
        String at = problem.port();
        boolean input = node.inputs().containsKey(at) || type.flatMap(known -> known.input(at)).isPresent();
        if (input) {
            fixes.addAll(new WireFixes(graph, catalog, node).of(at));
        } else if (!at.isEmpty() && type.isPresent()) {
            fixes.addAll(ParameterFixes.of(node, type.get(), at));
        }
        if (type.isEmpty() || at.isEmpty()) {
            fixes.add(Fix.of(Messages.of(Messages.fixMute, node.id()),
                    NodeEdits.mode(Set.of(node.id()), Node.Mode.MUTED)));
            fixes.add(Fix.of(Messages.of(Messages.fixDeleteNode, node.id()),
                    NodeEdits.delete(catalog, Set.of(new NodeItem(node.id())), true)));
        }
        return List.copyOf(fixes);
    }

    /** What a merge left open is settled by a side, and by nothing else. */
    private static List<Fix> settling(Graph graph, Conflict conflict) {
        return Arrays.stream(Conflict.Side.values()).flatMap(side -> settling(graph, conflict, side).stream()).toList();
    }

    private static Optional<Fix> settling(Graph graph, Conflict conflict, Conflict.Side side) {
        String label = switch (side) {
            case OURS -> Messages.fixOurs;
            case THEIRS -> Messages.fixTheirs;
            case BASE -> Messages.fixBase;
        };
        try {
            return Optional.of(Fix.of(Messages.of(label, conflict.words(side)),
                    ConflictEdits.settle(graph, List.of(conflict), side)));
        } catch (GraphFileException e) {
            // a side that cannot be taken is none to offer
            return Optional.empty();
        }
    }
}
