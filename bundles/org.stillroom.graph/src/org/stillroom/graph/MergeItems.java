// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Merges frames, or notes. */
final class MergeItems {

    private static final Set<String> BOUNDS = Set.of("x", "y", "width", "height");

    private final TreeMerge tree;

    /** Of two items with one name, the ones that need another: nothing names them, so that both can stay. */
    private final List<JsonNode> homeless = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    MergeItems(TreeMerge tree) {
        this.tree = tree;
    }

    ObjectNode merged(List<String> path, JsonNode b, JsonNode o, JsonNode t) {
        ObjectNode merged = tree.each(path, b, o, t, this::item);
        for (int i = 0; i < homeless.size(); i++) {
            int number = 2;
            while (merged.has(numbered(names.get(i), number))) {
                number++;
            }
            merged.set(numbered(names.get(i), number), homeless.get(i));
        }
        return merged;
    }

    private static String numbered(String name, int number) {
        String end = "_" + number;
        return name.substring(0, Math.min(name.length(), Ids.LONGEST - end.length())) + end;
    }

    private JsonNode item(List<String> path, JsonNode b, JsonNode o, JsonNode t) {
        if (o != null && t != null) {
            return b != null || TreeMerge.same(o, t) ? tree.item(path, b, o, t) : both(path.getLast(), o, t);
        }
        JsonNode rest = o == null ? t : o;
        if (b == null || rest == null) {
            return rest;
        }
        if (!isOnlyMoved(b, rest)) {
            tree.clash(path, b, o, t);
            return o;
        }
        return null;
    }

    private JsonNode both(String name, JsonNode o, JsonNode t) {
        boolean oursFirst = JsonPrinter.print(o).compareTo(JsonPrinter.print(t)) < 0;
        names.add(name);
        homeless.add(oursFirst ? t : o);
        return oursFirst ? o : t;
    }

    private static boolean isOnlyMoved(JsonNode before, JsonNode after) {
        return TreeMerge.same(((ObjectNode) before.deepCopy()).remove(BOUNDS),
                ((ObjectNode) after.deepCopy()).remove(BOUNDS));
    }
}
