// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Insets;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.handles.HandleBounds;
import org.eclipse.swt.graphics.ImageData;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.editor.status.Overlay.Difference;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Shown;

/**
 * A node: header, ports, inline parameters, result, picture. Its bounds have some room around the body for ports,
 * shadow and the state above it; {@link #body} is what a person takes for the node.
 */
public final class NodeFigure extends Figure implements HandleBounds {

    private static final Insets ROOM = new Insets(22, 16, 10, 16);

    private final Look look;
    private final NodePainter painter;
    private final NodeLayout layout;
    private final List<PortFigure> inputs = new ArrayList<>();
    private final List<PortFigure> outputs = new ArrayList<>();
    private final NodeParameters parameters;
    private final NodeMarks marks;
    private final PictureFigure picture = new PictureFigure();
    private final ShownFigure shown;
    private final Rectangle body = new Rectangle();
    private NodeView view;
    private Dimension wanted = new Dimension();
    private boolean selected;

    public NodeFigure(Look look, NodeView view) {
        this.look = look;
        this.view = view;
        this.painter = new NodePainter(look);
        this.layout = new NodeLayout(look);
        this.marks = new NodeMarks(look);
        this.parameters = new NodeParameters(look, this);
        this.shown = new ShownFigure(look);
        add(shown);
        add(picture);
        add(marks.state());
        add(marks.problem());
        parameters.show(view.parameters());
    }

    /** How large a node of a type will be, nearly: to keep room for it before it is there. */
    public static Dimension likelySize(Look look, NodeType type) {
        return new NodeLayout(look).likely(type);
    }

    public NodeView view() {
        return view;
    }

    /** Shows another state of the node; ports are told apart. */
    public void setView(NodeView changed) {
        boolean other = !changed.equals(view);
        view = changed;
        parameters.show(view.parameters());
        if (other) {
            resized();
        }
    }

    /**
     * @param x of the body, in the coordinates of the canvas
     * @param y of the body
     * @param size wanted of the body; 0 means as large as its content needs
     */
    public void place(int x, int y, Dimension size) {
        wanted = size.getCopy();
        body.setLocation(x, y);
        resized();
    }

    /** The body, in the coordinates of the canvas. */
    public Rectangle body() {
        return body.getCopy();
    }

    @Override
    public Rectangle getHandleBounds() {
        return body();
    }

    /** @param index among the inputs or among the outputs */
    public void addPort(PortFigure port, int index) {
        List<PortFigure> ports = port.input() ? inputs : outputs;
        ports.add(Math.clamp(index, 0, ports.size()), port);
        add(port);
    }

    public void removePort(PortFigure port) {
        inputs.remove(port);
        outputs.remove(port);
        remove(port);
    }

    /** Lays everything anew, as after ports were added or labels have changed. */
    public void resized() {
        Rectangle placed = new Rectangle(body.getLocation(), layout.size(this, wanted));
        boolean other = !placed.getSize().equals(body.getSize());
        // moves the body too, as if it had been dragged
        setBounds(new Rectangle(placed).expand(ROOM));
        body.setBounds(placed);
        layout.arrange(this);
        if (other) {
            // wires that run around the node
            inputs.forEach(port -> port.anchor().moved());
            outputs.forEach(port -> port.anchor().moved());
        }
        repaint();
    }

    /** What is known of the node beside the graph. */
    public void setStatus(NodeStatus status, Difference difference, List<Problem> problems) {
        if (marks.set(status, difference, problems, view.mode())) {
            showMarks();
        }
    }

    public NodeStatus status() {
        return marks.status();
    }

    private void showMarks() {
        marks.show();
        layout.arrangeBadges(this);
        repaint();
    }

    /** @param shown null for none */
    public void setPicture(ImageData shown) {
        boolean before = picture.isVisible();
        picture.setPicture(shown);
        if (shown != null || before) {
            resized();
        }
    }

    /** What the last run made, other than a picture; empty for nothing. */
    public void setShown(Optional<Shown> result) {
        if (shown.show(result)) {
            resized();
        }
    }

    public ShownFigure shown() {
        return shown;
    }

    public void setSelected(boolean selected) {
        this.selected = selected;
        repaint();
    }

    public boolean selected() {
        return selected;
    }

    /** Shows another value until the node is shown anew. */
    public void showParameter(String id, String value) {
        parameters.show(id, value);
    }

    public List<ParameterFigure> parameters() {
        return parameters.all();
    }

    public Optional<ParameterFigure> parameter(String id) {
        return parameters.find(id);
    }

    /** The parameter at a place, in the coordinates of the canvas. */
    public Optional<ParameterFigure> parameterAt(int x, int y) {
        return parameters.at(x, y);
    }

    /** Whether a place is on the mark in the header that folds the node. */
    public boolean onFold(int x, int y) {
        return layout.fold(body).contains(x, y);
    }

    public BadgeFigure stateBadge() {
        return marks.state();
    }

    /** Whether the sign of a problem is drawn at a place of the control. */
    public boolean problemAt(int x, int y) {
        return marks.problemAt(x, y);
    }

    public BadgeFigure problemBadge() {
        return marks.problem();
    }

    /** The theme has changed. */
    public void restyle() {
        showMarks();
    }

    @Override
    public boolean containsPoint(int x, int y) {
        return super.containsPoint(x, y) && (body.contains(x, y)
                || inputs.stream().anyMatch(port -> port.containsPoint(x, y))
                || outputs.stream().anyMatch(port -> port.containsPoint(x, y))
                || marks.contains(x, y));
    }

    @Override
    protected void primTranslate(int dx, int dy) {
        super.primTranslate(dx, dy);
        body.translate(dx, dy);
    }

    @Override
    public void paint(Graphics graphics) {
        graphics.pushState();
        graphics.setAlpha(NodePainter.alpha(view.mode()));
        super.paint(graphics);
        graphics.popState();
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        painter.paint(graphics, this);
    }

    @Override
    protected void paintClientArea(Graphics graphics) {
        if (look.readable()) {
            super.paintClientArea(graphics);
        }
    }

    Rectangle bodyInPlace() {
        return body;
    }

    List<PortFigure> inputs() {
        return inputs;
    }

    List<PortFigure> outputs() {
        return outputs;
    }

    PictureFigure picture() {
        return picture;
    }

    Difference difference() {
        return marks.difference();
    }
}
