// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.table;

import java.io.IOException;

/** A file is no table, or not the one that is needed; the message names the file and what to do. */
public final class TableException extends IOException {

    private static final long serialVersionUID = 1L;

    public TableException(String message) {
        super(message);
    }

    public TableException(String message, Throwable cause) {
        super(message, cause);
    }
}
