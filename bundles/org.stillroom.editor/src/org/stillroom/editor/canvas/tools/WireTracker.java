// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.LayerConstants;
import org.stillroom.edit.CanvasItem.PortItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.edit.WireEdits;
import org.stillroom.editor.canvas.parts.NodePart;
import org.stillroom.editor.canvas.parts.PartContext;
import org.stillroom.editor.canvas.parts.PortPart;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Wire;

/**
 * Draws a wire from a port, or moves an end of one. Dropped on a node, it goes to that node's first port that fits;
 * dropped where there is nothing, a new wire asks for a node and a moved one is removed.
 */
final class WireTracker extends CanvasTracker {

    private final PortItem held;
    private final Optional<Wire> old;
    private final Optional<PortPart> clicked;
    private WireDrawing drawing;

    private WireTracker(PartContext context, PortItem held, Optional<Wire> old, Optional<PortPart> clicked) {
        super(context);
        this.held = held;
        this.old = old;
        this.clicked = clicked;
    }

    /** From a port: a new wire, or the end of the wire that an input has. */
    static WireTracker from(PartContext context, PortPart port) {
        Optional<Wire> wire = port.port().input() ? context.canvas().document().wires().to(port.port().port())
                : Optional.empty();
        PortItem held = wire.map(found -> new PortItem(found.from(), false)).orElse(port.port());
        return new WireTracker(context, held, wire, Optional.of(port));
    }

    /** @param end whether its end is moved, not its start */
    static WireTracker move(PartContext context, WireItem wire, boolean end) {
        PortItem held = end ? new PortItem(wire.from(), false) : new PortItem(wire.to(), true);
        return new WireTracker(context, held, Optional.of(new Wire(wire.from(), wire.to())), Optional.empty());
    }

    @Override
    void begun() {
        drawing = new WireDrawing(context(), getCurrentViewer(), held, old);
    }

    @Override
    void dragged() {
        if (drawing != null) {
            drawing.to(place(), port());
        }
    }

    @Override
    void dropped() {
        if (drawing == null) {
            return;
        }
        PortPart port = port();
        EditPart below = below();
        Point at = place();
        WireDrawing done = drawing;
        drawing = null;
        boolean fits = port != null && done.fits(port);
        done.end();
        if (fits) {
            context().execute(done.edit(port));
        } else if (!(below instanceof PortPart || below instanceof NodePart)) {
            if (old.isPresent()) {
                context().execute(WireEdits.disconnect(old.get().to()));
            } else {
                context().hooks().wireDropped(held.port(), !held.input(), new Layout.Point(at.x, at.y));
            }
        }
    }

    @Override
    void clicked() {
        clicked.ifPresent(port -> getCurrentViewer().select(port));
    }

    @Override
    void cleanUp() {
        if (drawing != null) {
            drawing.end();
            drawing = null;
        }
    }

    /** The port under the pointer or, over the rest of a node, its port that fits: a free one before others. */
    private PortPart port() {
        EditPart below = below();
        if (below instanceof PortPart port) {
            return port;
        }
        if (below instanceof NodePart node && drawing != null) {
            return node.ports().stream().filter(drawing::fits)
                    .min(Comparator.comparing((PortPart port) -> !port.getTargetConnections().isEmpty())).orElse(null);
        }
        return null;
    }

    private EditPart below() {
        // the ends of a selected wire lie over its ports
        return getCurrentViewer().findObjectAtExcluding(getLocation(),
                Set.of(layer(getCurrentViewer(), LayerConstants.HANDLE_LAYER)));
    }
}
