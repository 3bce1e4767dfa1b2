// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.stillroom.graph.Conflict;
import org.stillroom.graph.Conflict.Side;
import org.stillroom.graph.Conflicts;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFileException;

/** Steps that settle what a merge left open. */
public final class ConflictEdits {

    private ConflictEdits() {}

    /**
     * Takes one side's values.
     *
     * @throws GraphFileException if a value is none that could stand there now
     */
    public static Edit settle(Graph graph, Collection<Conflict> conflicts, Side side) throws GraphFileException {
        Graph settled = Conflicts.settled(graph, conflicts, side);
        String label = switch (side) {
            case OURS -> Messages.settleOurs;
            case THEIRS -> Messages.settleTheirs;
            case BASE -> Messages.settleBase;
        };
        return new Edit(Messages.of(label, subject(conflicts)), now -> now == graph ? settled
                : settled(now, conflicts, side));
    }

    /** Of another graph, such as the file as it is by now, what can be taken of it; else it is left alone. */
    private static Graph settled(Graph graph, Collection<Conflict> conflicts, Side side) {
        List<Conflict> still = Conflicts.of(graph).stream().filter(conflicts::contains).toList();
        try {
            return still.isEmpty() ? graph : Conflicts.settled(graph, still, side);
        } catch (GraphFileException e) {
            return graph;
        }
    }

    /** Keeps what the graph has, whoever made it so. */
    public static Edit keep(Collection<Conflict> conflicts) {
        return new Edit(Messages.of(Messages.settleKeep, subject(conflicts)),
                graph -> conflicts.isEmpty() ? graph : Conflicts.without(graph, conflicts));
    }

    /** Whose value the graph has now; empty if it is none of the three, or another by now. */
    public static Optional<Side> current(Graph graph, Conflict conflict) {
        Graph kept = Conflicts.without(graph, List.of(conflict));
        return Arrays.stream(Side.values()).filter(side -> stands(graph, conflict, side, kept)).findFirst();
    }

    private static boolean stands(Graph graph, Conflict conflict, Side side, Graph kept) {
        try {
            return conflict.settled(graph, side).equals(kept);
        } catch (GraphFileException e) {
            // what cannot be taken does not stand there
            return false;
        }
    }

    private static String subject(Collection<Conflict> conflicts) {
        return conflicts.size() == 1 ? conflicts.iterator().next().subject()
                : Messages.of(Messages.settleMany, conflicts.size());
    }
}
