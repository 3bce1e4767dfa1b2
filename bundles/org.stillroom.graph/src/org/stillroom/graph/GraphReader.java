// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.stillroom.graph.Layout.Frame;
import org.stillroom.graph.Layout.Note;
import org.stillroom.graph.Layout.Place;

/** Makes a graph from the tree of a file of the current version. */
final class GraphReader {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern COLOR = Pattern.compile("|#[0-9a-fA-F]{6}");
    private static final int MAX_TYPE = 200;

    private GraphReader() {}

    static Graph read(ObjectNode tree, String file) throws GraphFileException {
        Fields root = new Fields(tree, file);
        root.text("format");
        root.whole("version", 1, Integer.MAX_VALUE);
        return new Graph(
                root.object("nodes").eachId(GraphReader::node),
                layout(root.object("layout")),
                models(root),
                root.object("providers").each(GraphReader::provider),
                root.rest());
    }

    private static Node node(Fields nodes, String id) throws GraphFileException {
        Fields node = nodes.object(id);
        String type = node.text("type");
        if (type.isBlank() || type.length() > MAX_TYPE) {
            throw node.wrong("type", "found " + (type.isBlank() ? "an empty text" : "a text of " + type.length()
                    + " characters") + ", expected the id of a node type, of at most " + MAX_TYPE + " characters");
        }
        return new Node(
                id,
                type,
                node.whole("version", 1, Integer.MAX_VALUE),
                mode(node),
                node.object("parameters").rest(),
                node.object("inputs").eachId(GraphReader::wire),
                node.rest());
    }

    private static Node.Mode mode(Fields node) throws GraphFileException {
        String text = node.text("mode", "active");
        for (Node.Mode mode : Node.Mode.values()) {
            if (text.equals(mode.name().toLowerCase(Locale.ROOT))) {
                return mode;
            }
        }
        throw node.wrong("mode", "found the text \"" + Ids.shorten(text)
                + "\", expected muted or bypassed, or no mode for a node that runs");
    }

    private static PortRef wire(Fields inputs, String port) throws GraphFileException {
        String from = inputs.text(port);
        return inputs.checked(port, () -> PortRef.parse(from));
    }

    private static SortedMap<String, ModelPin> models(Fields root) throws GraphFileException {
        SortedMap<String, ModelPin> pins = root.object("models").each(GraphReader::model);
        root.object("origins").each(GraphReader::origin).forEach((name, origin) -> {
            if (!origin.isUnknown()) {
                pins.put(name, new ModelPin(pins.containsKey(name) ? pins.get(name).files() : Maps.none(), origin));
            }
        });
        return pins;
    }

    private static ModelPin model(Fields models, String name) throws GraphFileException {
        return new ModelPin(models.object(name).each((files, path) -> {
            String sha256 = files.text(path);
            if (!SHA256.matcher(sha256).matches()) {
                throw files.wrong(path, "found the text \"" + Ids.shorten(sha256)
                        + "\", expected a SHA-256 checksum: 64 digits 0 to 9 and a to f");
            }
            return sha256;
        }));
    }

    private static ModelOrigin origin(Fields origins, String name) throws GraphFileException {
        Fields origin = origins.object(name);
        return new ModelOrigin(origin.text("license", ""), origin.text("license_name", ""),
                origin.text("license_link", ""), origin.text("source", ""), origin.text("revision", ""),
                origin.text("author", ""), origin.texts("base_model"), origin.bytes("bytes"), origin.rest());
    }

    private static Provider provider(Fields providers, String type) throws GraphFileException {
        Fields provider = providers.object(type);
        return new Provider(provider.text("bundle"), provider.text("feature", ""), provider.rest());
    }

    private static Layout layout(Fields layout) throws GraphFileException {
        var reroutes = layout.object("reroutes").each((fields, target) -> {
            fields.checked(target, () -> PortRef.parse(target));
            return fields.points(target);
        });
        reroutes.values().removeIf(points -> points.isEmpty());
        return new Layout(
                layout.object("nodes").eachId(GraphReader::place),
                layout.object("frames").eachId(GraphReader::frame),
                layout.object("notes").eachId(GraphReader::note),
                reroutes,
                layout.rest());
    }

    private static Place place(Fields places, String id) throws GraphFileException {
        Fields place = places.object(id);
        return new Place(coordinate(place, "x"), coordinate(place, "y"), size(place, "width"), size(place, "height"),
                place.flag("collapsed"), place.rest());
    }

    private static Frame frame(Fields frames, String id) throws GraphFileException {
        Fields frame = frames.object(id);
        String color = frame.text("color", "");
        if (!COLOR.matcher(color).matches()) {
            throw frame.wrong("color", "found the text \"" + Ids.shorten(color)
                    + "\", expected a colour such as #3b82f6, or none for the theme's");
        }
        return new Frame(frame.text("title", ""), coordinate(frame, "x"), coordinate(frame, "y"), size(frame, "width"),
                size(frame, "height"), color, frame.rest());
    }

    private static Note note(Fields notes, String id) throws GraphFileException {
        Fields note = notes.object(id);
        return new Note(note.text("text", ""), coordinate(note, "x"), coordinate(note, "y"), size(note, "width"),
                size(note, "height"), note.rest());
    }

    private static int coordinate(Fields fields, String name) throws GraphFileException {
        return fields.whole(name, -Layout.FURTHEST, Layout.FURTHEST, 0);
    }

    private static int size(Fields fields, String name) throws GraphFileException {
        return fields.whole(name, 0, Layout.FURTHEST, 0);
    }
}
