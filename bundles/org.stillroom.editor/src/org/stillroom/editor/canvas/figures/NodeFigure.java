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
import org.stillroom.graph.Node;
import org.stillroom.graph.Problem;

/**
 * A node: header, ports, inline parameters, picture. Its bounds have some room around the body for ports, shadow and
 * the state above it; {@link #body} is what a person takes for the node.
 */
public final class NodeFigure extends Figure implements HandleBounds {

    private static final Insets ROOM = new Insets(22, 16, 10, 16);

    private final Look look;
    private final NodePainter painter;
    private final NodeLayout layout;
    private final List<PortFigure> inputs = new ArrayList<>();
    private final List<PortFigure> outputs = new ArrayList<>();
    private final List<ParameterFigure> parameters = new ArrayList<>();
    private final PictureFigure picture = new PictureFigure();
    private final BadgeFigure state;
    private final BadgeFigure problem;
    private final Rectangle body = new Rectangle();
    private NodeView view;
    private NodeStatus status = NodeStatus.IDLE;
    private Difference difference = Difference.NONE;
    private List<Problem> problems = List.of();
    private Node.Mode badged = Node.Mode.ACTIVE;
    private Dimension wanted = new Dimension();
    private boolean selected;

    public NodeFigure(Look look, NodeView view) {
        this.look = look;
        this.view = view;
        this.painter = new NodePainter(look);
        this.layout = new NodeLayout(look);
        this.state = new BadgeFigure(look);
        this.problem = new BadgeFigure(look);
        add(picture);
        add(state);
        add(problem);
        showParameters();
    }

    public NodeView view() {
        return view;
    }

    /** Shows another state of the node; ports are told apart. */
    public void setView(NodeView changed) {
        if (!changed.equals(view)) {
            view = changed;
            showParameters();
            resized();
        } else {
            showParameters();
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
        // moves the body too, as if it had been dragged
        setBounds(new Rectangle(placed).expand(ROOM));
        body.setBounds(placed);
        layout.arrange(this);
        repaint();
    }

    /** What is known of the node beside the graph. */
    public void setStatus(NodeStatus status, Difference difference, List<Problem> problems) {
        if (!status.equals(this.status) || difference != this.difference || !problems.equals(this.problems)
                || view.mode() != badged) {
            this.status = status;
            this.difference = difference;
            this.problems = List.copyOf(problems);
            showBadges();
        }
    }

    public NodeStatus status() {
        return status;
    }

    private void showBadges() {
        badged = view.mode();
        state.show(StatusText.badge(status, badged, difference), status.message(),
                StatusText.color(look.theme(), status, difference), status.state() == NodeStatus.State.FAILED);
        boolean error = problems.stream().anyMatch(found -> found.severity() == Problem.Severity.ERROR);
        String count = problems.isEmpty() ? "" : problems.size() == 1 ? "!" : Integer.toString(problems.size());
        problem.show(count, StatusText.problems(problems), error ? look.theme().bad() : look.theme().warning(), true);
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

    public void setSelected(boolean selected) {
        this.selected = selected;
        repaint();
    }

    public boolean selected() {
        return selected;
    }

    /** Shows another value until the node is shown anew. */
    public void showParameter(String id, String value) {
        parameter(id).ifPresent(figure -> figure.setView(
                new ParameterView(figure.view().parameter(), value, figure.view().problem())));
    }

    public List<ParameterFigure> parameters() {
        return List.copyOf(parameters);
    }

    public Optional<ParameterFigure> parameter(String id) {
        return parameters.stream().filter(p -> p.view().parameter().id().equals(id)).findFirst();
    }

    /** The parameter at a place, in the coordinates of the canvas. */
    public Optional<ParameterFigure> parameterAt(int x, int y) {
        return parameters.stream().filter(p -> p.isVisible() && p.containsPoint(x, y)).findFirst();
    }

    /** Whether a place is on the mark in the header that folds the node. */
    public boolean onFold(int x, int y) {
        return layout.fold(body).contains(x, y);
    }

    public BadgeFigure stateBadge() {
        return state;
    }

    /** Whether the sign of a problem is drawn at a place of the control. */
    public boolean problemAt(int x, int y) {
        Rectangle sign = problem.getBounds().getCopy();
        problem.translateToAbsolute(sign);
        return problem.isVisible() && sign.contains(x, y);
    }

    public BadgeFigure problemBadge() {
        return problem;
    }

    /** The theme has changed. */
    public void restyle() {
        showBadges();
    }

    @Override
    public boolean containsPoint(int x, int y) {
        return super.containsPoint(x, y) && (body.contains(x, y)
                || inputs.stream().anyMatch(port -> port.containsPoint(x, y))
                || outputs.stream().anyMatch(port -> port.containsPoint(x, y))
                || state.isVisible() && state.containsPoint(x, y)
                || problem.isVisible() && problem.containsPoint(x, y));
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
        } else {
            painter.paintFar(graphics, this);
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
        return difference;
    }

    private void showParameters() {
        List<ParameterView> views = view.parameters();
        boolean same = parameters.size() == views.size();
        for (int i = 0; same && i < views.size(); i++) {
            same = parameters.get(i).view().parameter().equals(views.get(i).parameter());
        }
        if (same) {
            for (int i = 0; i < views.size(); i++) {
                parameters.get(i).setView(views.get(i));
            }
            return;
        }
        parameters.forEach(this::remove);
        parameters.clear();
        for (ParameterView parameter : views) {
            ParameterFigure figure = new ParameterFigure(look, parameter);
            parameters.add(figure);
            add(figure);
        }
    }
}
