// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

/** A model lacks one of its files, such as a shard or its config.json; the message names it. */
public class MissingFileException extends CheckpointException {

    private static final long serialVersionUID = 1L;

    public MissingFileException(String message) {
        super(message);
    }

    public MissingFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
