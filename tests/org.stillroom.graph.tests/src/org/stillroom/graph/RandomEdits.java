// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Makes what people do to a graph, from a seed. */
final class RandomEdits {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** @param touches names of all that the edit changes, so that edits that share none are independent */
    record RandomEdit(Set<String> touches, UnaryOperator<Graph> change) {}

    private final Random random;
    private final Graph graph;
    private final List<String> ids;

    RandomEdits(Random random, Graph graph) {
        this.random = random;
        this.graph = graph;
        ids = new ArrayList<>(graph.nodes().keySet());
    }

    /** A pipeline of some nodes with so much in them that each is recognised when it is renamed. */
    static Graph base(Random random) {
        Graph graph = Graph.EMPTY;
        int count = 3 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Node node = Node.of("node" + i, "type." + i).withParameter("a", JSON.numberNode(i))
                    .withParameter("b", JSON.textNode("text " + i)).withParameter("c", JSON.booleanNode(i % 2 == 0));
            for (int more = 0; more < 12; more++) {
                node = node.withParameter("more" + more, JSON.numberNode(more));
            }
            for (int from = 0; from < i; from++) {
                if (random.nextInt(3) == 0) {
                    node = node.withInput("in" + from, new PortRef("node" + from, "out"));
                }
            }
            graph = graph.with(node);
            graph = graph.withLayout(graph.layout().withNode(node.id(), new Layout.Place(i * 100, 0, 0, 0, false)));
        }
        return graph.withModels(Map.of("m", new ModelPin(new TreeMap<>(Map.of("f", "0".repeat(64))), origin(1))))
                .withLayout(graph.layout().withNotes(Map.of("note", new Layout.Note("text", 1, 2, 3, 4)))
                        .withFrames(Map.of("frame", new Layout.Frame("title", 1, 2, 3, 4, ""))));
    }

    RandomEdit next(String author) {
        String id = ids.get(random.nextInt(ids.size()));
        int value = random.nextInt(1000) + 1000;
        return switch (random.nextInt(12)) {
            case 0, 1 -> {
                String name = List.of("a", "b", "new").get(random.nextInt(3));
                yield edit(Set.of(id, id + "." + name),
                        g -> g.with(g.nodes().get(id).withParameter(name, JSON.numberNode(value))));
            }
            case 2 -> edit(Set.of(id, id + " mode"), g -> g.with(g.nodes().get(id).withMode(Node.Mode.MUTED)));
            case 3 -> edit(Set.of(id + " place"), g -> g.nodes().containsKey(id)
                    ? g.withLayout(g.layout().withNode(id, new Layout.Place(value, value, 0, 0, false))) : g);
            case 4 -> {
                String from = ids.get(random.nextInt(ids.size()));
                yield edit(new HashSet<>(List.of(id, from, id + "<-" + from)), g -> g.with(g.nodes().get(id)
                        .withInput("x" + from, new PortRef(from, "out" + value % 2))));
            }
            case 5 -> edit(Set.of(id + " removed"), g -> g.without(id));
            case 6 -> edit(Set.of(author + value),
                    g -> g.with(Node.of(author + value, "added").withParameter("v", JSON.numberNode(value)))
                            .withLayout(g.layout().withNode(author + value, new Layout.Place(9, 9, 0, 0, false))));
            case 7 -> edit(Set.of("note text"), g -> g.withLayout(g.layout().withNotes(note(g, value))));
            case 8 -> edit(Set.of("frame title"), g -> g.withLayout(g.layout().withFrames(Map.of("frame",
                    new Layout.Frame("title " + value, 1, 2, 3, 4, "")))));
            case 9 -> edit(Set.of("pin m"), g -> g.withModels(Map.of("m", new ModelPin(
                    new TreeMap<>(Map.of("f", "%064d".formatted(value))), g.models().get("m").origin()))));
            case 10 -> edit(Set.of("origin m"), g -> g.withModels(Map.of("m",
                    new ModelPin(g.models().get("m").files(), origin(value)))));
            default -> edit(Set.of(id + " name"), g -> g.renamed(Map.of(id, author + "_" + id)));
        };
    }

    private static ModelOrigin origin(int value) {
        return new ModelOrigin("mit", "", "", "", "revision " + value, "", List.of(), value, new TreeMap<>());
    }

    private static SortedMap<String, Layout.Note> note(Graph graph, int value) {
        SortedMap<String, Layout.Note> notes = new TreeMap<>(graph.layout().notes());
        notes.put("note", new Layout.Note("text " + value, 1, 2, 3, 4));
        return notes;
    }

    private static RandomEdit edit(Set<String> touches, UnaryOperator<Graph> change) {
        return new RandomEdit(touches, change);
    }
}
