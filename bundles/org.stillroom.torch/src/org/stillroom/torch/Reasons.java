// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Sentences for failures of the file system, whose own messages are often only the path. */
final class Reasons {

    private Reasons() {
    }

    static String cannotRead(Path file, IOException failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return "There is no file " + file + ".";
        }
        if (failure instanceof AccessDeniedException) {
            return "The file " + file + " may not be read; check its permissions.";
        }
        String reason = failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason() : String.valueOf(failure.getMessage());
        return "The file " + file + " cannot be read: " + reason + ".";
    }
}
