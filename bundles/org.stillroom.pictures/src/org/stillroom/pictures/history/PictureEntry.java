// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures.history;

import java.nio.file.Path;

/**
 * A picture that a run made.
 *
 * @param graph name of the graph
 * @param node id of the node that wrote it
 * @param file that the node wrote; a later run may have replaced it
 * @param kept the picture as the run made it: a file of the history's own, or {@code file} where none could be made
 * @param run when the run began, in milliseconds since 1970; what one run made has the same
 * @param together whether the pictures that the node wrote in one run are to be looked at side by side
 */
public record PictureEntry(String graph, String node, Path file, Path kept, long run, boolean together) {

    /** Whether a person wants to see both beside each other at once. */
    public boolean belongsTo(PictureEntry other) {
        return together && other.together && run == other.run && node.equals(other.node)
                && graph.equals(other.graph);
    }

    /** Whether both are versions of one file. */
    public boolean sameFileAs(PictureEntry other) {
        return file.equals(other.file) && node.equals(other.node) && graph.equals(other.graph);
    }
}
