// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.ArrayList;
import java.util.List;
import org.stillroom.cli.Style.Ink;

/** Draws a node's progress on one line, however narrow the terminal is. */
final class Bars {

    private static final int NAME = 24;
    private static final int LEAST_BAR = 8;
    private static final int LONGEST_BAR = 40;

    private Bars() {}

    /**
     * @param nameWidth columns for the node's id, so that lines under each other line up
     * @param now in nanoseconds of the clock that {@code progress} uses
     */
    static String running(NodeProgress progress, int nameWidth, long now, Style style) {
        String name = name(progress.node(), nameWidth);
        if (!progress.hasSteps()) {
            return style.fit(name + "  " + NodeProgress.duration(progress.seconds(now)));
        }
        List<String> parts = new ArrayList<>(List.of(progress.count()));
        for (String part : List.of(progress.speed(), progress.left())) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        String text = "  " + String.join("  ", parts);
        int bar = Math.min(LONGEST_BAR, style.columns() - 3 - name.length() - text.length());
        if (bar < LEAST_BAR) {
            return style.fit(name + text);
        }
        return name + "  " + bar(progress.share(), bar, style) + text;
    }

    /** @param outcome such as {@code done} or {@code failed} */
    static String finished(String node, String outcome, Ink ink, String rest, int nameWidth, Style style) {
        String name = name(node, nameWidth) + "  ";
        String line = style.fit(name + outcome + (rest.isEmpty() ? "" : "  " + rest));
        boolean whole = line.startsWith(name + outcome);
        return whole ? name + style.paint(ink, outcome) + line.substring(name.length() + outcome.length()) : line;
    }

    /** Columns for the ids of all nodes of a graph. */
    static int nameWidth(Iterable<String> nodes) {
        int width = 0;
        for (String node : nodes) {
            width = Math.max(width, node.length());
        }
        return Math.min(width, NAME);
    }

    private static String bar(double share, int width, Style style) {
        int full = (int) Math.floor(share * width);
        String drawn = (style.unicode() ? "\u2588" : "#").repeat(full);
        String open = (style.unicode() ? "\u2591" : ".").repeat(width - full);
        return style.paint(Ink.CYAN, drawn) + style.paint(Ink.DIM, open);
    }

    private static String name(String node, int width) {
        String shown = node.length() <= width ? node : node.substring(0, Math.max(1, width - 1)) + "~";
        return shown + " ".repeat(Math.max(0, width - shown.length()));
    }
}
