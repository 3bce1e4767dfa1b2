// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command sees of the shell that started it.
 *
 * @param out results: what a script reads
 * @param err progress and errors: what a person reads
 * @param rawOut where {@code out} goes to, for {@code --events -}; fails when nobody reads any more
 * @param style how {@code err} can be drawn on
 * @param environment variables
 * @param folder that relative paths start from
 */
public record Shell(
        PrintWriter out,
        PrintWriter err,
        OutputStream rawOut,
        Style style,
        Map<String, String> environment,
        Path folder) {

    public Shell {
        environment = Map.copyOf(environment);
        folder = folder.toAbsolutePath().normalize();
    }

    /** The shell that started this process. */
    public static Shell ofProcess() {
        Map<String, String> environment = System.getenv();
        Style style = TerminalSize.style(environment, System.err.charset());
        OutputStream rawOut = new FileOutputStream(FileDescriptor.out);
        return new Shell(writer(System.out), writer(System.err), rawOut, style, environment, Path.of(""));
    }

    /** A path as the user wrote it, from the folder where the command was started. */
    public Path resolve(Path path) {
        return folder.resolve(path).normalize();
    }

    /** The value of a variable, empty if it is not set. */
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }
}
