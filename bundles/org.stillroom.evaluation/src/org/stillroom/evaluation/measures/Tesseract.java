// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Starts the program Tesseract.
 *
 * @param program name or path
 */
record Tesseract(String program) {

    private static final int LIMIT_SECONDS = 60;

    /**
     * @param input for the program's standard input
     * @return what it writes; it is far less than a pipe holds, so it is read when the program has ended
     * @throws EvaluationException if there is no such program, or it fails or does not end
     * @throws CancellationException if the thread is interrupted
     */
    String run(Optional<Path> input, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        // one thread for each process: several may be started side by side
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        input.ifPresent(file -> builder.redirectInput(file.toFile()));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new EvaluationException("The program Tesseract cannot be started as " + program + "; install it (on "
                    + "Debian: apt-get install tesseract-ocr), or measure text without Tesseract.", e);
        }
        try {
            return output(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Reading text was stopped.");
        } catch (IOException e) {
            throw new EvaluationException("What Tesseract wrote cannot be read: " + e.getMessage() + ".", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private String output(Process process) throws InterruptedException, IOException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new EvaluationException("Tesseract (" + program + ") did not end within " + LIMIT_SECONDS
                    + " seconds; try it on the picture by hand.");
        }
        String written = text(process.getInputStream());
        if (process.exitValue() != 0) {
            throw new EvaluationException("Tesseract (" + program + ") failed: "
                    + text(process.getErrorStream()).strip().replaceAll("\\s+", " ") + " (exit code "
                    + process.exitValue() + "); check that it is Tesseract and that its language data is installed.");
        }
        return written;
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
