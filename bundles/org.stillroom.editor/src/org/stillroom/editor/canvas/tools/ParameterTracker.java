// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.Optional;
import org.eclipse.draw2d.geometry.Point;
import org.stillroom.edit.NodeEdits;
import org.stillroom.editor.canvas.figures.ParameterFigure;
import org.stillroom.editor.canvas.parts.NodePart;
import org.stillroom.nodes.contract.Parameter;

/**
 * A press on an inline parameter. A click edits it, steps a number by its arrows or toggles a switch; a drag changes a
 * number as the pointer goes left or right, and moves the node by any other parameter.
 */
final class ParameterTracker extends MoveTracker {

    private static final int PIXELS_PER_STEP = 6;

    private final DirectEditing editing;
    private final NodePart node;
    private final ParameterFigure figure;
    private final Parameter parameter;
    private final boolean number;
    private Optional<JsonNode> dragged = Optional.empty();

    ParameterTracker(DirectEditing editing, NodePart node, ParameterFigure figure) {
        super(node.context(), node);
        this.editing = editing;
        this.node = node;
        this.figure = figure;
        this.parameter = figure.view().parameter();
        this.number = parameter.kind() == Parameter.Kind.INTEGER || parameter.kind() == Parameter.Kind.NUMBER;
    }

    @Override
    void clicked() {
        if (parameter.kind() == Parameter.Kind.BOOLEAN) {
            boolean on = node.parameter(parameter).asBoolean();
            change(BooleanNode.valueOf(!on));
            return;
        }
        Point at = CanvasTracker.onCanvas(getCurrentViewer(), getLocation());
        switch (figure.zone(at.x)) {
            case LESS -> step(-1).ifPresent(this::change);
            case MORE -> step(1).ifPresent(this::change);
            case VALUE -> editing.editParameter(node, parameter.id());
        }
    }

    @Override
    void begun() {
        if (!number) {
            super.begun();
        }
    }

    @Override
    void dragged() {
        if (!number) {
            super.dragged();
            return;
        }
        int steps = (getLocation().x - getStartLocation().x) / PIXELS_PER_STEP;
        dragged = step(steps);
        dragged.ifPresent(value -> node.showParameter(parameter, value));
    }

    @Override
    void dropped() {
        if (!number) {
            super.dropped();
            return;
        }
        Optional<JsonNode> value = dragged;
        dragged = Optional.empty();
        value.ifPresent(this::change);
    }

    @Override
    void cleanUp() {
        super.cleanUp();
        if (number) {
            node.refreshPlace();
        }
    }

    private Optional<JsonNode> step(int steps) {
        int faster = getCurrentInput().isShiftKeyDown() ? 10 : 1;
        return ParameterSteps.step(parameter, node.parameter(parameter), steps * faster);
    }

    private void change(JsonNode value) {
        node.context().execute(NodeEdits.parameter(node.id(), parameter.id(), value));
    }
}
