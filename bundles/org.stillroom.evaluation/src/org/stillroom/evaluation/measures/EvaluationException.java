// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import org.stillroom.graph.work.RefusedException;

/** Something that is to be measured, or to measure with, is not what it must be; the message says what to do. */
public class EvaluationException extends RefusedException {

    private static final long serialVersionUID = 1L;

    public EvaluationException(String message) {
        super(message);
    }

    public EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
