// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;

/** Tells the user what went wrong: a sentence, and where it came from only if that was asked for. */
record Errors(PrintWriter err, BooleanSupplier stacktrace) {

    /** @param cause may be null */
    void tell(String message, Throwable cause) {
        err.println("error: " + message);
        if (cause != null && stacktrace.getAsBoolean()) {
            cause.printStackTrace(err);
        }
        err.flush();
    }

    /** Something that no message was written for. */
    void tellUnforeseen(Throwable e) {
        tell("something unforeseen happened (" + e + ")"
                + (stacktrace.getAsBoolean() ? "" : "; --stacktrace shows where"), e);
    }
}
