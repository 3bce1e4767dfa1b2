// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.util.function.ToIntFunction;

/** Breaks sentences into lines. */
final class WrappedText {

    private WrappedText() {}

    /**
     * @param width that no line of more than one word exceeds
     * @param measure width of a text
     */
    static String of(String text, int width, ToIntFunction<String> measure) {
        StringBuilder lines = new StringBuilder();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && measure.applyAsInt(longer) > width) {
                lines.append(line).append('\n');
                line = word;
            } else {
                line = longer;
            }
        }
        return lines.append(line).toString();
    }
}
