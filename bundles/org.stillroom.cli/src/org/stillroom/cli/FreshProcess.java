// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.stillroom.graph.work.Progress;

/** Starts this program once more, for what must have a process of its own. */
record FreshProcess(Shell shell) {

    private static final int LOOK_MILLIS = 200;
    /** As a shell and Java tell of the signal that nothing can be done about. */
    private static final int KILLED = 128 + 9;

    /**
     * Waits for a command.
     *
     * @param arguments the command and what it is given
     * @param cancel ends the process when it throws
     * @return what it printed to standard output
     * @throws CliException if it fails, for wrong usage where that is the reason; what it said of that is told
     */
    String run(List<String> arguments, Progress cancel) throws CliException, IOException, InterruptedException {
        List<String> command = new ArrayList<>(program());
        command.addAll(arguments);
        Path out = Files.createTempFile("stillroom-process", ".out");
        Path err = Files.createTempFile("stillroom-process", ".err");
        Process process = null;
        try {
            process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                cancel.checkCancelled();
            }
            if (process.exitValue() != 0) {
                throw new CliException(process.exitValue() == ExitCode.USAGE ? ExitCode.USAGE : ExitCode.FAILED,
                        "\"stillroom " + arguments.getFirst() + "\" in a process of its own "
                        + how(process.exitValue(), Files.readString(err, StandardCharsets.UTF_8)));
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            if (process != null) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    private static String how(int exit, String said) {
        String words = exit == KILLED ? "was killed, as the system does where memory runs out"
                : "ended with " + exit;
        return said.isBlank() ? words : words + ": " + said.strip();
    }

    /** The script that started this program or, on a plain class path, Java with the same one. */
    private List<String> program() {
        String script = shell.variable("STILLROOM_COMMAND");
        return script.isBlank() ? List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true", "-cp",
                System.getProperty("java.class.path"), MainProcess.class.getName()) : List.of(script);
    }
}
