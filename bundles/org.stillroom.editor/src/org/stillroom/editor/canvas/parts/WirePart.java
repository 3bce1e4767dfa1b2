// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.runtime.Platform;
import org.eclipse.draw2d.ConnectionAnchor;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.XYAnchor;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.AccessibleEditPart;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.NodeEditPart;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.gef.editparts.AbstractConnectionEditPart;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.CanvasItem.RerouteItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.editor.canvas.figures.WireFigure;
import org.stillroom.editor.canvas.figures.WireFigure.Stress;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Layout;
import org.stillroom.graph.Node;
import org.stillroom.nodes.contract.PortType;

/** A wire. The points it passes through are its children. */
public final class WirePart extends AbstractConnectionEditPart implements Described {

    /** Length of what is shown of a wire whose other end is nowhere. */
    private static final int STUB = 60;

    private final PartContext context;
    private final AccessibleEditPart accessible = new Spoken(this);
    private boolean selected;
    private boolean hovered;
    private boolean inserting;

    WirePart(PartContext context, WireItem wire) {
        this.context = context;
        setModel(wire);
    }

    @Override
    public WireItem item() {
        return (WireItem) getModel();
    }

    public PartContext context() {
        return context;
    }

    @Override
    public WireFigure getFigure() {
        return (WireFigure) super.getFigure();
    }

    /** Points between its ends, in order, in the coordinates of the canvas. */
    public List<Point> between() {
        List<Point> points = new ArrayList<>();
        for (Layout.Point point : reroutes()) {
            points.add(new Point(point.x(), point.y()));
        }
        return points;
    }

    @Override
    public String description() {
        String type = context.portType(item().from(), false).map(PortType::label).orElse(CanvasMessages.unknownType);
        return context.described(item(),
                CanvasMessages.of(CanvasMessages.wire, type, item().from(), item().to()));
    }

    @Override
    public void showSelected(boolean shown, boolean focused) {
        selected = shown;
        stress();
    }

    @Override
    public void showHovered(boolean shown) {
        hovered = shown;
        stress();
    }

    /** @param shown whether a node that is dragged would be put into this wire */
    public void showInserting(boolean shown) {
        inserting = shown;
        stress();
    }

    @Override
    public DragTracker getDragTracker(Request request) {
        return context.gestures().press(this, request);
    }

    @Override
    public void performRequest(Request request) {
        if (RequestConstants.REQ_OPEN.equals(request.getType())) {
            context.gestures().open(this, request);
        }
    }

    @Override
    protected IFigure createFigure() {
        return new WireFigure(context.look());
    }

    @Override
    protected void createEditPolicies() {
        context.gestures().equip(this);
    }

    @Override
    protected void refreshVisuals() {
        getFigure().setColor(context.portColor(item().from(), false));
        getFigure().setBetween(between());
        getFigure().setConflict(context.inConflict(item()));
        getFigure().setInactive(muted(item().from().node()) || muted(item().to().node()));
    }

    @Override
    protected List<CanvasItem> getModelChildren() {
        List<CanvasItem> children = new ArrayList<>();
        for (int i = 0; i < reroutes().size(); i++) {
            children.add(context.same(new RerouteItem(item().to(), i)));
        }
        return children;
    }

    @Override
    protected void refreshChildren() {
        super.refreshChildren();
        for (Object child : getChildren()) {
            ((EditPart) child).refresh();
        }
    }

    @Override
    protected void addChildVisual(EditPart child, int index) {
        getFigure().add(((GraphicalEditPart) child).getFigure());
    }

    @Override
    protected ConnectionAnchor getSourceConnectionAnchor() {
        return getSource() == null ? stub(getTarget(), -STUB) : super.getSourceConnectionAnchor();
    }

    @Override
    protected ConnectionAnchor getTargetConnectionAnchor() {
        return getTarget() == null ? stub(getSource(), STUB) : super.getTargetConnectionAnchor();
    }

    /** Adapters of other bundles are asked for in a running platform only: there are none on a plain class path. */
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Object getAdapter(Class key) {
        return key == AccessibleEditPart.class || Platform.isRunning() ? super.getAdapter(key) : null;
    }

    @Override
    protected AccessibleEditPart getAccessibleEditPart() {
        return accessible;
    }

    /** Beside the one port that it has. */
    private ConnectionAnchor stub(EditPart end, int dx) {
        return new XYAnchor(end instanceof NodeEditPart port
                ? port.getSourceConnectionAnchor(this).getLocation(null).translate(dx, 0) : new Point());
    }

    private void stress() {
        getFigure().setStress(inserting ? Stress.INSERT : selected ? Stress.SELECTED
                : hovered ? Stress.HOVERED : Stress.NONE);
    }

    private boolean muted(String node) {
        Graph graph = context.graph();
        return graph.nodes().containsKey(node) && graph.nodes().get(node).mode() == Node.Mode.MUTED;
    }

    private List<Layout.Point> reroutes() {
        return context.graph().layout().reroutes().getOrDefault(item().to().toString(), List.of());
    }
}
