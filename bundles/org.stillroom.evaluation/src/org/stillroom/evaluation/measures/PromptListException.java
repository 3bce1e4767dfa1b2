// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.io.IOException;

/** A list of prompts that cannot be used; the message names the file and what to do. */
public class PromptListException extends IOException {

    private static final long serialVersionUID = 1L;

    public PromptListException(String message) {
        super(message);
    }

    public PromptListException(String message, Throwable cause) {
        super(message, cause);
    }
}
