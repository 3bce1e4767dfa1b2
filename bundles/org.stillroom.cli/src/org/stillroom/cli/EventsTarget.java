// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens what {@code --events} names. */
final class EventsTarget {

    private EventsTarget() {}

    /**
     * @param name a file, {@code -} for standard output, or null for none
     * @throws CliException if the file cannot be written
     */
    static Optional<EventWriter> open(Shell shell, String name) throws CliException {
        if (name == null) {
            return Optional.empty();
        }
        try {
            OutputStream out = name.equals("-") ? unclosed(shell.rawOut())
                    : Files.newOutputStream(shell.resolve(Path.of(name)));
            return Optional.of(new EventWriter(out, System::nanoTime));
        } catch (IOException | InvalidPathException e) {
            throw new CliException(ExitCode.FAILED, "the events file " + name + " cannot be written ("
                    + reason(e) + "); choose another place", e);
        }
    }

    /** The file system's own messages are often only the path. */
    private static String reason(Exception e) {
        return switch (e) {
            case NoSuchFileException missing -> "its folder is not there";
            case AccessDeniedException denied -> "you have no permission";
            case FileSystemException known when known.getReason() != null -> known.getReason();
            default -> e.getMessage();
        };
    }

    /** Writes the last event of a run that is ended by force, if it can be written. */
    static void abandon(Optional<EventWriter> writer) {
        try {
            if (writer.isPresent()) {
                writer.get().abandon();
            }
        } catch (IOException e) {
            return;
        }
    }

    /** Closes a writer. What could be lost was written out with each event, and a failure then was reported. */
    static void close(Optional<EventWriter> writer) {
        try {
            if (writer.isPresent()) {
                writer.get().close();
            }
        } catch (IOException e) {
            return;
        }
    }

    /** Standard output outlives the events. */
    private static OutputStream unclosed(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                out.write(bytes, from, count);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
