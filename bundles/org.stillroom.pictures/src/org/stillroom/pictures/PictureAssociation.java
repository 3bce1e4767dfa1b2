// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stillroom.diffusion.image.PngFiles;
import org.stillroom.workbench.open.ContentAssociation;

/**
 * Makes Eclipse open PNG files that carry a graph as that graph, also when they are dropped on the editor area. All
 * other pictures are shown, or opened as the workbench has it otherwise.
 */
public final class PictureAssociation extends ContentAssociation {

    /** Larger files are not looked into, since this holds up the user interface. */
    private static final long MOST_BYTES = 64L << 20;

    public PictureAssociation() {
        super(".png", PictureAssociation::carriesGraph, PictureLauncher.ID);
    }

    static boolean carriesGraph(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES && PngFiles.graphOf(file).isPresent();
        } catch (IOException e) {
            // Not a whole PNG file; whoever opens it says so.
            return false;
        }
    }
}
