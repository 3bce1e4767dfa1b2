// SPDX-License-Identifier: EPL-2.0
package org.stillroom.app.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Temporary files that this very process is writing. Linux lists a process's open files, so those of another run in
 * the same folder are never touched; elsewhere nothing is found.
 */
final class OpenTemporaries {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private OpenTemporaries() {}

    /** Deletes them. For the moment before a process is ended by force. */
    static void delete() {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(OPEN_FILES)) {
            for (Path link : open) {
                deleteIfTemporary(link);
            }
        } catch (IOException e) {
            // not Linux, or out of file handles: there is nothing more that could be done
            return;
        }
    }

    private static void deleteIfTemporary(Path link) {
        try {
            Path file = Files.readSymbolicLink(link);
            String name = file.getFileName() == null ? "" : file.getFileName().toString();
            boolean temporary = name.startsWith(".") && (name.endsWith(".tmp") || name.endsWith(".part"));
            if (temporary && Files.isRegularFile(file)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // closed meanwhile, or not a file
            return;
        }
    }
}
