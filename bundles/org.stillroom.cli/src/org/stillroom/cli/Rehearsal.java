// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Does once what short commands do, on a copy of the small family, so that Java keeps the classes that they need. What
 * comes of it does not matter.
 */
final class Rehearsal {

    private static final String FAMILY = "family/";
    private static final String SUMS = "SHA256SUMS";
    private static final String GRAPH = "graphs/first-picture.stillroom";

    private Rehearsal() {}

    /** @param arguments an empty folder to work in */
    public static void main(String[] arguments) throws IOException {
        rehearse(Path.of(arguments[0]).toAbsolutePath());
        // what else a process of the command line does: it looks at its shell, and is ended
        Shell.ofProcess();
        System.exit(ExitCode.DONE);
    }

    static void rehearse(Path folder) throws IOException {
        copy(GRAPH, folder.resolve("graph.stillroom"));
        copy(GRAPH, folder.resolve("other.stillroom"));
        Path family = folder.resolve("models/mini");
        copy(FAMILY + SUMS, family.resolve(SUMS));
        for (String line : Files.readAllLines(family.resolve(SUMS))) {
            String file = line.substring(line.indexOf("  ") + 2);
            copy(FAMILY + file, family.resolve(file));
        }
        Files.writeString(folder.resolve("other.stillroom"),
                Files.readString(folder.resolve("graph.stillroom")).replace("\"seed\": ", "\"seed\": 1"));
        Files.writeString(folder.resolve("misses.stillroom"),
                Files.readString(folder.resolve("graph.stillroom")).replace("\"mini/", "\"missing/"));
        for (List<String> command : List.of(List.of("check", "graph.stillroom"),
                List.of("check", "misses.stillroom"), List.of("nodes"),
                List.of("nodes", "denoiser"), List.of("models", "models"), List.of("diff", "graph.stillroom",
                "other.stillroom"), List.of("text", "graph.stillroom"), List.of("merge", "graph.stillroom",
                "other.stillroom", "graph.stillroom"), List.of("settle", "graph.stillroom"), List.of("cache"),
                List.of("check", "--help"), List.of("chekc"))) {
            run(folder, command);
        }
    }

    private static void run(Path folder, List<String> command) {
        PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Shell shell = new Shell(nowhere, nowhere, OutputStream.nullOutputStream(), Style.PLAIN,
                Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()), folder);
        Main.run(command.toArray(String[]::new), new Context(shell, MainProcess.catalogFor(command.getFirst()),
                Interrupts.ignored(), ""));
    }

    private static void copy(String resource, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream in = Rehearsal.class.getClassLoader().getResourceAsStream(resource)) {
            if (in != null) {
                Files.write(file, in.readAllBytes());
            }
        }
    }
}
