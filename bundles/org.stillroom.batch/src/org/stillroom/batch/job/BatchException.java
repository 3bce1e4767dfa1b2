// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.job;

/** A batch cannot be done; the message says what was found, what was expected and what to do. */
public final class BatchException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is to blame. */
    public enum Kind {
        /** How it was asked for. */
        USAGE,
        GRAPH,
        /** A model or file is not there. */
        MISSING,
        /** What happened on the way. */
        FAILED
    }

    private final Kind kind;

    public BatchException(Kind kind, String message) {
        this(kind, message, null);
    }

    public BatchException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
