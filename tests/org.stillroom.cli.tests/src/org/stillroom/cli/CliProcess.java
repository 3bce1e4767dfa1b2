// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line as a real process. */
final class CliProcess {

    private final Path folder;
    private final Process process;

    /** @param shell commands in which {@code "$@"} is the command line; it must be ended by what is started last */
    private CliProcess(Path folder, String shell, List<String> arguments) throws IOException {
        this.folder = folder;
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", "bash", "-c", shell, "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                MainProcess.class.getName()));
        command.addAll(arguments);
        process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile()).redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    /** Takes the place of the shell, so that signals reach it. */
    static CliProcess start(Path folder, String... arguments) throws IOException {
        return new CliProcess(folder, "exec \"$@\"", List.of(arguments));
    }

    static CliProcess inPipe(Path folder, String shell, String... arguments) throws IOException {
        return new CliProcess(folder, shell, List.of(arguments));
    }

    /** @param signal such as {@code INT} */
    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    /** Waits until a file in the folder has the text. */
    void await(String file, String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(folder.resolve(file)) || !Files.readString(folder.resolve(file)).contains(text)) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError("\"" + text + "\" did not appear in " + file + ":\n" + err());
            }
            Thread.sleep(10);
        }
    }

    /** The exit code; fails if the process does not end. */
    int end() throws InterruptedException, IOException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end:\n" + err());
        }
        return process.exitValue();
    }

    String out() throws IOException {
        return Files.readString(folder.resolve("out.txt"));
    }

    String err() throws IOException {
        return Files.readString(folder.resolve("err.txt"));
    }
}
