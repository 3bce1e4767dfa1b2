// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.gef.requests.LocationRequest;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.CanvasItem.PortItem;
import org.stillroom.editor.canvas.figures.NodeFigure;
import org.stillroom.editor.canvas.figures.NodeView;
import org.stillroom.editor.canvas.figures.ParameterFigure;
import org.stillroom.editor.canvas.figures.PortFigure;
import org.stillroom.editor.status.Overlay.Difference;
import org.stillroom.graph.Layout.Place;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;

/** A node. Its ports are its children. */
public final class NodePart extends ItemPart {

    /** The parameter that the pointer is over; null for none. */
    private ParameterFigure hovered;
    private Map<String, String> settled = Map.of();

    NodePart(PartContext context, NodeItem node) {
        super(context, node);
    }

    public String id() {
        return ((NodeItem) item()).id();
    }

    public Node node() {
        return context().graph().nodes().get(id());
    }

    /** Empty for a placeholder. */
    public Optional<NodeType> type() {
        return context().canvas().catalog().nodeType(node().type());
    }

    @Override
    public NodeFigure getFigure() {
        return (NodeFigure) super.getFigure();
    }

    @Override
    public void refresh() {
        super.refresh();
        place();
        refreshStatus();
    }

    /** Another type, mode, or parameters. */
    void refreshNode() {
        getFigure().setView(view());
        refresh();
        ports().forEach(PortPart::refreshWireLooks);
    }

    /** Another place, size, or folding. */
    public void refreshPlace() {
        getFigure().setView(view());
        place();
    }

    private void place() {
        Place place = context().graph().layout().nodes().get(id());
        if (place == null) {
            Point spread = spread();
            getFigure().place(spread.x, spread.y, new Dimension());
        } else {
            getFigure().place(place.x(), place.y(), new Dimension(place.width(), place.height()));
        }
    }

    /** What is shown beside the graph: state of the run, picture, problems, differences. */
    public void refreshStatus() {
        var overlay = context().canvas().overlay();
        if (!overlay.settled(id()).equals(settled)) {
            settled = overlay.settled(id());
            getFigure().setView(view());
        }
        getFigure().setStatus(overlay.status(id()), difference(), overlay.problems(id()));
        getFigure().setShown(overlay.result(id()));
        getFigure().setPicture(overlay.picture(id()).orElse(null));
    }

    private Difference difference() {
        Difference difference = context().canvas().overlay().difference(id());
        return difference == Difference.NONE && context().inConflict(item()) ? Difference.CONFLICT : difference;
    }

    /** Ports that only wires tell of come and go with them. */
    void refreshPorts() {
        int before = getChildren().size();
        refreshChildren();
        if (getChildren().size() != before) {
            getFigure().resized();
        }
    }

    /** The value of a parameter, or its default. */
    public JsonNode parameter(Parameter parameter) {
        return node().parameters().getOrDefault(parameter.id(), parameter.defaultValue());
    }

    /** Shows a value that is not in the graph yet, while it is dragged. */
    public void showParameter(Parameter parameter, JsonNode value) {
        getFigure().showParameter(parameter.id(), ParameterTexts.text(value));
    }

    /** All ports, inputs first. */
    public List<PortPart> ports() {
        List<PortPart> ports = new ArrayList<>();
        for (Object child : getChildren()) {
            ports.add((PortPart) child);
        }
        return ports;
    }

    @Override
    public void deactivate() {
        getFigure().setPicture(null);
        super.deactivate();
    }

    @Override
    public void restyle() {
        refreshStatus();
        getFigure().restyle();
    }

    @Override
    public String description() {
        return NodeDescription.of(node(), id(), getFigure(), context().canvas().overlay());
    }

    @Override
    public void showSelected(boolean selected, boolean focused) {
        getFigure().setSelected(selected);
    }

    @Override
    public void showHovered(boolean shown) {
        if (!shown) {
            hover(null);
        }
    }

    @Override
    public void showTargetFeedback(Request request) {
        super.showTargetFeedback(request);
        if (RequestConstants.REQ_SELECTION.equals(request.getType()) && request instanceof LocationRequest at) {
            Point place = Drawn.place(this, at);
            hover(getFigure().parameterAt(place.x, place.y).orElse(null));
        }
    }

    @Override
    protected IFigure createFigure() {
        return new NodeFigure(context().look(), view());
    }

    @Override
    protected List<CanvasItem> getModelChildren() {
        Node node = node();
        Optional<NodeType> type = type();
        List<CanvasItem> children = new ArrayList<>();
        for (String port : NodeViews.ports(type, true, node.inputs().keySet())) {
            children.add(context().same(new PortItem(new PortRef(id(), port), true)));
        }
        for (String port : NodeViews.ports(type, false, context().usedOutputs(id()))) {
            children.add(context().same(new PortItem(new PortRef(id(), port), false)));
        }
        return children;
    }

    @Override
    protected void addChildVisual(EditPart child, int index) {
        PortFigure port = ((PortPart) child).getFigure();
        int inputs = (int) ports().stream().filter(part -> part != child && part.port().input()).count();
        getFigure().addPort(port, port.input() ? index : index - inputs);
    }

    @Override
    protected void removeChildVisual(EditPart child) {
        getFigure().removePort(((PortPart) child).getFigure());
    }

    private NodeView view() {
        try {
            return NodeViews.of(context().graph(), node(), context().canvas().catalog(), settled,
                    context().conflicts().at(item()));
        } catch (RuntimeException e) {
            // a contribution may have given anything; it spoils this node and no other
            return NodeViews.broken(node(), e);
        }
    }

    private void hover(ParameterFigure parameter) {
        if (hovered != parameter) {
            if (hovered != null) {
                hovered.setHovered(false);
            }
            hovered = parameter;
            if (parameter != null) {
                parameter.setHovered(true);
            }
        }
    }

    /** Where a node is shown that the graph gives no place. */
    private Point spread() {
        int index = new ArrayList<>(context().graph().nodes().keySet()).indexOf(id());
        return new Point(40 + 280 * (index % 6), 40 + 260 * (index / 6));
    }
}
