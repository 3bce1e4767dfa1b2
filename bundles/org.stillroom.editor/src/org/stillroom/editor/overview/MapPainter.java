// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.overview;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.Items;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.PortType;

/**
 * Paints a graph in small: plain boxes and lines, so that thousands of nodes cost little. Nodes have the colour of what
 * they give, or that of the run's state while it says something.
 */
final class MapPainter {

    private static final int MARGIN = 6;
    private static final int SHADE = 40;
    private static final int WIRE = 130;

    private final CanvasContext context;
    private final Theme theme;
    private final Map<CanvasItem, Bounds> bounds = new HashMap<>();
    private final MapScale scale;

    MapPainter(GraphCanvas canvas, CanvasContext context, Theme theme, int width, int height) {
        this.context = context;
        this.theme = theme;
        for (CanvasItem item : Items.all(context.document().graph())) {
            Bounds at = canvas.bounds(item);
            if (at.width() > 0) {
                bounds.put(item, at);
            }
        }
        Bounds all = bounds.isEmpty() ? new VisiblePart(canvas).bounds() : Bounds.around(bounds.values());
        scale = MapScale.fit(all.grown(Math.max(all.width(), all.height()) / 20), width, height, MARGIN);
    }

    /** Around all that is drawn; empty where nothing is. */
    Optional<Bounds> all() {
        return bounds.isEmpty() ? Optional.empty() : Optional.of(Bounds.around(bounds.values()));
    }

    Theme theme() {
        return theme;
    }

    MapScale scale() {
        return scale;
    }

    /** Paints the graph; takes a while for thousands of nodes. */
    void paint(GC gc) {
        Rectangle area = gc.getClipping();
        gc.setBackground(theme.canvas());
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        Graph graph = context.document().graph();
        graph.layout().frames().forEach((id, frame) -> frame(gc, id, frame));
        graph.wires().forEach(wire -> wire(gc, wire));
        gc.setAlpha(255);
        gc.setAntialias(SWT.OFF);
        graph.layout().notes().keySet().forEach(id -> fill(gc, new CanvasItem.NoteItem(id), theme.note()));
        graph.nodes().values().forEach(node -> fill(gc, new CanvasItem.NodeItem(node.id()), color(node)));
    }

    private void frame(GC gc, String id, Layout.Frame frame) {
        String hex = frame.color().isEmpty() ? theme.hex(theme.frame()) : frame.color();
        fill(gc, new CanvasItem.FrameItem(id), theme.inside(hex));
        Bounds at = bounds.get(new CanvasItem.FrameItem(id));
        if (at != null) {
            Bounds map = scale.toMap(at);
            gc.setForeground(theme.visible(hex));
            gc.drawRectangle(map.x(), map.y(), map.width(), map.height());
        }
    }

    private void wire(GC gc, Wire wire) {
        Bounds from = bounds.get(new CanvasItem.NodeItem(wire.from().node()));
        Bounds to = bounds.get(new CanvasItem.NodeItem(wire.to().node()));
        if (from != null && to != null) {
            gc.setAlpha(WIRE);
            gc.setForeground(theme.dim());
            gc.drawLine(scale.x(from.right()), scale.y(from.y() + from.height() / 2.0), scale.x(to.x()),
                    scale.y(to.y() + to.height() / 2.0));
        }
    }

    private void fill(GC gc, CanvasItem item, Color color) {
        Bounds at = bounds.get(item);
        if (at != null) {
            Bounds map = scale.toMap(at);
            gc.setBackground(color);
            gc.fillRectangle(map.x(), map.y(), map.width(), map.height());
        }
    }

    private Color color(Node node) {
        return switch (context.overlay().status(node.id()).state()) {
            case RUNNING -> theme.accent();
            case FAILED -> theme.bad();
            default -> context.catalog().nodeType(node.type()).map(this::color).orElse(theme.bad());
        };
    }

    private Color color(NodeType type) {
        return type.outputs().stream().findFirst().or(() -> type.inputs().stream().findFirst())
                .flatMap(port -> context.catalog().portType(port.type()))
                .map(PortType::color)
                .map(theme::visible)
                .orElse(theme.dim());
    }

    /** Paints over the graph which part is visible: what cannot be seen lies in the shade. */
    void paintVisible(GC gc, Rectangle area, Bounds visible) {
        Bounds map = scale.toMap(visible);
        gc.setAlpha(SHADE);
        gc.setBackground(theme.dark() ? theme.text() : theme.dim());
        int top = Math.clamp(map.y(), area.y, area.y + area.height);
        int bottom = Math.clamp(map.bottom(), area.y, area.y + area.height);
        int left = Math.clamp(map.x(), area.x, area.x + area.width);
        int right = Math.clamp(map.right(), area.x, area.x + area.width);
        gc.fillRectangle(area.x, area.y, area.width, top - area.y);
        gc.fillRectangle(area.x, bottom, area.width, area.y + area.height - bottom);
        gc.fillRectangle(area.x, top, left - area.x, bottom - top);
        gc.fillRectangle(right, top, area.x + area.width - right, bottom - top);
        gc.setAlpha(255);
        gc.setAntialias(SWT.OFF);
        gc.setForeground(theme.accent());
        gc.setLineWidth(2);
        // what reaches out of the map ends at its edge
        gc.drawRectangle(Math.clamp(left, area.x + 1, area.x + area.width - 1),
                Math.clamp(top, area.y + 1, area.y + area.height - 1), Math.max(0, right - left - 2),
                Math.max(0, bottom - top - 2));
    }
}
