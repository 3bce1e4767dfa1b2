// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Names for the nodes of three graphs under which the same node is called the same in all of them, and different nodes
 * are not: what was renamed has its new name, and a new node whose name the other side gave away gets a number.
 */
final class MergeNames {

    final Map<String, String> base = new TreeMap<>();
    final Map<String, String> ours = new TreeMap<>();
    final Map<String, String> theirs = new TreeMap<>();

    /** Nodes that both sides renamed, each in its own way; they have our name. */
    final List<Conflict> conflicts = new ArrayList<>();

    private final Set<String> used = new HashSet<>();
    private final Set<String> everywhere = new HashSet<>();

    static MergeNames of(Graph base, Graph ours, Graph theirs) {
        MergeNames names = new MergeNames();
        for (Graph graph : List.of(base, ours, theirs)) {
            names.everywhere.addAll(graph.nodes().keySet());
        }
        Set<String> newOurs = new TreeSet<>(ours.nodes().keySet());
        Set<String> newTheirs = new TreeSet<>(theirs.nodes().keySet());
        SortedMap<String, String> toOurs = Renames.between(base, ours);
        SortedMap<String, String> toTheirs = Renames.between(base, theirs);
        for (String id : base.nodes().keySet()) {
            String our = now(id, ours, toOurs);
            String their = now(id, theirs, toTheirs);
            names.known(id, our, their);
            newOurs.remove(our == null ? id : our);
            newTheirs.remove(their == null ? id : their);
        }
        names.added(newOurs, ours, newTheirs, theirs);
        return names;
    }

    /** What a node of the base is called in a version, null if it is gone. */
    private static String now(String id, Graph version, Map<String, String> names) {
        return names.getOrDefault(id, version.nodes().containsKey(id) ? id : null);
    }

    private void known(String id, String our, String their) {
        boolean keeps = our == null || our.equals(id);
        boolean theirsKeep = their == null || their.equals(id);
        String name = take(!keeps ? our : !theirsKeep ? their : id);
        if (!keeps && !theirsKeep && !our.equals(their)) {
            conflicts.add(Conflict.at(List.of(Conflict.NAMES, name), TextNode.valueOf(id), TextNode.valueOf(name),
                    TextNode.valueOf(their)));
        }
        put(base, id, name);
        put(ours, our, name);
        put(theirs, their, name);
    }

    /** New nodes of one name are one node if they are of one type, so that no pipeline gets two denoisers. */
    private void added(Set<String> newOurs, Graph our, Set<String> newTheirs, Graph their) {
        Set<String> both = new TreeSet<>(newOurs);
        both.retainAll(newTheirs);
        for (String id : both) {
            int order = our.nodes().get(id).type().compareTo(their.nodes().get(id).type());
            String first = take(id);
            String second = order == 0 ? first : take(id);
            put(ours, id, order <= 0 ? first : second);
            put(theirs, id, order <= 0 ? second : first);
        }
        newOurs.removeAll(both);
        newTheirs.removeAll(both);
        // In the order of names, whoever made them: the sides may be swapped.
        Set<String> all = new TreeSet<>(newOurs);
        all.addAll(newTheirs);
        all.forEach(id -> put(newOurs.contains(id) ? ours : theirs, id, take(id)));
    }

    private String take(String wanted) {
        String id = wanted;
        for (int number = 2; used.contains(id) || number > 2 && everywhere.contains(id); number++) {
            String end = "_" + number;
            id = wanted.substring(0, Math.min(wanted.length(), Ids.LONGEST - end.length())) + end;
        }
        used.add(id);
        return id;
    }

    private static void put(Map<String, String> names, String from, String to) {
        if (from != null && !from.equals(to)) {
            names.put(from, to);
        }
    }
}
