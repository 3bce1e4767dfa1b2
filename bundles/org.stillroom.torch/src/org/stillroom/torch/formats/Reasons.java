// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Failures as sentences, because the messages of the file system are often only the path. */
public final class Reasons {

    private Reasons() {
    }

    public static CheckpointException cannotRead(Path file, IOException failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return new MissingFileException(link(file).map(target -> file + " is a link to " + target
                    + ", which is not there; put the file there, or fetch it again.")
                    .orElse("There is no file " + file + "."), failure);
        }
        if (failure instanceof AccessDeniedException) {
            return new CheckpointException("The file " + file + " may not be read; check its permissions.", failure);
        }
        String reason = failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason() : String.valueOf(failure.getMessage());
        return new CheckpointException("The file " + file + " cannot be read: " + reason + ".", failure);
    }

    /** What a symbolic link points to; empty if the file is none. */
    private static Optional<Path> link(Path file) {
        try {
            return Files.isSymbolicLink(file) ? Optional.of(Files.readSymbolicLink(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@code a} or {@code an}, whichever belongs before a label such as {@code SD3 transformer}. */
    public static String article(String label) {
        boolean spelled = label.startsWith("SD") || label.startsWith("LL");
        return spelled || !label.isEmpty() && "aeio".indexOf(Character.toLowerCase(label.charAt(0))) >= 0 ? "an" : "a";
    }
}
