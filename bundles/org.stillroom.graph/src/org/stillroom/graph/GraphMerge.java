// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts together what two people made of a graph, in the words of a graph rather than of a text file. */
public final class GraphMerge {

    private GraphMerge() {}

    /**
     * The base with the changes of both sides: by node, parameter, wire, model, place, frame and note. A node is
     * followed when it is renamed, as {@link GraphDiff} does, so that neither renaming nor moving is in the way of a
     * change. New nodes of one name are the same if they are of one type; otherwise one of them gets another name, and
     * so it is with frames and notes.
     *
     * <p>Where the sides made different things of the same, the graph has our value and the result's
     * {@link Conflicts} have both. So they have a node that one side deleted and the other changed or wired to
     * something new; the graph keeps it until that is settled. What was unsettled in either graph stays so.
     *
     * <p>With the sides swapped, the same comes out with the sides swapped.
     */
    public static Graph merge(Graph base, Graph ours, Graph theirs) {
        String before = GraphFile.text(base);
        String our = GraphFile.text(ours);
        String their = GraphFile.text(theirs);
        if (their.equals(before) || their.equals(our)) {
            return ours;
        }
        if (our.equals(before)) {
            return theirs;
        }
        MergeNames names = MergeNames.of(base, ours, theirs);
        MergeDeletions deletions = new MergeDeletions(base.renamed(names.base), ours.renamed(names.ours),
                theirs.renamed(names.theirs));
        TreeMerge merge = new TreeMerge(deletions.base, deletions.ours, deletions.theirs);
        ObjectNode tree = merge.tree();
        Graph merged;
        try {
            merged = GraphReader.read(tree, "merged graph");
        } catch (GraphFileException e) {
            // all its values stood in one of three graphs
            throw new IllegalStateException(e);
        }
        merged = withProviders(merged, deletions);
        List<Conflict> conflicts = new ArrayList<>(merge.conflicts());
        conflicts.addAll(deletions.conflicts(merged));
        conflicts.addAll(names.conflicts);
        return Conflicts.with(merged, conflicts);
    }

    /** Who contributes the types of nodes that one side has and of which the other has none any more. */
    private static Graph withProviders(Graph merged, MergeDeletions versions) {
        SortedMap<String, Provider> providers = new TreeMap<>(merged.providers());
        Set<String> ourTypes = types(versions.ours);
        Set<String> theirTypes = types(versions.theirs);
        for (String type : types(merged)) {
            if (!ourTypes.contains(type) || !theirTypes.contains(type)) {
                Graph user = ourTypes.contains(type) ? versions.ours : versions.theirs;
                Provider provider = user.providers().get(type);
                if (provider != null) {
                    providers.putIfAbsent(type, provider);
                }
            }
        }
        return merged.withProviders(providers);
    }

    private static Set<String> types(Graph graph) {
        return graph.nodes().values().stream().map(Node::type).collect(Collectors.toSet());
    }
}
