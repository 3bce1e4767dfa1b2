// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What merges have left unsettled: the block {@code conflicts} of a graph. It stands among the properties that programs
 * keep without knowing them, so that one from before there were merges loses none.
 */
public final class Conflicts {

    static final String BLOCK = "conflicts";

    private Conflicts() {}

    /** By place; what cannot be understood is among the {@link GraphStructure#problems} alone. */
    public static List<Conflict> of(Graph graph) {
        List<Conflict> conflicts = new ArrayList<>();
        for (var entry : block(graph.extra()).properties()) {
            conflict(entry.getKey(), entry.getValue()).ifPresent(conflicts::add);
        }
        conflicts.sort((a, b) -> a.place().compareTo(b.place()));
        return conflicts;
    }

    /** The graph with more conflicts; one at the same place as an earlier one takes that one's place. */
    static Graph with(Graph graph, Collection<Conflict> more) {
        return more.isEmpty() ? graph : changed(graph, block -> {
            more.forEach(conflict -> {
                ObjectNode sides = block.putObject(conflict.place());
                conflict.base().ifPresent(value -> sides.set("base", value));
                conflict.ours().ifPresent(value -> sides.set("ours", value));
                conflict.theirs().ifPresent(value -> sides.set("theirs", value));
            });
            return block;
        });
    }

    /** The graph as if all were settled by the values that it has. */
    public static Graph without(Graph graph) {
        return changed(graph, block -> block.removeAll());
    }

    /** The graph as if some were settled by the values that it has. */
    public static Graph without(Graph graph, Collection<Conflict> conflicts) {
        return changed(graph, block -> block.without(conflicts.stream().map(Conflict::place).toList()));
    }

    /**
     * The graph with one side's values, and without these conflicts. What is about a node that is no longer there
     * changes nothing.
     *
     * @throws GraphFileException if a value is none that could stand there
     */
    public static Graph settled(Graph graph, Collection<Conflict> conflicts, Conflict.Side side)
            throws GraphFileException {
        Set<String> deleted = conflicts.stream().filter(conflict -> conflict.isDeletion(side)).map(Conflict::node)
                .collect(Collectors.toSet());
        Graph rest = without(graph, conflicts).without(deleted);
        ObjectNode tree = GraphTree.of(rest);
        for (Conflict conflict : conflicts) {
            if (!conflict.isName() && !conflict.isDeletion(side)) {
                conflict.settle(tree, side);
            }
        }
        Graph settled = GraphReader.read(tree, BLOCK);
        // names come last: until then the others' places are right
        for (Conflict conflict : conflicts) {
            if (conflict.isName() && settled.nodes().containsKey(conflict.node())) {
                settled = named(settled, conflict.node(), conflict.value(side));
            }
        }
        return settled;
    }

    /** The graph without what is unsettled in nodes that were taken out of it. */
    public static Graph withoutNodes(Graph graph, Set<String> ids) {
        SortedMap<String, JsonNode> extra = withoutNodes(graph.extra(), ids);
        return extra == graph.extra() ? graph
                : new Graph(graph.nodes(), graph.layout(), graph.models(), graph.providers(), extra);
    }

    static SortedMap<String, JsonNode> withoutNodes(SortedMap<String, JsonNode> extra, Set<String> ids) {
        return changed(extra, block -> {
            for (var entry : List.copyOf(block.properties())) {
                if (conflict(entry.getKey(), entry.getValue()).filter(it -> ids.contains(it.node())).isPresent()) {
                    block.remove(entry.getKey());
                }
            }
            return block;
        });
    }

    /** Properties of a graph whose nodes have other names. */
    static SortedMap<String, JsonNode> renamed(SortedMap<String, JsonNode> extra, Map<String, String> names) {
        return changed(extra, block -> {
            ObjectNode renamed = JsonNodeFactory.instance.objectNode();
            for (var entry : block.properties()) {
                renamed.set(conflict(entry.getKey(), entry.getValue()).map(it -> renamed(it, names))
                        .orElse(entry.getKey()), entry.getValue());
            }
            return renamed;
        });
    }

