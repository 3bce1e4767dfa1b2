// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stillroom.graph.Conflict;
import org.stillroom.graph.Conflicts;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.ModelOrigin;
import org.stillroom.graph.Node;

/**
 * A graph as lines for people, each of which can be understood without those around it: what git compares when it shows
 * changes. Logic comes before layout.
 */
public final class GraphText {

    private final StringBuilder out = new StringBuilder(4096);

    private GraphText() {}

    public static String of(Graph graph) {
        GraphText text = new GraphText();
        for (Conflict conflict : Conflicts.of(graph)) {
            text.line("conflict: " + conflict.subject() + ": " + conflict.values());
        }
        graph.nodes().values().forEach(text::node);
        graph.models().forEach((name, pin) -> pin.files().forEach((file, sum) ->
                text.line("model " + name + ": " + file + " " + sum)));
        graph.models().forEach((name, pin) -> text.origin("origin of " + name, pin.origin()));
        graph.providers().forEach((type, provider) -> text.line("provider of " + type + ": " + provider.bundle()
                + (provider.feature().isEmpty() ? "" : " in " + provider.feature())));
        text.extra("graph", graph.extra());
        text.layout(graph.layout());
        return text.out.toString();
    }

    private void origin(String name, ModelOrigin origin) {
        Map<String, String> known = new LinkedHashMap<>();
        known.put("license", origin.license());
        known.put("license_name", origin.licenseName());
        known.put("license_link", origin.licenseLink());
        known.put("source", origin.source());
        known.put("revision", origin.revision());
        known.put("author", origin.author());
        known.put("base_model", String.join(", ", origin.baseModels()));
        known.put("bytes", origin.bytes() == 0 ? "" : String.valueOf(origin.bytes()));
        known.values().removeIf(String::isEmpty);
        known.forEach((what, value) -> line(name + ": " + what + " " + value));
        extra(name, origin.extra());
    }

    private void node(Node node) {
        line("node " + node.id() + " (" + node.type() + (node.version() == 1 ? "" : " version " + node.version()) + ")"
                + (node.mode() == Node.Mode.ACTIVE ? "" : ", " + node.mode().name().toLowerCase(Locale.ROOT)));
        node.inputs().forEach((port, from) -> line("  " + node.id() + "." + port + " <- " + from));
        node.parameters().forEach((name, value) -> value("  " + node.id() + "." + name, value));
        extra("  " + node.id(), node.extra());
    }

    private void layout(Layout layout) {
        layout.nodes().forEach((id, place) -> {
            line("place of " + id + ": " + at(place.x(), place.y(), place.width(), place.height())
                    + (place.collapsed() ? ", collapsed" : ""));
            extra("place of " + id, place.extra());
        });
        layout.frames().forEach((id, frame) -> {
            line("frame " + id + ": " + at(frame.x(), frame.y(), frame.width(), frame.height())
                    + (frame.color().isEmpty() ? "" : ", " + frame.color()));
            text("frame " + id, frame.title());
            extra("frame " + id, frame.extra());
        });
        layout.notes().forEach((id, note) -> {
            line("note " + id + ": " + at(note.x(), note.y(), note.width(), note.height()));
            text("note " + id, note.text());
            extra("note " + id, note.extra());
        });
        layout.reroutes().forEach((target, points) -> line("way of the wire to " + target + ": " + points.stream()
                .map(point -> "(" + point.x() + ", " + point.y() + ")").toList()));
        extra("layout", layout.extra());
    }

    private static String at(int x, int y, int width, int height) {
        return "at (" + x + ", " + y + ")" + (width == 0 && height == 0 ? "" : ", " + width + " x " + height);
    }

    private void extra(String owner, Map<String, JsonNode> extra) {
        extra.forEach((name, value) -> {
            // conflicts have lines of their own
            if (!owner.equals("graph") || !name.equals("conflicts")) {
                value(owner + ": property " + name, value);
            }
        });
    }

    /** Long texts keep their lines, so that a changed one of a prompt is one changed line. */
    private void value(String name, JsonNode value) {
        if (value.isTextual() && value.textValue().contains("\n")) {
            text(name, value.textValue());
        } else {
            line(name + " = " + value);
        }
    }

    private void text(String name, String text) {
        if (!text.isEmpty()) {
            List<String> lines = text.lines().toList();
            line(name + ":");
            lines.forEach(each -> line("    | " + each));
        }
    }

    private void line(String text) {
        // what could disturb a terminal stays out of it
        out.append(text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", "?")).append('\n');
    }
}
