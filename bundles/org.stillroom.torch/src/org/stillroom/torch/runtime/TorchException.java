// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

/** libtorch could not be started, or an operation in it failed; the message is a sentence for the user. */
public class TorchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TorchException(String message) {
        super(message);
    }

    public TorchException(String message, Throwable cause) {
        super(message, cause);
    }
}
