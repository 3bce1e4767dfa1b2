// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

/**
 * Something wrong with a graph, in a sentence for its author.
 *
 * @param severity errors keep a graph from running, warnings do not
 * @param node id of the node, or empty if the whole graph is meant
 * @param port id of the port or parameter, or empty if the whole node is meant
 * @param message what was found, what was expected and what to do
 */
public record Problem(Severity severity, String node, String port, String message) {

    public enum Severity { ERROR, WARNING }

    public static Problem error(String node, String port, String message) {
        return new Problem(Severity.ERROR, node, port, message);
    }

    public static Problem warning(String node, String port, String message) {
        return new Problem(Severity.WARNING, node, port, message);
    }

    /** {@code node.port: message}, as the command line prints it. */
    @Override
    public String toString() {
        String place = node.isEmpty() ? "" : port.isEmpty() ? node + ": " : node + "." + port + ": ";
        return place + message;
    }
}
