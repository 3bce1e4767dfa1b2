// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Results in a folder, numbered in the order in which they were made: {@code NAME_00001.png} and so on. */
public final class NumberedFiles {

    private NumberedFiles() {}

    /**
     * Puts a file that was written whole under the number after the highest. Where the file system has hard links, not
     * even a process that is killed leaves an empty file there.
     *
     * @param temporary in the same folder; may be left, and is then the caller's to delete
     * @param name must pass {@link FileNames#problem}
     * @param ending such as {@code png}
     */
    public static Path place(Path temporary, Path folder, String name, String ending) throws IOException {
        for (long number = highest(folder, name, ending) + 1;; number++) {
            try {
                return Files.createLink(numbered(folder, name, number, ending), temporary);
            } catch (FileAlreadyExistsException e) {
                // Another run took it: the next one.
                continue;
            } catch (IOException | UnsupportedOperationException e) {
                // No links here; if something else is wrong, moving tells.
                return move(temporary, reserve(folder, name, ending));
            }
        }
    }

    /** Takes a number by creating an empty file, which fails if somebody else was faster. */
    private static Path reserve(Path folder, String name, String ending) throws IOException {
        for (long number = highest(folder, name, ending) + 1;; number++) {
            try {
                return Files.createFile(numbered(folder, name, number, ending));
            } catch (FileAlreadyExistsException e) {
                // Another run took it: the next one.
                continue;
            }
        }
    }

    private static Path move(Path temporary, Path reserved) throws IOException {
        try {
            return Files.move(temporary, reserved, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(reserved);
            throw e;
        }
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
