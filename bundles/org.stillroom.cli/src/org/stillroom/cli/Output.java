// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.stillroom.graph.io.AtomicFile;

/** Bytes that a command makes, for standard output or a file. */
record Output(Shell shell) {

    void print(byte[] bytes) throws CliException {
        try {
            shell.out().flush();
            shell.rawOut().write(bytes);
            shell.rawOut().flush();
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, "standard output cannot be written: " + e.getMessage(), e);
        }
    }

    /** @param named the file, whole or not at all; null for standard output */
    void write(byte[] bytes, Path named) throws CliException {
        if (named == null) {
            print(bytes);
            return;
        }
        Path file = shell.resolve(named);
        try {
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, file + " could not be written: " + e.getMessage(), e);
        }
    }
}
