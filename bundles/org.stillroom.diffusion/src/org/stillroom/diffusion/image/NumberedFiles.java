// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.stillroom.graph.io.AtomicFile;

/** Results in a folder, numbered in the order in which they were made: {@code NAME_00001.png} and so on. */
public final class NumberedFiles {

    private NumberedFiles() {}

    /**
     * Writes a file whole under the number after the highest, or a later one if others write there at the same time.
     *
     * @param name must pass {@link FileNames#problem}
     * @param ending such as {@code png}
     * @return the file
     */
    public static Path write(Path folder, String name, String ending, AtomicFile.Content content) throws IOException {
        return AtomicFile.create(folder, () -> LongStream.iterate(highest(folder, name, ending) + 1, next -> next + 1)
                .mapToObj(number -> numbered(folder, name, number, ending)).iterator(), content);
    }

    private static Path numbered(Path folder, String name, long number, String ending) {
        return folder.resolve(String.format("%s_%05d.%s", name, number, ending));
    }

    private static long highest(Path folder, String name, String ending) throws IOException {
        Pattern numbered = Pattern.compile(Pattern.quote(name) + "_(\\d{1,9})\\." + ending);
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> numbered.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(match -> Long.parseLong(match.group(1)))
                    .max().orElse(0);
        }
    }
}
