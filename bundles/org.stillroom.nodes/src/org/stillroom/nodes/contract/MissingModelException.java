// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

/** A model or file that a graph names is not there; the message says where it was looked for and what to do. */
public class MissingModelException extends NodeException {

    private static final long serialVersionUID = 1L;

    /** @param at id of the parameter that names it, or empty */
    public MissingModelException(String at, String message) {
        super(at, message);
    }
}
