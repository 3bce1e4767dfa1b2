// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

/** A model file cannot be used; the message names the file and tensor, what was found and what was expected. */
public class CheckpointException extends Exception {

    private static final long serialVersionUID = 1L;

    public CheckpointException(String message) {
        super(message);
    }

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
