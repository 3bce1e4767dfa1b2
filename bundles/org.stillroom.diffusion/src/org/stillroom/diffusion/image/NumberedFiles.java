// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Results in a folder, numbered in the order in which they were made: {@code NAME_00001.png} and so on. */
public final class NumberedFiles {

    private NumberedFiles() {}

    /**
     * Takes the number after the highest by creating an empty file, which fails if somebody else was faster.
     *
     * @param name must pass {@link FileNames#problem}
     * @param ending such as {@code png}
     */
    public static Path reserve(Path folder, String name, String ending) throws IOException {
        for (long number = highest(folder, name, ending) + 1;; number++) {
            try {
                return Files.createFile(folder.resolve(String.format("%s_%05d.%s", name, number, ending)));
            } catch (FileAlreadyExistsException e) {
                // Another run took it: the next one.
                continue;
            }
        }
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
