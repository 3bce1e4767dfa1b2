// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.Optional;
import java.util.Set;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditPartViewer;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.LayerConstants;
import org.stillroom.edit.CanvasItem.PortItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.edit.Edit;
import org.stillroom.edit.WireEdits;
import org.stillroom.edit.Wiring;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.editor.canvas.figures.LooseWire;
import org.stillroom.editor.canvas.figures.TooltipFigure;
import org.stillroom.editor.canvas.parts.GraphPart;
import org.stillroom.editor.canvas.parts.PartContext;
import org.stillroom.editor.canvas.parts.PortPart;
import org.stillroom.editor.canvas.parts.WirePart;
import org.stillroom.graph.Graph;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;

/** A wire that is being drawn, by mouse or by keyboard: what is shown of it, and what it becomes. */
final class WireDrawing {

    private static final int TOOLTIP_AWAY = 18;

    private final PartContext context;
    private final EditPartViewer viewer;
    private final PortItem held;
    private final Optional<Wire> old;
    private final Graph without;
    private final LooseWire loose;
    private TooltipFigure tooltip;
    private PortPart over;

    /**
     * @param held the port that holds the fixed end
     * @param old the wire that is moved to another port; empty for a new one
     */
    WireDrawing(PartContext context, EditPartViewer viewer, PortItem held, Optional<Wire> old) {
        this.context = context;
        this.viewer = viewer;
        this.held = held;
        this.old = old;
        this.without = old.map(wire -> WireEdits.disconnect(wire.to()).change().apply(context.graph()))
                .orElse(context.graph());
        Set<PortRef> fitting = Wiring.ends(without, context.canvas().catalog(), held.port(), !held.input());
        context.offer().begin(held, fitting);
        loose = new LooseWire(context.look(), context.portColor(held.port(), held.input()));
        CanvasTracker.layer(viewer, LayerConstants.SCALED_FEEDBACK_LAYER).add(loose);
        oldWire().ifPresent(wire -> wire.getFigure().setVisible(false));
        repaint();
    }

    boolean fits(PortPart port) {
        return context.offer().fits(port.port());
    }

    /**
     * Shows the loose end.
     *
     * @param place of the pointer, on the canvas
     * @param port under it, or null
     */
    void to(Point place, PortPart port) {
        if (port != over) {
            over = port;
            context.offer().over(port == null ? null : port.port());
            repaint();
            explain(port == null || fits(port) || port.port().equals(held) ? "" : refusal(port), true);
        }
        Point end = port != null && fits(port) ? port.getFigure().center() : place;
        Point start = portPart(held).map(part -> part.getFigure().center()).orElse(end);
        if (held.input()) {
            loose.lay(end, start, end);
        } else {
            loose.lay(start, end, end);
        }
        if (tooltip != null) {
            locate(place);
        }
    }

    /** Says something beside a place, until the loose end is somewhere else. */
    void hint(Point place, String text) {
        explain(text, false);
        locate(place);
    }

    /** What the wire becomes at a port where it fits. */
    Edit edit(PortPart port) {
        PortRef from = held.input() ? port.port().port() : held.port();
        PortRef to = held.input() ? held.port() : port.port().port();
        return old.map(wire -> WireEdits.rewire(wire, from, to)).orElseGet(() -> WireEdits.connect(from, to));
    }

    void end() {
        loose.getParent().remove(loose);
        explain("", false);
        context.offer().end();
        oldWire().ifPresent(wire -> wire.getFigure().setVisible(true));
        repaint();
    }

    /** Why the wire cannot end at a port. */
    private String refusal(PortPart port) {
        if (port.port().input() == held.input()) {
            return held.input() ? CanvasMessages.otherInput : CanvasMessages.otherOutput;
        }
        PortRef from = held.input() ? port.port().port() : held.port();
        PortRef to = held.input() ? held.port() : port.port().port();
        return Wiring.refusal(without, context.canvas().catalog(), from, to).orElse("");
    }

    private void explain(String text, boolean bad) {
        if (tooltip != null) {
            tooltip.getParent().remove(tooltip);
            tooltip = null;
        }
        if (!text.isEmpty()) {
            tooltip = new TooltipFigure(context.look(), text).bad(bad);
            CanvasTracker.layer(viewer, LayerConstants.FEEDBACK_LAYER).add(tooltip);
        }
    }

    private void locate(Point place) {
        Point corner = place.getCopy();
        ((GraphicalEditPart) viewer.getContents()).getFigure().translateToAbsolute(corner);
        tooltip.translateToRelative(corner);
        Dimension size = tooltip.getPreferredSize();
        tooltip.setBounds(new Rectangle(corner.translate(TOOLTIP_AWAY, TOOLTIP_AWAY), size));
    }

    private Optional<WirePart> oldWire() {
        return old.flatMap(wire -> ((GraphPart) viewer.getContents()).part(new WireItem(wire.from(), wire.to())))
                .map(WirePart.class::cast);
    }

    private Optional<PortPart> portPart(PortItem port) {
        return ((GraphPart) viewer.getContents()).part(port).map(PortPart.class::cast);
    }

    /** All ports look otherwise now; only those in sight are painted. */
    private void repaint() {
        IFigure nodes = ((GraphicalEditPart) viewer.getContents()).getFigure();
        nodes.repaint();
    }
}