    private static String renamed(Conflict conflict, Map<String, String> names) {
        String name = names.get(conflict.node());
        if (name == null) {
            return conflict.place();
        }
        List<String> path = conflict.path();
        int at = path.getFirst().equals("layout") ? 2 : 1;
        path.set(at, name + path.get(at).substring(conflict.node().length()));
        return Conflict.pointer(path);
    }

    /** @param name a text, from a file */
    private static Graph named(Graph graph, String id, Optional<JsonNode> name) throws GraphFileException {
        String wanted = name.map(JsonNode::asText).orElse("");
        if (wanted.equals(id)) {
            return graph;
        }
        if (!Ids.isId(wanted) || graph.nodes().containsKey(wanted)) {
            throw new GraphFileException(BLOCK, "", "node " + id + " cannot have the name \"" + Ids.shorten(wanted)
                    + "\", which is " + (Ids.isId(wanted) ? "another node's" : "no id") + "; choose another side");
        }
        return graph.renamed(Map.of(id, wanted));
    }

    static List<Problem> problems(Graph graph) {
        JsonNode block = graph.extra().get(BLOCK);
        List<Problem> problems = new ArrayList<>();
        if (block != null && !block.isObject()) {
            problems.add(Problem.error("", "", "conflicts: found " + Fields.describe(block)
                    + ", expected what a merge leaves, an object; remove it or restore an earlier version of the"
                    + " file"));
        }
        for (var entry : block(graph.extra()).properties()) {
            problems.add(conflict(entry.getKey(), entry.getValue()).map(conflict -> problem(graph, conflict))
                    .orElseGet(() -> Problem.error("", "", "conflicts: \"" + Ids.shorten(entry.getKey())
                            + "\" is not what a merge leaves, a place such as /nodes/denoiser/parameters/seed with"
                            + " base, ours and theirs; remove it or restore an earlier version of the file")));
        }
        return problems;
    }

    /** A conflict as what keeps its graph from running. */
    public static Problem problem(Graph graph, Conflict conflict) {
        boolean there = graph.nodes().containsKey(conflict.node());
        return Problem.error(there ? conflict.node() : "", there ? conflict.port() : "", "a merge left "
                + conflict.subject() + " unsettled: " + conflict.values()
                + "; choose one on the canvas or with \"stillroom settle\"");
    }

    private static Optional<Conflict> conflict(String place, JsonNode sides) {
        boolean good = place.startsWith("/") && place.length() > 1
                && (sides.has("base") || sides.has("ours") || sides.has("theirs"));
        return good ? Optional.of(new Conflict(place, Optional.ofNullable(sides.get("base")),
                Optional.ofNullable(sides.get("ours")), Optional.ofNullable(sides.get("theirs")))) : Optional.empty();
    }

    /** Of its own: it may be changed. */
    private static ObjectNode block(SortedMap<String, JsonNode> extra) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        return extra.get(BLOCK) instanceof ObjectNode block ? copy.setAll(block) : copy;
    }

    private static Graph changed(Graph graph, Function<ObjectNode, ObjectNode> change) {
        return new Graph(graph.nodes(), graph.layout(), graph.models(), graph.providers(),
                put(graph.extra(), change.apply(block(graph.extra()))));
    }

    private static SortedMap<String, JsonNode> changed(SortedMap<String, JsonNode> extra,
            Function<ObjectNode, ObjectNode> change) {
        return extra.get(BLOCK) instanceof ObjectNode ? put(extra, change.apply(block(extra))) : extra;
    }

    private static SortedMap<String, JsonNode> put(SortedMap<String, JsonNode> extra, ObjectNode block) {
        SortedMap<String, JsonNode> changed = new TreeMap<>(extra);
        if (block.isEmpty()) {
            changed.remove(BLOCK);
        } else {
            changed.put(BLOCK, block);
        }
        return changed;
    }
}
