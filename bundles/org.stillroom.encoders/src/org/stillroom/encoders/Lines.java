// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.graphics.GC;

/** Breaks texts into lines at spaces, and names of models at slashes. */
final class Lines {

    private Lines() {}

    /** The text in the font of the drawing; a word that is too wide has a line of its own. */
    static List<String> of(GC gc, String text, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split("(?<=[ /])")) {
            if (!line.isEmpty() && gc.textExtent((line + word).stripTrailing()).x > width) {
                lines.add(line.stripTrailing());
                line = "";
            }
            line += word;
        }
        lines.add(line.stripTrailing());
        return lines;
    }
}
