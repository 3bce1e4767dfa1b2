// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.catalog;

/** A contribution cannot be used; the message says what to correct in it. */
public class ContributionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ContributionException(String message) {
        super(message);
    }

    public ContributionException(String message, Throwable cause) {
        super(message, cause);
    }
}
