// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks git, as a process, in the folder where the command was started. */
record Git(Shell shell) {

    /**
     * What git printed, without the last line feed; empty where it ended with an error.
     *
     * @throws CliException if there is no git
     */
    Optional<String> ask(String... arguments) throws CliException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(shell.folder().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(shell.environment());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(out.endsWith("\n") ? out.substring(0, out.length() - 1) : out)
                    : Optional.empty();
        } catch (IOException e) {
            throw new CliException(ExitCode.MISSING, "git could not be started: " + e.getMessage()
                    + "; install it, or put it on the PATH", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.CANCELLED, "cancelled", e);
        }
    }

    /** @throws CliException if git ended with an error */
    void tell(String... arguments) throws CliException {
        if (ask(arguments).isEmpty()) {
            throw new CliException(ExitCode.FAILED, "git " + String.join(" ", arguments)
                    + " ended with an error; try it by hand to see why");
        }
    }

    /** The folder of the working tree, empty outside of one. */
    Optional<Path> workingTree() throws CliException {
        return ask("rev-parse", "--show-toplevel").filter(top -> !top.isEmpty()).map(Path::of);
    }

    /** A value of the repository's own configuration. */
    Optional<String> configured(String name) throws CliException {
        return ask("config", "--local", "--get", name);
    }
}
