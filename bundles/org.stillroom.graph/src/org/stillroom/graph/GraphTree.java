// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes the tree of a file from a graph: what {@link GraphReader} reads. */
final class GraphTree {

    /** Who opens a file sees first what it is, and a reader of a change sees logic before layout. */
    static final Comparator<String> ROOT_ORDER = Comparator.<String>comparingInt(name -> switch (name) {
        case "format" -> 0;
        case "version" -> 1;
        case "layout" -> 3;
        default -> 2;
    }).thenComparing(Comparator.naturalOrder());

    private GraphTree() {}

    static ObjectNode of(Graph graph) {
        ObjectNode root = with(graph.extra());
        root.put("format", "stillroom");
        root.put("version", Migrations.ALL.current());
        block(root, "nodes", nodes(graph));
        SortedMap<String, ModelPin> pins = new TreeMap<>(graph.models());
        // what is known of a model's origin alone pins no file
        pins.values().removeIf(pin -> pin.files().isEmpty() && !pin.origin().isUnknown());
        block(root, "models", each(pins, pin -> each(pin.files(), JsonNodeFactory.instance::textNode)));
        SortedMap<String, ModelPin> known = new TreeMap<>(graph.models());
        known.values().removeIf(pin -> pin.origin().isUnknown());
        block(root, "origins", each(known, pin -> origin(pin.origin())));
        block(root, "providers", each(graph.providers(), GraphTree::provider));
        block(root, "layout", layout(graph));
        return root;
    }

    static ObjectNode nodes(Graph graph) {
        return each(graph.nodes(), GraphTree::node);
    }

    static ObjectNode reroutes(Graph graph) {
        ObjectNode reroutes = each(graph.layout().reroutes(), GraphTree::points);
        reroutes.removeIf(JsonNode::isEmpty);
        return reroutes;
    }

    private static ObjectNode node(Node node) {
        ObjectNode tree = with(node.extra());
        tree.put("type", node.type());
        tree.put("version", node.version());
        if (node.mode() != Node.Mode.ACTIVE) {
            tree.put("mode", node.mode().name().toLowerCase(Locale.ROOT));
        }
        block(tree, "parameters", with(node.parameters()));
        block(tree, "inputs", each(node.inputs(), from -> JsonNodeFactory.instance.textNode(from.toString())));
        return tree;
    }

    private static ObjectNode origin(ModelOrigin origin) {
        ObjectNode tree = with(origin.extra());
        text(tree, "license", origin.license());
        text(tree, "license_name", origin.licenseName());
        text(tree, "license_link", origin.licenseLink());
        text(tree, "source", origin.source());
        text(tree, "revision", origin.revision());
        text(tree, "author", origin.author());
        if (!origin.baseModels().isEmpty()) {
            ArrayNode bases = tree.putArray("base_model");
            origin.baseModels().forEach(bases::add);
        }
        if (origin.bytes() > 0) {
            // of the kind that is read for it, so that both are equal
            tree.set("bytes", origin.bytes() == (int) origin.bytes()
                    ? JsonNodeFactory.instance.numberNode((int) origin.bytes())
                    : JsonNodeFactory.instance.numberNode(origin.bytes()));
        }
        return tree;
    }

    private static ObjectNode provider(Provider provider) {
        ObjectNode tree = with(provider.extra());
        tree.put("bundle", provider.bundle());
        text(tree, "feature", provider.feature());
        return tree;
    }

    private static ObjectNode layout(Graph graph) {
        Layout layout = graph.layout();
        ObjectNode tree = with(layout.extra());
        block(tree, "nodes", each(layout.nodes(), GraphTree::place));
        block(tree, "frames", each(layout.frames(), GraphTree::frame));
        block(tree, "notes", each(layout.notes(), GraphTree::note));
        block(tree, "reroutes", reroutes(graph));
        return tree;
    }

    private static ObjectNode place(Layout.Place place) {
        ObjectNode tree = with(place.extra());
        bounds(tree, place.x(), place.y(), place.width(), place.height());
        if (place.collapsed()) {
            tree.put("collapsed", true);
        }
        return tree;
    }

    private static ObjectNode frame(Layout.Frame frame) {
        ObjectNode tree = with(frame.extra());
        bounds(tree, frame.x(), frame.y(), frame.width(), frame.height());
        text(tree, "title", frame.title());
        text(tree, "color", frame.color());
        return tree;
    }

    private static ObjectNode note(Layout.Note note) {
        ObjectNode tree = with(note.extra());
        bounds(tree, note.x(), note.y(), note.width(), note.height());
        text(tree, "text", note.text());
        return tree;
    }

    private static JsonNode points(List<Layout.Point> points) {
        var tree = JsonNodeFactory.instance.arrayNode();
        points.forEach(point -> tree.addArray().add(point.x()).add(point.y()));
        return tree;
    }

    private static void bounds(ObjectNode tree, int x, int y, int width, int height) {
        tree.put("x", x);
        tree.put("y", y);
        if (width != 0) {
            tree.put("width", width);
        }
        if (height != 0) {
            tree.put("height", height);
        }
    }

    private static void text(ObjectNode tree, String name, String text) {
        if (!text.isEmpty()) {
            tree.put(name, text);
        }
    }

    private static ObjectNode with(SortedMap<String, JsonNode> properties) {
        return each(properties, Function.identity());
    }

    private static <V> ObjectNode each(SortedMap<String, V> map, Function<V, ? extends JsonNode> tree) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        map.forEach((name, value) -> object.set(name, tree.apply(value)));
        return object;
    }

    private static void block(ObjectNode tree, String name, ObjectNode block) {
        if (!block.isEmpty()) {
            tree.set(name, block);
        }
    }
}
