// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;

/** Told of the pictures that runs make, in the user interface's thread. */
public interface PictureListener {

    /**
     * A node has written a picture. The next run may replace the file.
     *
     * @param run that made it, with the graph it was made by
     * @param node id of the node
     * @param file a picture
     * @param cached whether an earlier run wrote it, and this one found it unchanged
     */
    void made(RunRecord run, String node, Path file, boolean cached);
}
