// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stillroom.nodes.catalog.NodeCatalog;

/** Runs commands inside the test's own process, in a folder of their own, with the node types of the class path. */
final class Cli {

    private static final NodeCatalog CATALOG = NodeCatalog.fromClassPath(Cli.class.getClassLoader());

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private Style style = Style.PLAIN;

    /** How a command ended, and what it printed. */
    record Ended(int code, String out, String err) {

        @Override
        public String toString() {
            return "exit code " + code + "\n--- out\n" + out + "--- err\n" + err;
        }
    }

    Cli(Path folder) {
        this.folder = folder;
    }

    Cli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Cli with(Style terminal) {
        style = terminal;
        return this;
    }

    Ended run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell = new Shell(new PrintWriter(out, true, StandardCharsets.UTF_8),
                new PrintWriter(err, true, StandardCharsets.UTF_8), out, style, environment, folder);
        int code = Main.run(arguments, new Context(shell, () -> CATALOG, Interrupts.ignored(), "1.2.3"));
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A graph of the test resources, copied into the folder, with texts replaced in pairs. */
    Path graph(String name, String... replaced) {
        try (var in = Cli.class.getResourceAsStream("/graphs/" + name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (int i = 0; i < replaced.length; i += 2) {
                if (!text.contains(replaced[i])) {
                    throw new AssertionError(replaced[i] + " is not in " + name);
                }
                text = text.replace(replaced[i], replaced[i + 1]);
            }
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> filesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
