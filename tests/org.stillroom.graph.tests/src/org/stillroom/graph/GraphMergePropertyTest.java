// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.RandomEdits.RandomEdit;

/**
 * What holds for every merge, tried with pairs of random edits. The system property {@code stillroom.fuzz} sets how
 * many.
 */
class GraphMergePropertyTest {

    private static final int PAIRS = Integer.getInteger("stillroom.fuzz", 1_500);

    @Test
    void editsThatDoNotTouchGiveWhatBothGiveOneAfterTheOther() throws GraphFileException {
        int different = 0;
        for (int seed = 0; seed < PAIRS; seed++) {
            Random random = new Random(seed);
            Graph base = RandomEdits.base(random);
            Set<String> touched = new HashSet<>();
            List<RandomEdit> ours = edits(random, base, "ours", touched, Set.of());
            List<RandomEdit> theirs = edits(random, base, "theirs", new HashSet<>(), touched);
            Graph our = applied(base, ours);
            Graph their = applied(base, theirs);
            Graph merged = GraphMerge.merge(base, our, their);
            assertEquals(List.of(), Conflicts.of(merged), "seed " + seed);
            Graph both = applied(our, inNames(theirs, base, our));
            assertEquals(GraphFile.text(both), GraphFile.text(merged), "seed " + seed);
            different += merged.equals(our) || merged.equals(their) ? 0 : 1;
        }
        assertTrue(different > PAIRS / 3, different + " of " + PAIRS + " had something to merge");
    }

    @Test
    void swappedSidesGiveTheSameWithSwappedSides() throws GraphFileException {
        int clashes = 0;
        for (int seed = 0; seed < PAIRS; seed++) {
            Random random = new Random(seed);
            Graph base = RandomEdits.base(random);
            Graph our = applied(base, edits(random, base, "ours", new HashSet<>(), Set.of()));
            Graph their = applied(base, edits(random, base, "theirs", new HashSet<>(), Set.of()));
            Graph merged = GraphMerge.merge(base, our, their);
            Graph swapped = GraphMerge.merge(base, their, our);
            assertEquals(merged, GraphFile.parse(GraphFile.text(merged), "merged"), "seed " + seed);
            clashes += Conflicts.of(merged).isEmpty() ? 0 : 1;
            assertEquals(settled(merged, Conflict.Side.OURS), settled(swapped, Conflict.Side.THEIRS), "seed " + seed);
            assertEquals(settled(merged, Conflict.Side.THEIRS), settled(swapped, Conflict.Side.OURS), "seed " + seed);
        }
        assertTrue(clashes > PAIRS / 10, clashes + " clashes in " + PAIRS);
    }

    @Test
    void whatOnlyOneSideDidIsThereWholly() {
        for (int seed = 0; seed < PAIRS / 10; seed++) {
            Random random = new Random(seed);
            Graph base = seed % 2 == 0 ? RandomEdits.base(random) : new RandomGraphs(seed).next();
            Graph changed = base.nodes().isEmpty() ? new RandomGraphs(seed + 1).next()
                    : seed % 2 == 0 ? applied(base, edits(random, base, "ours", new HashSet<>(), Set.of()))
                    : new RandomGraphs(seed + 1_000_000).next();
            String expected = GraphFile.text(changed);
            assertEquals(expected, GraphFile.text(GraphMerge.merge(base, changed, base)), "seed " + seed);
            assertEquals(expected, GraphFile.text(GraphMerge.merge(base, base, changed)), "seed " + seed);
            assertEquals(expected, GraphFile.text(GraphMerge.merge(base, changed, changed)), "seed " + seed);
        }
    }

    /** Graphs that have little in common, with everything that files can hold. */
    @Test
    void anyThreeGraphsGiveOneThatCanBeSaved() throws GraphFileException {
        for (int seed = 0; seed < PAIRS / 10; seed++) {
            RandomGraphs graphs = new RandomGraphs(seed);
            Graph base = graphs.next();
            Graph our = graphs.next();
            Graph their = graphs.next();
            Graph merged = GraphMerge.merge(base, our, their);
            assertEquals(merged, GraphFile.parse(GraphFile.text(merged), "merged"), "seed " + seed);
            settled(merged, Conflict.Side.BASE);
            settled(merged, Conflict.Side.THEIRS);
        }
    }

    private static List<RandomEdit> edits(Random random, Graph base, String author, Set<String> touched,
            Set<String> forbidden) {
        RandomEdits edits = new RandomEdits(random, base);
        List<RandomEdit> list = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            RandomEdit edit = edits.next(author);
            if (isApart(edit.touches(), touched) && isApart(edit.touches(), forbidden)) {
                touched.addAll(edit.touches());
                list.add(edit);
            }
        }
        // names last: the other edits know the old ones
        list.sort((a, b) -> Boolean.compare(isRename(a), isRename(b)));
        return list;
    }

    /** Whether an edit may be made beside others: no node is both removed and used, and no property touched twice. */
    private static boolean isApart(Set<String> touches, Set<String> others) {
        for (String touch : touches) {
            boolean property = touch.contains(".") || touch.contains(" ") || touch.contains("<-");
            String id = touch.split(" ")[0];
            if (property && others.contains(touch) || others.contains(touch + " removed")
                    || touch.endsWith(" removed") && (others.contains(id) || others.contains(id + " place")
                            || others.contains(id + " name"))
                    || (touch.endsWith(" place") || touch.endsWith(" name")) && others.contains(id + " removed")
                    || touch.startsWith("ours") && others.contains(touch)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRename(RandomEdit edit) {
        return edit.touches().stream().anyMatch(touch -> touch.endsWith(" name"));
    }

    private static Graph applied(Graph graph, List<RandomEdit> edits) {
        Graph changed = graph;
        for (RandomEdit edit : edits) {
            changed = edit.change().apply(changed);
        }
        return changed;
    }

    /** The edits for a graph some of whose nodes were renamed. */
    private static List<RandomEdit> inNames(List<RandomEdit> edits, Graph base, Graph renamed) {
        Map<String, String> back = new TreeMap<>();
        Map<String, String> forth = new TreeMap<>();
        Renames.between(base, renamed).forEach((from, to) -> {
            back.put(to, from);
            forth.put(from, to);
        });
        return edits.stream().map(edit -> new RandomEdit(edit.touches(),
                graph -> edit.change().apply(graph.renamed(back)).renamed(forth))).toList();
    }

    private static Graph settled(Graph graph, Conflict.Side side) throws GraphFileException {
        return Conflicts.settled(graph, Conflicts.of(graph), side);
    }
}
