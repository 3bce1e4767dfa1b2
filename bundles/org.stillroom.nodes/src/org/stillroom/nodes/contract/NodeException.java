// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

/** A node could not do its work; the message says what was found, what was expected and what to do. */
public class NodeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String at;

    /** @param at id of the port or parameter concerned, or empty */
    public NodeException(String at, String message) {
        this(at, message, null);
    }

    /** @param at id of the port or parameter concerned, or empty */
    public NodeException(String at, String message, Throwable cause) {
        super(message, cause);
        this.at = at;
    }

    /** Id of the port or parameter concerned, or empty. */
    public String at() {
        return at;
    }
}
