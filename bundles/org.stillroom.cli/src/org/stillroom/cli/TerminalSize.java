// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;

/** Finds out whether errors and progress go to a terminal, and how wide it is. */
final class TerminalSize {

    private static final int USUAL = 80;

    private TerminalSize() {}

    /**
     * STILLROOM_TTY decides if it is 1 or 0; NO_COLOR (any value) turns colours off; COLUMNS, where it is exported,
     * gives the width.
     */
    static Style style(Map<String, String> environment, Charset charset) {
        String said = environment.getOrDefault("STILLROOM_TTY", "");
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean terminal = !dumb && (said.isEmpty() ? standardErrorIsTerminal() : "1".equals(said));
        if (!terminal) {
            return Style.PLAIN;
        }
        boolean color = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Style(true, columns(environment), color, charset.equals(StandardCharsets.UTF_8));
    }

    private static boolean standardErrorIsTerminal() {
        // System.console() says only whether input and output are terminals, and since Java 22 not even that
        try {
            String device = Path.of("/proc/self/fd/2").toRealPath().toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }

    private static int columns(Map<String, String> environment) {
        int exported = number(environment.getOrDefault("COLUMNS", ""));
        return exported > 0 ? exported : askTerminal();
    }

    private static int askTerminal() {
        File terminal = new File("/dev/tty");
        if (!Files.isReadable(terminal.toPath())) {
            return USUAL;
        }
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(terminal)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return USUAL;
            }
            try (Scanner answer = new Scanner(stty.getInputStream(), StandardCharsets.US_ASCII)) {
                answer.next();
                int columns = number(answer.next());
                return columns > 0 ? columns : USUAL;
            }
        } catch (IOException | NoSuchElementException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
