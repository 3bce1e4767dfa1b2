// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.core.runtime.ILog;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.nodes.contract.RgbImage;

/**
 * Pictures that nodes show without writing them, as files of the workspace's own, so that they are looked at and kept
 * like all others. The next run of a graph replaces them.
 */
record Sheets(Path state) {

    private static final String FOLDER = "sheets";

    /** Empty, with a line in the error log, where it cannot be written. */
    Optional<Path> write(Path graph, String node, RgbImage picture) {
        UUID name = UUID.nameUUIDFromBytes(graph.toString().getBytes(StandardCharsets.UTF_8));
        Path file = state.resolve(FOLDER).resolve(name.toString()).resolve(node + "-sheet.png");
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, NodePictures.png(picture));
            return Optional.of(file);
        } catch (IOException e) {
            ILog.of(Sheets.class).error(file + " cannot be written, so the picture of " + node + " is not shown: "
                    + e.getMessage(), e);
            return Optional.empty();
        }
    }
}
