// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stillroom.graph.Change;
import org.stillroom.graph.LogicChange;
import org.stillroom.graph.Values;

/**
 * Tells who of two made which change since a common ancestor. Two changes are in conflict if they make different
 * things of the same, or if one needs a node that the other removes.
 */
final class ThreeWay {

    /** @param mine whether it is a change of the version on the left */
    record Authored(Change change, Author author, boolean mine) {}

    private final Side mine;
    private final Side theirs;

    private ThreeWay(Branch mine, Branch theirs) {
        this.mine = new Side(mine);
        this.theirs = new Side(theirs);
    }

    /** All changes, mine first; what both did in the same way is there once, what is in conflict stands together. */
    static List<Authored> between(Branch mine, Branch theirs) {
        return new ThreeWay(mine, theirs).all();
    }

    private List<Authored> all() {
        List<Authored> all = new ArrayList<>();
        Set<Change> told = new HashSet<>();
        for (Change change : mine.branch.changes()) {
            all.add(new Authored(change, author(change, mine, theirs), true));
            Change other = theirs.bySubject.get(mine.subject(change));
            if (other != null) {
                told.add(other);
                if (!same(change, other)) {
                    all.add(new Authored(other, Author.CONFLICT, false));
                }
            }
        }
        for (Change change : theirs.branch.changes()) {
            if (!told.contains(change)) {
                all.add(new Authored(change, author(change, theirs, mine), false));
            }
        }
        return all;
    }

    private Author author(Change change, Side own, Side other) {
        Change rival = other.bySubject.get(own.subject(change));
        if (rival != null) {
            return (own == mine ? same(change, rival) : same(rival, change)) ? Author.BOTH : Author.CONFLICT;
        }
        boolean clash = change instanceof LogicChange.NodeRemoved removed
                ? other.needed.contains(removed.node().id())
                : own.needs(change).anyMatch(other.gone::contains);
        return clash ? Author.CONFLICT : own == mine ? Author.MINE : Author.THEIRS;
    }

    private boolean same(Change change, Change other) {
        Object a = Subject.outcome(change, mine.branch.names());
        Object b = Subject.outcome(other, theirs.branch.names());
        return a.equals(b) || a instanceof Optional<?> first && b instanceof Optional<?> second
                && first.orElse(null) instanceof JsonNode one && second.orElse(null) instanceof JsonNode two
                && Values.same(one, two);
    }

    /** The changes of one version, in the ancestor's names. */
    private static final class Side {

        private final Branch branch;
        private final Map<Subject, Change> bySubject = new HashMap<>();
        private final Set<String> gone = new HashSet<>();
        private final Set<String> needed = new HashSet<>();

        Side(Branch branch) {
            this.branch = branch;
            for (Change change : branch.changes()) {
                bySubject.put(subject(change), change);
                if (change instanceof LogicChange.NodeRemoved removed) {
                    gone.add(removed.node().id());
                }
                needs(change).forEach(needed::add);
            }
        }

        Subject subject(Change change) {
            return Subject.of(change, branch.names());
        }

        /** The nodes of the ancestor without which a change is for nothing. */
        Stream<String> needs(Change change) {
            Stream<String> nodes = switch (change) {
                case LogicChange.WireAdded wire -> Stream.of(wire.wire().from().node(), wire.wire().to().node());
                case LogicChange.WireChanged wire -> Stream.of(wire.after().node(), wire.to().node());
                case LogicChange.NodeRenamed renamed -> Stream.of(renamed.after());
                case LogicChange.TypeChanged type -> Stream.of(type.node());
                case LogicChange.ModeChanged mode -> Stream.of(mode.node());
                case LogicChange.ParameterChanged parameter -> Stream.of(parameter.node());
                case LogicChange.PropertyChanged property -> Stream.of(property.node());
                default -> Stream.of();
            };
            return nodes.map(branch.names()::earlier);
        }
    }
}
