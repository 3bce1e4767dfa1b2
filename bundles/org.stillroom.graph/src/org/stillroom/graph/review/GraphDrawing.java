// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph.review;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.graph.Wire;
import org.stillroom.graph.review.Boxes.Box;
import org.stillroom.graph.review.Marks.Mark;

/** Draws a graph as SVG, with what differs from another one marked. */
final class GraphDrawing {

    /** Of the classes that the drawings use. */
    static final String STYLE = """
            svg { font: 12px sans-serif; }
            text { fill: #1f2328; }
            .small { font-size: 10px; fill: #59636e; }
            .node { fill: #f6f8fa; stroke: #818b98; stroke-width: 1; }
            .frame { fill: #818b98; fill-opacity: 0.08; stroke: #818b98; stroke-dasharray: 4 3; }
            .note { fill: #fff8c5; stroke: #d4a72c; }
            .wire { fill: none; stroke: #818b98; stroke-width: 2; }
            .off { opacity: 0.5; }
            rect.added, path.added { stroke: #1a7f37; stroke-width: 3; }
            rect.removed, path.removed { stroke: #cf222e; stroke-width: 3; stroke-dasharray: 7 3; }
            rect.changed, path.changed { stroke: #bc4c00; stroke-width: 3; }
            rect.moved, path.moved { stroke: #0969da; stroke-width: 2; stroke-dasharray: 2 2; }
            text.added { fill: #1a7f37; font-weight: bold; }
            text.removed { fill: #cf222e; font-weight: bold; }
            text.changed { fill: #bc4c00; font-weight: bold; }
            text.moved { fill: #0969da; font-weight: bold; }
            """;

    private static final int MARGIN = 24;
    private static final int EMPTY = 200;
    private static final int BEND = 60;

    private final StringBuilder out = new StringBuilder(8192);
    private final Graph graph;
    private final Marks marks;
    private final Map<String, Box> boxes;
    private long left = Long.MAX_VALUE;
    private long top = Long.MAX_VALUE;
    private long right = Long.MIN_VALUE;
    private long bottom = Long.MIN_VALUE;

    GraphDrawing(Graph graph, Marks marks) {
        this.graph = graph;
        this.marks = marks;
        boxes = Boxes.of(graph);
        graph.layout().frames().forEach(this::frame);
        boxes.values().forEach(box -> reach(box.x(), box.y(), box.width(), box.height()));
        graph.wires().forEach(this::wire);
        boxes.values().forEach(this::node);
        graph.layout().notes().forEach(this::note);
        if (left > right) {
            reach(0, 0, EMPTY, EMPTY);
        }
    }

    long width() {
        return right - left + 2 * MARGIN;
    }

    long height() {
        return bottom - top + 2 * MARGIN;
    }

    /** @param attributes of the element, such as its place in another one */
    String svg(String attributes) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" " + attributes + " viewBox=\"" + (left - MARGIN) + " "
                + (top - MARGIN) + " " + width() + " " + height() + "\">\n" + out + "</svg>\n";
    }

    private void frame(String id, Layout.Frame frame) {
        reach(frame.x(), frame.y(), frame.width(), frame.height());
        Mark mark = marks.items().get("frame " + id);
        out.append(Xml.box(frame.x(), frame.y(), frame.width(), frame.height(), 6, "frame" + style(mark)));
        out.append(Xml.text("text", frame.x() + 8L, frame.y() + 16L, style(mark), sign(mark) + frame.title()));
    }

    private void note(String id, Layout.Note note) {
        List<String> lines = note.text().lines().limit(12).toList();
        long width = note.width() == 0 ? 160 : note.width();
        long height = note.height() == 0 ? Boxes.ROW * (lines.size() + 1L) : note.height();
        reach(note.x(), note.y(), width, height);
        Mark mark = marks.items().get("note " + id);
        out.append(Xml.box(note.x(), note.y(), width, height, 2, "note" + style(mark)));
        for (int i = 0; i < lines.size(); i++) {
            out.append(Xml.text("text", note.x() + 6L, note.y() + Boxes.ROW * (i + 1L), style(mark),
                    (i == 0 ? sign(mark) : "") + Ids.shorten(lines.get(i))));
        }
    }

    private void node(Box box) {
        Node node = box.node();
        Mark mark = marks.nodes().get(node.id());
        boolean active = node.mode() == Node.Mode.ACTIVE;
        out.append("<g").append(active ? "" : " class=\"off\"").append(">\n");
        out.append(Xml.box(box.x(), box.y(), box.width(), box.height(), 5, "node" + style(mark)));
        out.append(Xml.text("text", box.x() + 8, box.y() + 16, style(mark).strip(), sign(mark) + node.id()
                + (active ? "" : " (" + node.mode().name().toLowerCase(Locale.ROOT) + ")")));
        String type = node.type().substring(node.type().lastIndexOf('.') + 1);
        out.append(Xml.text("text", box.x() + 8, box.y() + 31, "small", Ids.shorten(type)));
        if (!box.collapsed()) {
            rows(box);
        }
        out.append("</g>\n");
    }

    private void rows(Box box) {
        box.inputs().forEach(port -> out.append(Xml.text("text", box.x() + 8, box.port(box.inputs(), port) + 4,
                "small", port)));
        box.outputs().forEach(port -> out.append("<text class=\"small\" text-anchor=\"end\" x=\"")
                .append(box.x() + box.width() - 8).append("\" y=\"").append(box.port(box.outputs(), port) + 4)
                .append("\">").append(Xml.text(port)).append("</text>\n"));
        long y = box.y() + Boxes.HEADER + Boxes.ROW * (long) Math.max(box.inputs().size(), box.outputs().size());
        for (Map.Entry<String, String> line : box.parameters().entrySet()) {
            y += Boxes.ROW;
            Mark mark = marks.parameters().get(box.node().id() + "." + line.getKey());
            out.append(Xml.text("text", box.x() + 8, y - 3, style(mark).strip(), sign(mark) + line.getValue()));
        }
    }

    private void wire(Wire wire) {
        Box from = boxes.get(wire.from().node());
        Box to = boxes.get(wire.to().node());
        long x = to.x();
        long y = to.port(to.inputs(), wire.to().port());
        // from a node that is not there: a stub
        long startX = from == null ? x - BEND : from.x() + from.width();
        long startY = from == null ? y : from.port(from.outputs(), wire.from().port());
        StringBuilder path = new StringBuilder("M " + startX + " " + startY);
        for (Layout.Point point : graph.layout().reroutes().getOrDefault(wire.to().toString(), List.of())) {
            path.append(curve(startX, startY, point.x(), point.y()));
            startX = point.x();
            startY = point.y();
            reach(startX, startY, 0, 0);
        }
        path.append(curve(startX, startY, x, y));
        out.append("<path class=\"wire").append(style(marks.wires().get(wire.to().toString()))).append("\" d=\"")
                .append(path).append("\"><title>").append(Xml.text(wire.toString())).append("</title></path>\n");
    }

    private static String curve(long fromX, long fromY, long toX, long toY) {
        long bend = Math.max(1, Math.min(BEND, Math.abs(toX - fromX) / 2 + Math.abs(toY - fromY) / 4));
        return " C " + (fromX + bend) + " " + fromY + " " + (toX - bend) + " " + toY + " " + toX + " " + toY;
    }

    private void reach(long x, long y, long width, long height) {
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x + width);
        bottom = Math.max(bottom, y + height);
    }

    private static String style(Mark mark) {
        return mark == null ? "" : " " + mark.style();
    }

    private static String sign(Mark mark) {
        return mark == null ? "" : mark.sign + " ";
    }
}
