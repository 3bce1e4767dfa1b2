// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph.work;

/** Work that cannot be done as it was asked for; the message says why and what to do. */
public class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }

    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
