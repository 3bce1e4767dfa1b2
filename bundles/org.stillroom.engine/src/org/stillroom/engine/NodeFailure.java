// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.util.Optional;

/**
 * Why a node could not do its work.
 *
 * @param node id of the node, or empty if the whole graph is meant
 * @param port id of the port or parameter, or empty if the whole node is meant
 * @param message what was found, what was expected and what to do
 * @param cause what the node threw, for logs
 */
public record NodeFailure(Kind kind, String node, String port, String message, Optional<Throwable> cause) {

    public enum Kind {
        /** A model or file is not there. */
        MISSING_MODEL,
        /** The graph is wrong; nothing was run. */
        INVALID,
        /** The node failed while it ran, or the output folder cannot be written. */
        FAILED
    }

    /** {@code node.port: message}, as the command line prints it. */
    @Override
    public String toString() {
        String place = node.isEmpty() ? "" : port.isEmpty() ? node + ": " : node + "." + port + ": ";
        return place + message;
    }
}
