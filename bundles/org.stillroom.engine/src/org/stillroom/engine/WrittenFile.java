// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** A file that a node wrote, and how to tell whether it is still the same. */
record WrittenFile(Path path, long size, FileTime modified) {

    /** The file as it is now; size -1 if it cannot be read. */
    static WrittenFile of(Path path) {
        try {
            return new WrittenFile(path, Files.size(path), Files.getLastModifiedTime(path));
        } catch (IOException e) {
            return new WrittenFile(path, -1, FileTime.fromMillis(0));
        }
    }

    boolean unchanged() {
        return size >= 0 && equals(of(path));
    }
}
