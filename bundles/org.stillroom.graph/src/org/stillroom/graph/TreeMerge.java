// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Merges the trees of three graphs in which the same node has the same name. Absent values are null here. */
final class TreeMerge {

    /** Merges what stands at one place. */
    interface Rule {
        JsonNode merge(List<String> path, JsonNode base, JsonNode ours, JsonNode theirs);
    }

    private final Graph base;
    private final Graph ours;
    private final Graph theirs;
    private final List<Conflict> conflicts = new ArrayList<>();

    TreeMerge(Graph base, Graph ours, Graph theirs) {
        this.base = base;
        this.ours = ours;
        this.theirs = theirs;
    }

    ObjectNode tree() {
        ObjectNode tree = each(List.of(), GraphTree.of(base), GraphTree.of(ours), GraphTree.of(theirs), this::block);
        // the ways of wires follow from what became of the wires
        ObjectNode layout = tree.withObjectProperty("layout");
        layout.set("reroutes", new MergeRoutes(this, tree.path("nodes")).merged(base, ours, theirs));
        return tree;
    }

    List<Conflict> conflicts() {
        return conflicts;
    }

    private JsonNode block(List<String> path, JsonNode b, JsonNode o, JsonNode t) {
        return switch (path.getFirst()) {
            case "nodes" -> each(path, b, o, t, this::node);
            case "models", "origins", "providers" -> each(path, b, o, t, this::leaf);
            case "layout" -> each(path, b, o, t, this::layout);
            case Conflicts.BLOCK -> isObject(b) && isObject(o) && isObject(t) ? each(path, b, o, t, this::earlier)
                    : leaf(path, b, o, t);
            default -> leaf(path, b, o, t);
        };
    }

    private JsonNode node(List<String> path, JsonNode b, JsonNode o, JsonNode t) {
        if (o == null || t == null) {
            return o == null ? t : o;
        }
        if (b == null || isOfTwoTypes(b, o, t)) {
            return leaf(path, b, o, t);
        }
        return each(path, b, o, t, (property, before, our, their) -> switch (property.getLast()) {
            case "parameters", "inputs" -> each(property, before, our, their, this::leaf);
            default -> leaf(property, before, our, their);
        });
    }

    /** Whether parameters of one type, or of one version of it, would get into a node of another. */
    private static boolean isOfTwoTypes(JsonNode b, JsonNode o, JsonNode t) {
        if (isOfType(o, t)) {
            return false;
        }
        return !isOfType(b, o) && !isOfType(b, t)
                || !same(b.get("parameters"), (isOfType(b, o) ? o : t).get("parameters"));
    }

    private static boolean isOfType(JsonNode a, JsonNode b) {
        return same(a.get("type"), b.get("type")) && same(a.get("version"), b.get("version"));
    }

    private JsonNode layout(List<String> path, JsonNode b, JsonNode o, JsonNode t) {
        return switch (path.getLast()) {
            case "nodes" -> each(path, b, o, t, this::place);
            case "frames", "notes" -> {
                MergeItems items = new MergeItems(this);
                yield items.merged(path, b, o, t);
            }
            case "reroutes" -> null;
            default -> leaf(path, b, o, t);
        };
    }

    private JsonNode place(List<String> path, JsonNode b, JsonNode o, JsonNode t) {
        if (o == null || t == null) {
            JsonNode other = o == null ? t : o;
            return other == null || same(b, other) ? null : other;
        }
        return item(path, b, o, t);
    }

    /** Something on the canvas that both sides have. Where it is counts as one property. */
    JsonNode item(List<String> path, JsonNode b, JsonNode o, JsonNode t) {
        ObjectNode item = each(path, b, o, t, (property, before, our, their) ->
                property.getLast().equals("x") || property.getLast().equals("y") ? null
                        : leaf(property, before, our, their));
        item.setAll((ObjectNode) leaf(path, point(b), point(o), point(t)));
        return item;
    }

    private static JsonNode point(JsonNode item) {
        if (item == null) {
            return null;
        }
        ObjectNode point = JsonNodeFactory.instance.objectNode();
        return point.<ObjectNode>set("x", item.get("x")).set("y", item.get("y"));
    }

    /** What was unsettled before: ours where both have it, as everywhere. */
    private JsonNode earlier(List<String> path, JsonNode b, JsonNode o, JsonNode t) {
        return same(b, o) ? t : o;
    }

    /** A value that is one for people, however it is built. */
    JsonNode leaf(List<String> path, JsonNode b, JsonNode o, JsonNode t) {
        if (same(o, t)) {
            return o == null ? null : sameText(b, o, t);
        }
        if (same(b, o) || same(b, t)) {
            return same(b, o) ? t : o;
        }
        clash(path, b, o, t);
        return o;
    }

    void clash(List<String> path, JsonNode b, JsonNode o, JsonNode t) {
        conflicts.add(Conflict.at(path, b, o, t));
    }

    /** Of two ways to write a value, such as 3.5 and 3.50, the new one, whoever wrote it. */
    private static JsonNode sameText(JsonNode b, JsonNode o, JsonNode t) {
        String our = JsonPrinter.print(o);
        String their = JsonPrinter.print(t);
        String before = b == null ? "" : JsonPrinter.print(b);
        boolean takesOurs = their.equals(before) || !our.equals(before) && our.compareTo(their) <= 0;
        return takesOurs ? o : t;
    }

    ObjectNode each(List<String> path, JsonNode b, JsonNode o, JsonNode t, Rule rule) {
        Set<String> names = new TreeSet<>();
        for (JsonNode side : new JsonNode[] {b, o, t}) {
            if (side != null) {
                side.fieldNames().forEachRemaining(names::add);
            }
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            List<String> place = new ArrayList<>(path);
            place.add(name);
            JsonNode value = rule.merge(place, get(b, name), get(o, name), get(t, name));
            if (value != null) {
                merged.set(name, value);
            }
        }
        return merged;
    }

    static boolean same(JsonNode a, JsonNode b) {
        return a == b || a != null && b != null && Values.same(a, b);
    }

    private static JsonNode get(JsonNode object, String name) {
        return object == null ? null : object.get(name);
    }

    private static boolean isObject(JsonNode value) {
        return value == null || value.isObject();
    }
}
