// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Something that two sides of a merge made different things of.
 *
 * @param place JSON Pointer to the property in the file, such as {@code /nodes/denoiser/parameters/seed}. Two are not
 *        quite that: {@code /names/ID} is the id of a node itself, and at an item of the layout, such as
 *        {@code /layout/notes/todo}, values hold only those properties that clash.
 * @param base value before both changes, empty where there was none
 * @param ours empty where this side has none, such as a node that it deleted
 * @param theirs likewise
 */
public record Conflict(String place, Optional<JsonNode> base, Optional<JsonNode> ours, Optional<JsonNode> theirs) {

    /** Whose value is taken. */
    public enum Side { OURS, THEIRS, BASE }

    static final String NAMES = "names";

    static Conflict at(List<String> path, JsonNode base, JsonNode ours, JsonNode theirs) {
        return new Conflict(pointer(path), Optional.ofNullable(base), Optional.ofNullable(ours),
                Optional.ofNullable(theirs));
    }

    public Optional<JsonNode> value(Side side) {
        return switch (side) {
            case OURS -> ours;
            case THEIRS -> theirs;
            case BASE -> base;
        };
    }

    /** Whether this is about the id of a node. */
    boolean isName() {
        return path().getFirst().equals(NAMES);
    }

    /** Id of the node that this is about, empty if it is none. */
    public String node() {
        List<String> path = path();
        return switch (path.getFirst()) {
            case "nodes", NAMES -> at(path, 1);
            case "layout" -> switch (at(path, 1)) {
                case "nodes" -> at(path, 2);
                case "reroutes" -> at(path, 2).split("\\.", 2)[0];
                default -> "";
            };
            default -> "";
        };
    }

    /** The parameter or input port of {@link #node} that this is about, empty if it is none. */
    public String port() {
        List<String> path = path();
        boolean own = path.size() == 4 && path.getFirst().equals("nodes");
        return own && (path.get(2).equals("parameters") || path.get(2).equals("inputs")) ? path.get(3) : "";
    }

    /** What this is about, in words. */
    public String subject() {
        List<String> path = path();
        String words = switch (path.getFirst()) {
            case "nodes" -> port().isEmpty() ? "node " + at(path, 1) + rest(path, 2)
                    : (path.get(2).equals("inputs") ? "wire to " : "") + node() + "." + port();
            case NAMES -> "name of node " + at(path, 1);
            case "models" -> "checksums of model " + at(path, 1);
            case "origins" -> "licence and source of model " + at(path, 1);
            case "layout" -> switch (at(path, 1)) {
                case "nodes" -> "place of node " + at(path, 2) + rest(path, 3);
                case "frames" -> "frame " + at(path, 2) + rest(path, 3);
                case "notes" -> "note " + at(path, 2) + rest(path, 3);
                case "reroutes" -> "way of the wire to " + at(path, 2);
                default -> place;
            };
            default -> place;
        };
        return Ids.shorten(words);
    }

    /** Both values and the one before them, in a line. */
    public String values() {
        return "ours " + words(Side.OURS) + ", theirs " + words(Side.THEIRS) + ", before " + words(Side.BASE);
    }

    /** One side's value, in a few words. */
    public String words(Side side) {
        return value(side).map(known -> Ids.shorten(known.toString())).orElse("none");
    }

    /**
     * The graph with one side's value, and without this conflict. What is about a node that is no longer there changes
     * nothing.
     *
     * @throws GraphFileException if the value is none that could stand there
     */
    public Graph settled(Graph graph, Side side) throws GraphFileException {
        return Conflicts.settled(graph, List.of(this), side);
    }

    /** Whether a side has deleted the node that this is about. */
    boolean isDeletion(Side side) {
        return path().size() == 2 && path().getFirst().equals("nodes") && value(side).isEmpty();
    }

    /** Puts a side's value into the tree of a graph. */
    void settle(ObjectNode tree, Side side) {
        List<String> path = path();
        boolean itself = path.size() == 2 && path.getFirst().equals("nodes");
        if (itself || node().isEmpty() || tree.path("nodes").has(node())) {
            set(tree, path, value(side).orElse(null));
        }
    }

    private void set(ObjectNode tree, List<String> path, JsonNode value) {
        ObjectNode parent = tree;
        for (String name : path.subList(0, path.size() - 1)) {
            parent = parent.get(name) instanceof ObjectNode object ? object : parent.putObject(name);
        }
        String last = path.getLast();
        if (value == null) {
            parent.remove(last);
        } else if (isItem(path) && value.isObject() && parent.get(last) instanceof ObjectNode item) {
            TreeSet<String> names = new TreeSet<>();
            for (Side side : Side.values()) {
                value(side).ifPresent(all -> all.fieldNames().forEachRemaining(names::add));
            }
            item.remove(names);
            item.setAll((ObjectNode) value);
        } else {
            parent.set(last, value);
        }
    }

    private static boolean isItem(List<String> path) {
        return path.size() == 3 && path.getFirst().equals("layout") && !path.get(1).equals("reroutes");
    }

    private static String at(List<String> path, int index) {
        return index < path.size() ? path.get(index) : "";
    }

    private static String rest(List<String> path, int from) {
        return path.size() <= from ? "" : ": " + String.join(" ", path.subList(from, path.size()));
    }

    /** Names of properties from the root to the place; at least one. */
    public List<String> path() {
        List<String> path = new ArrayList<>();
        for (String token : place.substring(1).split("/", -1)) {
            path.add(token.replace("~1", "/").replace("~0", "~"));
        }
        return path;
    }

    static String pointer(List<String> path) {
        return path.stream().map(name -> "/" + name.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
