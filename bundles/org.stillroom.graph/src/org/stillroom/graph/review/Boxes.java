// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.graph.Wire;

/** Where a graph's nodes lie in a drawing, as the file says it, without knowing what their types are. */
final class Boxes {

    static final int HEADER = 40;
    static final int ROW = 16;

    private static final int WIDTH = 200;
    private static final int GAP = 40;
    private static final int MOST_ROWS = 12;
    private static final int ROW_TEXT = 30;

    /**
     * A node, in pixels at 100 %.
     *
     * @param inputs ports that are wired, from the top
     * @param outputs likewise
     * @param parameters lines by name
     */
    record Box(Node node, long x, long y, long width, long height, List<String> inputs, List<String> outputs,
            Map<String, String> parameters, boolean collapsed) {

        long port(List<String> ports, String port) {
            return y + (collapsed ? HEADER / 2 : HEADER + ROW * (long) ports.indexOf(port) + ROW / 2);
        }
    }

    private final Map<String, Box> all = new TreeMap<>();

    static Map<String, Box> of(Graph graph) {
        Boxes boxes = new Boxes();
        Map<String, Set<String>> outputs = new HashMap<>();
        for (Wire wire : graph.wires()) {
            outputs.computeIfAbsent(wire.from().node(), id -> new TreeSet<>()).add(wire.from().port());
        }
        List<Node> placeless = new ArrayList<>();
        for (Node node : graph.nodes().values()) {
            Layout.Place place = graph.layout().nodes().get(node.id());
            if (place == null) {
                placeless.add(node);
            } else {
                boxes.put(node, place, outputs);
            }
        }
        // below all others, in a row
        long left = boxes.all.values().stream().mapToLong(Box::x).min().orElse(0);
        long top = boxes.all.values().stream().mapToLong(box -> box.y() + box.height() + GAP).max().orElse(0);
        for (Node node : placeless) {
            boxes.put(node, new Layout.Place((int) Math.min(left, Layout.FURTHEST), (int) Math.min(top,
                    Layout.FURTHEST), 0, 0, false), outputs);
            left += WIDTH + GAP;
        }
        return boxes.all;
    }

    private void put(Node node, Layout.Place place, Map<String, Set<String>> outputs) {
        List<String> in = List.copyOf(node.inputs().keySet());
        List<String> out = List.copyOf(outputs.getOrDefault(node.id(), Set.of()));
        Map<String, String> lines = new TreeMap<>();
        for (Map.Entry<String, JsonNode> parameter : node.parameters().entrySet()) {
            if (lines.size() < MOST_ROWS) {
                String line = parameter.getKey() + " " + (parameter.getValue().isTextual()
                        ? parameter.getValue().textValue() : parameter.getValue().toString());
                lines.put(parameter.getKey(), line.length() <= ROW_TEXT ? line : Ids.shorten(line.substring(0,
                        ROW_TEXT - 1)) + "\u2026");
            }
        }
        long rows = (long) Math.max(in.size(), out.size()) + lines.size();
        long height = place.collapsed() ? HEADER : Math.max(place.height(), HEADER + ROW * rows + ROW / 2);
        all.put(node.id(), new Box(node, place.x(), place.y(), place.width() == 0 ? WIDTH : place.width(), height, in,
                out, lines, place.collapsed()));
    }
}
