// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import org.stillroom.graph.work.RefusedException;

/** A training cannot start or go on; the message says why and what to do. */
public final class TrainingException extends RefusedException {

    private static final long serialVersionUID = 1L;

    public TrainingException(String message) {
        super(message);
    }

    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
