// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import java.util.ArrayList;
import java.util.List;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.editor.canvas.figures.NodeFigure;
import org.stillroom.editor.canvas.figures.StatusText;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.editor.status.Overlay;
import org.stillroom.graph.Node;
import org.stillroom.graph.Problem;

/** What a screen reader says of a node: its name, then what is to be seen of its state. */
final class NodeDescription {

    private NodeDescription() {}

    /** @param nodeOrNull null where it has just gone */
    static String of(Node nodeOrNull, String id, NodeFigure figure, Overlay overlay) {
        List<String> states = new ArrayList<>();
        String run = run(figure.status());
        boolean failed = figure.status().state() == NodeStatus.State.FAILED;
        String message = failed ? figure.status().message() : "";
        if (!run.isEmpty()) {
            states.add(message.isEmpty() ? run : run + ": " + message);
        }
        figure.shown().shown().ifPresent(shown -> states.add(shown.words()));
        if (nodeOrNull != null && nodeOrNull.mode() != Node.Mode.ACTIVE) {
            states.add(nodeOrNull.mode() == Node.Mode.MUTED ? CanvasMessages.muted : CanvasMessages.bypassed);
        }
        for (Problem problem : overlay.problems(id)) {
            states.add(CanvasMessages.of(CanvasMessages.problem, problem.message()));
        }
        overlay.settled(id).values().forEach(value -> states.add(CanvasMessages.of(CanvasMessages.found, value)));
        if (!figure.view().missing().isEmpty()) {
            states.add(figure.view().missing());
        }
        String label = figure.view().title() + " " + id;
        return states.isEmpty() ? label : label + ", " + String.join("; ", states);
    }

    /** Without steps and the time that is left: what changes by the second would be read out by the second. */
    private static String run(NodeStatus status) {
        return switch (status.state()) {
            case RUNNING -> CanvasMessages.running;
            case DONE -> CanvasMessages.of(CanvasMessages.done, StatusText.run(status));
            default -> StatusText.run(status);
        };
    }
}
