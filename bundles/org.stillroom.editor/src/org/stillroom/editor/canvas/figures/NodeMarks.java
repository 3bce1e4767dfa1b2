// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.List;
import org.eclipse.draw2d.geometry.Rectangle;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.editor.status.Overlay.Difference;
import org.stillroom.graph.Node;
import org.stillroom.graph.Problem;

/** The signs at a node: above it the state of the last run or how it differs, on its corner its problems. */
final class NodeMarks {

    private final Look look;
    private final BadgeFigure state;
    private final BadgeFigure problem;
    private NodeStatus status = NodeStatus.IDLE;
    private Difference difference = Difference.NONE;
    private List<Problem> problems = List.of();
    private Node.Mode mode = Node.Mode.ACTIVE;

    NodeMarks(Look look) {
        this.look = look;
        this.state = new BadgeFigure(look);
        this.problem = new BadgeFigure(look);
    }

    /** Whether there is anything to show anew. */
    boolean set(NodeStatus changed, Difference differs, List<Problem> found, Node.Mode now) {
        if (changed.equals(status) && differs == difference && found.equals(problems) && now == mode) {
            return false;
        }
        status = changed;
        difference = differs;
        problems = List.copyOf(found);
        mode = now;
        return true;
    }

    void show() {
        state.show(Sign.of(status.state(), mode, difference), StatusText.badge(status, mode, difference),
                status.message(), StatusText.color(look.theme(), status, difference),
                status.state() == NodeStatus.State.FAILED);
        boolean error = problems.stream().anyMatch(found -> found.severity() == Problem.Severity.ERROR);
        String count = problems.isEmpty() ? "" : problems.size() == 1 ? "!" : Integer.toString(problems.size());
        problem.show(Sign.NONE, count, StatusText.problems(problems),
                error ? look.theme().bad() : look.theme().warning(), true);
    }

    NodeStatus status() {
        return status;
    }

    Difference difference() {
        return difference;
    }

    BadgeFigure state() {
        return state;
    }

    BadgeFigure problem() {
        return problem;
    }

    /** @param x in the coordinates of the canvas */
    boolean contains(int x, int y) {
        return state.isVisible() && state.containsPoint(x, y) || problem.isVisible() && problem.containsPoint(x, y);
    }

    /** @param x in pixels of the control */
    boolean problemAt(int x, int y) {
        Rectangle sign = problem.getBounds().getCopy();
        problem.translateToAbsolute(sign);
        return problem.isVisible() && sign.contains(x, y);
    }
}
