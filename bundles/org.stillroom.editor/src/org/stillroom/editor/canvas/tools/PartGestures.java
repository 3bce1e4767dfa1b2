// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import java.util.Optional;
import java.util.Set;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.Request;
import org.eclipse.gef.requests.LocationRequest;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.editor.canvas.figures.NodeFigure;
import org.stillroom.editor.canvas.figures.ParameterFigure;
import org.stillroom.editor.canvas.parts.Drawn;
import org.stillroom.editor.canvas.parts.FramePart;
import org.stillroom.editor.canvas.parts.Gestures;
import org.stillroom.editor.canvas.parts.GraphPart;
import org.stillroom.editor.canvas.parts.NodePart;
import org.stillroom.editor.canvas.parts.NotePart;
import org.stillroom.editor.canvas.parts.PortPart;
import org.stillroom.editor.canvas.parts.ReroutePart;
import org.stillroom.editor.canvas.parts.WirePart;

/** The tool for each part: what a press on it and a double click do, and what it is taken hold of by. */
public final class PartGestures implements Gestures {

    private final DirectEditing editing;

    public PartGestures(DirectEditing editing) {
        this.editing = editing;
    }

    @Override
    public DragTracker press(GraphicalEditPart part, Request request) {
        return switch (part) {
            case GraphPart graph -> new MarqueeTracker(graph.context());
            case NodePart node -> node(node, Drawn.place(node, (LocationRequest) request));
            case FramePart frame -> new MoveTracker(frame.context(), frame);
            case NotePart note -> new MoveTracker(note.context(), note);
            case PortPart port -> port.context().editable() ? WireTracker.from(port.context(), port)
                    : new MoveTracker(port.context(), port.node());
            case WirePart wire -> new RerouteTracker(wire.context(), wire);
            case ReroutePart point -> new RerouteTracker(point.context(), point);
            default -> throw new IllegalArgumentException("expected a part of the canvas, found " + part);
        };
    }

    @Override
    public void open(GraphicalEditPart part, Request request) {
        if (part instanceof NodePart node) {
            node.context().canvas().host().open(node.id());
        } else if (part instanceof FramePart frame && frame.context().editable()) {
            editing.editFrame(frame);
        } else if (part instanceof NotePart note && note.context().editable()) {
            editing.editNote(note);
        } else if (part instanceof WirePart wire && wire.context().editable()
                && request instanceof LocationRequest at) {
            RerouteTracker.add(wire.context(), wire, at.getLocation());
        }
    }

    @Override
    public void equip(GraphicalEditPart part) {
        part.installEditPolicy(HighlightPolicy.ROLE, new HighlightPolicy());
        if (part instanceof NodePart || part instanceof FramePart || part instanceof NotePart) {
            part.installEditPolicy(EditPolicy.PRIMARY_DRAG_ROLE, new ResizePolicy());
        } else if (part instanceof WirePart) {
            part.installEditPolicy(EditPolicy.CONNECTION_ENDPOINTS_ROLE, new WireEndPolicy());
        }
    }

    private DragTracker node(NodePart node, Point place) {
        NodeFigure figure = node.getFigure();
        boolean editable = node.context().editable();
        if (editable && figure.onFold(place.x, place.y)) {
            boolean collapsed = figure.view().collapsed();
            return new MoveTracker(node.context(), node) {
                @Override
                void clicked() {
                    context().execute(LayoutEdits.collapse(Set.of(node.id()), !collapsed));
                }
            };
        }
        Optional<ParameterFigure> parameter = figure.parameterAt(place.x, place.y);
        return editable && parameter.isPresent() ? new ParameterTracker(editing, node, parameter.get())
                : new MoveTracker(node.context(), node);
    }
}
