// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.swt.graphics.Color;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.editor.status.NodeStatus.State;
import org.stillroom.editor.status.Overlay.Difference;
import org.stillroom.graph.Node;
import org.stillroom.graph.Problem;

/** The state of a node in a few words. */
public final class StatusText {

    private static final double MEGABYTE = 1e6;
    private static final double SMALLEST = 0.05;

    private StatusText() {}

    /** What stands above the node; empty where there is nothing to say. */
    static String badge(NodeStatus status, Node.Mode mode, Difference difference) {
        if (difference != Difference.NONE) {
            return DifferenceLook.text(difference);
        }
        String run = run(status);
        return !run.isEmpty() ? run : switch (mode) {
            case ACTIVE -> "";
            case MUTED -> CanvasMessages.muted;
            case BYPASSED -> CanvasMessages.bypassed;
        };
    }

    /** The state of the last run; empty where the node has not been part of one. */
    public static String run(NodeStatus status) {
        return switch (status.state()) {
            case IDLE -> "";
            case WAITING -> CanvasMessages.waiting;
            case RUNNING -> (status.total() > 0 ? status.done() + " / " + status.total() : CanvasMessages.running)
                    + (status.message().isEmpty() ? "" : " \u00b7 " + status.message());
            case DONE -> seconds(status) + megabytes(status);
            case CACHED -> CanvasMessages.cached + megabytes(status);
            case RECALLED -> CanvasMessages.recalled + megabytes(status);
            case FAILED -> CanvasMessages.failed;
            case SKIPPED -> CanvasMessages.skipped;
            case CANCELLED -> CanvasMessages.cancelled;
        };
    }

    static Color color(Theme theme, NodeStatus status, Difference difference) {
        return difference == Difference.NONE ? color(theme, status.state())
                : DifferenceLook.color(theme, difference);
    }

    static Color color(Theme theme, State state) {
        return switch (state) {
            case RUNNING -> theme.accent();
            case DONE, CACHED, RECALLED -> theme.good();
            case FAILED -> theme.bad();
            case CANCELLED -> theme.warning();
            case IDLE, WAITING, SKIPPED -> theme.dim();
        };
    }

    static String problems(List<Problem> problems) {
        return problems.stream().map(found -> found.port().isEmpty() ? found.message()
                : found.port() + ": " + found.message()).collect(Collectors.joining("\n"));
    }

    private static String seconds(NodeStatus status) {
        return status.seconds() < 0.095 ? String.format(Locale.ROOT, "%.0f ms", status.seconds() * 1000)
                : String.format(Locale.ROOT, "%.1f s", status.seconds());
    }

    /** Nothing for what would read as 0.0 MB, such as a text. */
    private static String megabytes(NodeStatus status) {
        double size = status.bytes() / MEGABYTE;
        String format = size < 10 ? " \u00b7 %.1f MB" : " \u00b7 %,.0f MB";
        return size < SMALLEST ? "" : String.format(Locale.ROOT, format, size);
    }
}
