// SPDX-License-Identifier: EPL-2.0
package org.stillroom.help.viewer;

import java.util.List;
import java.util.Map;

/**
 * A help page as text with looks.
 *
 * @param runs parts that do not look as the rest, in order and without overlap
 * @param lines that hang: where each begins, and what is before its first tab hangs out
 * @param anchors where the places begin that links name after a number sign
 * @param pictures each in the place of one letter
 */
record Page(String title, String text, List<Run> runs, List<Hanging> lines, Map<String, Integer> anchors,
        List<Picture> pictures) {

    /** How a part looks. */
    enum Look { TITLE, HEADING, BOLD, ITALIC, CODE, PLAIN }

    /** @param href where the part leads; empty if it is no link */
    record Run(int start, int length, Look look, String href) {}

    /** @param row whether it is a row of a table, not an item of a list */
    record Hanging(int start, boolean row) {}

    /** @param source as the page names it */
    record Picture(int at, String source) {}

    Page {
        runs = List.copyOf(runs);
        lines = List.copyOf(lines);
        anchors = Map.copyOf(anchors);
        pictures = List.copyOf(pictures);
    }
}
