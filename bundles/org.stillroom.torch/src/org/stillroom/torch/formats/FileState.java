// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** Size, time and identity of a file, to notice that it is no longer the one that was opened. */
public record FileState(Path file, long size, FileTime modified, String identity) {

    static FileState of(Path file) throws CheckpointException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new CheckpointException(file + " is not a file; expected a .safetensors file.");
            }
            return new FileState(file, attributes.size(), attributes.lastModifiedTime(),
                    String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            throw Reasons.cannotRead(file, e);
        }
    }

    /** @throws CheckpointException if the file is gone or was written since */
    public void verify() throws CheckpointException {
        FileState now = of(file);
        if (!now.equals(this)) {
            throw new CheckpointException(file + " was changed while it was in use (" + size
                    + " bytes before, " + now.size + " now); run again to read the new file, "
                    + "and replace files by moving rather than overwriting.");
        }
    }
}
