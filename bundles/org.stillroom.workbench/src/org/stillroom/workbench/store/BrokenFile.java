// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.osgi.util.NLS;
import org.stillroom.graph.GraphFile;

/**
 * A file that cannot be opened: why, where, and what to do.
 *
 * @param title in a few words
 * @param sentence what is wrong
 * @param lines the place in the file, or empty
 * @param openAsText empty where there is no text to open
 * @param restoreAutosave shows the copy that a killed session left, if there is one
 * @param tryAgain reads the file again
 */
public record BrokenFile(String title, String sentence, String lines, Optional<Runnable> openAsText,
        Optional<Runnable> restoreAutosave, Runnable tryAgain) {

    private static final Pattern LINE = Pattern.compile("line (\\d+)");
    private static final int LONGEST = 200;

    /** The line that a {@code GraphFileException} names as its place; 0 if it names none. */
    public static int line(String place) {
        Matcher found = LINE.matcher(place);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    /** The named line of a file with the two around it, numbered; empty if it cannot be read. */
    static String lines(Path file, int line) {
        try {
            if (line == 0 || Files.size(file) > GraphFile.MAX_BYTES) {
                return "";
            }
            List<String> all = Files.readString(file).lines().toList();
            StringBuilder shown = new StringBuilder();
            for (int i = Math.max(1, line - 1); i <= Math.min(all.size(), line + 1); i++) {
                String text = all.get(i - 1);
                shown.append(NLS.bind(Messages.BrokenFile_line, i, text.length() <= LONGEST ? text
                        : text.substring(0, LONGEST))).append('\n');
            }
            return shown.toString().stripTrailing();
        } catch (IOException e) {
            // the sentence says why it cannot be read
            return "";
        }
    }
}
