// SPDX-License-Identifier: EPL-2.0
package org.stillroom.product;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The materialised product, started as releng/stillroom starts it. */
final class Product {

    private static final Path FOLDER =
            Path.of("../../releng/org.stillroom.product/target/products/stillroom/linux/gtk/x86_64")
                    .toAbsolutePath().normalize();

    /** @param output standard output and standard error, in one text */
    record Ended(int code, String output) {}

    private Product() {}

    /** Runs the command line in {@code folder} and waits for its end. */
    static Ended run(Path folder, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = start(folder, output, List.of(arguments));
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running after 5 minutes:\n" + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }

    static Process start(Path folder, Path output, List<String> arguments) throws IOException {
        // a shell that runs this test in the background ignores SIGINT, and so would its children
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true", "-jar", launcher().toString(),
                "-nosplash", "-data", "@none"));
        command.addAll(arguments);
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
    }

    /** Puts the small family into the folder models of {@code folder}. */
    static void writeFamily(Path folder) throws IOException, InterruptedException {
        Ended ended = run(folder, "-application", "org.stillroom.mini.family", folder.resolve("models").toString());
        if (ended.code() != 0) {
            throw new AssertionError(ended.output());
        }
    }

    static Path graph(String name) {
        return Path.of("../../bundles/org.stillroom.mini/graphs").toAbsolutePath().normalize().resolve(name);
    }

    static List<String> filesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Sends the signal that Ctrl-C sends. */
    static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).inheritIO().start().waitFor();
    }

    /** Waits until the file holds the text. */
    static void awaitText(Path file, String text, Process process) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!Files.exists(file) || !Files.readString(file, StandardCharsets.UTF_8).contains(text)) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError("\"" + text + "\" did not appear in " + file);
            }
            Thread.sleep(20);
        }
    }

    private static Path launcher() throws IOException {
        try (Stream<Path> plugins = Files.list(FOLDER.resolve("plugins"))) {
            String name = "org.eclipse.equinox.launcher_";
            return plugins.filter(p -> p.getFileName().toString().startsWith(name)).findFirst().orElseThrow();
        }
    }
}
