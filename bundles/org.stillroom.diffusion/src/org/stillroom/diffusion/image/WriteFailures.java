// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Why a file could not be written, in words. */
public final class WriteFailures {

    private static final int DEEPEST = 20;

    private WriteFailures() {}

    /** The first cause, such as {@code No space left on device}: what is around it tells only who was writing. */
    public static String reason(IOException failure) {
        IOException first = failure;
        for (int depth = 0; first.getCause() instanceof IOException cause && depth < DEEPEST; depth++) {
            first = cause;
        }
        if (first instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (first instanceof FileSystemException problem && problem.getReason() != null) {
            return problem.getReason();
        }
        return first.getMessage() == null ? first.getClass().getSimpleName() : first.getMessage();
    }
}
