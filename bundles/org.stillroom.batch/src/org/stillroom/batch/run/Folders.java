// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders of what is half done. */
final class Folders {

    /** Of a large picture. */
    private static final int PROBE_BYTES = 16 << 20;

    private Folders() {
    }

    /**
     * Writes as much as a picture, and removes it again: what a disk says of itself is not always so.
     *
     * @throws IOException if the folder cannot be written or its disk is full
     */
    static void requireSpace(Path folder) throws IOException {
        Path probe = folder.resolve("probe");
        try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(PROBE_BYTES);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /** Removes a folder with all that is in it, if it is there. */
    static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
