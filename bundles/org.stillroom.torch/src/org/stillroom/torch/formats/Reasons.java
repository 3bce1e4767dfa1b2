// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Failures of the file system as sentences, because its own messages are often only the path. */
public final class Reasons {

    private Reasons() {
    }

    public static CheckpointException cannotRead(Path file, IOException failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return new MissingFileException("There is no file " + file + ".", failure);
        }
        if (failure instanceof AccessDeniedException) {
            return new CheckpointException("The file " + file + " may not be read; check its permissions.", failure);
        }
        String reason = failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason() : String.valueOf(failure.getMessage());
        return new CheckpointException("The file " + file + " cannot be read: " + reason + ".", failure);
    }
}
