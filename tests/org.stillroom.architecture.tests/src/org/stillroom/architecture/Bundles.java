// SPDX-License-Identifier: EPL-2.0
package org.stillroom.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The bundles of the design, what each may use, and their manifests. */
final class Bundles {

    /** The arrows of the design: what each bundle may use, all of it above its own line. */
    private static final Map<String, Set<String>> MAY_USE = table("""
            graph
            nodes       graph
            edit        graph nodes
            engine      graph nodes
            batch       graph nodes engine
            torch       graph
            diffusion   graph nodes torch
            world       graph nodes
            evaluation  graph nodes torch diffusion world
            distill     graph nodes torch diffusion world evaluation
            editor      graph nodes edit
            workbench   graph nodes edit engine torch editor
            encoders    graph nodes edit torch diffusion editor workbench
            pictures    graph nodes diffusion workbench
            cli         graph nodes engine batch torch diffusion world evaluation distill
            studio      workbench
            mini        graph
            help
            """);

    static final List<String> WITHOUT_WINDOWS = List.of("graph", "nodes", "edit", "engine", "batch", "torch",
            "diffusion", "world", "evaluation", "distill", "cli", "mini");

    static final List<String> WINDOW_PACKAGES = List.of("org.eclipse.swt", "org.eclipse.jface", "org.eclipse.gef",
            "org.eclipse.draw2d", "org.eclipse.ui", "org.eclipse.core.resources");

    /** What the canvas must not know, so that it works without a workbench. */
    static final List<String> WORKBENCH_PACKAGES = List.of("org.eclipse.ui", "org.eclipse.core.resources");

    private Bundles() {}

    /** Short names of all bundles, lowest first. */
    static Set<String> names() {
        return MAY_USE.keySet();
    }

    static boolean mayUse(String from, String to) {
        return from.equals(to) || MAY_USE.getOrDefault(from, Set.of()).contains(to);
    }

    /** By bundle, in the order of the lines. */
    private static Map<String, Set<String>> table(String lines) {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        for (String line : lines.lines().toList()) {
            List<String> names = List.of(line.split(" +"));
            Set<String> used = Set.copyOf(names.subList(1, names.size()));
            if (!table.keySet().containsAll(used)) {
                throw new IllegalArgumentException(names.getFirst() + " stands above some of " + used);
            }
            table.put(names.getFirst(), used);
        }
        return table;
    }

    /** Short name of the bundle that a package belongs to, by the longest prefix; empty if it is not one of ours. */
    static String of(String packageName) {
        if (!packageName.startsWith("org.stillroom.")) {
            return "";
        }
        String name = packageName.substring("org.stillroom.".length()).split("\\.", 2)[0];
        return MAY_USE.containsKey(name) ? name : "";
    }

    static List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("../../bundles"))) {
            return all.filter(folder -> Files.exists(folder.resolve("META-INF/MANIFEST.MF"))).sorted().toList();
        }
    }

    static Manifest manifest(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve("META-INF/MANIFEST.MF"))) {
            return new Manifest(in);
        }
    }

    /** What a manifest must not ask for: windows below the editor, and bundles that the design does not let it use. */
    static List<String> problems(Manifest manifest) {
        List<String> problems = new ArrayList<>();
        String name = name(manifest.getMainAttributes().getValue("Bundle-SymbolicName"));
        String own = of(name);
        if (own.isEmpty() && manifest.getMainAttributes().getValue("Fragment-Host") == null) {
            problems.add(name + " has no line in the table of what each bundle may use");
        }
        for (String header : List.of("Require-Bundle", "Import-Package", "DynamicImport-Package")) {
            for (String asked : entries(manifest.getMainAttributes().getValue(header))) {
                String other = of(asked);
                if (!own.isEmpty() && !other.isEmpty() && !mayUse(own, other)) {
                    problems.add(own + " must not use " + other + ", but its " + header + " names " + asked);
                }
                if (WITHOUT_WINDOWS.contains(own) && isOf(WINDOW_PACKAGES, asked)) {
                    problems.add(own + " must not know windows, but its " + header + " names " + asked);
                }
                if (own.equals("editor") && isOf(WORKBENCH_PACKAGES, asked)) {
                    problems.add("editor must not know the workbench, but its " + header + " names " + asked);
                }
            }
        }
        return problems;
    }

    /** Whether a package, or a bundle of its name, is one of these or below one. */
    static boolean isOf(List<String> packages, String name) {
        return packages.stream().anyMatch(p -> name.equals(p) || name.startsWith(p + "."));
    }

    private static List<String> entries(String header) {
        if (header == null) {
            return List.of();
        }
        String withoutQuotes = header.replaceAll("\"[^\"]*\"", "");
        return Arrays.stream(withoutQuotes.split(",")).map(Bundles::name).filter(name -> !name.isEmpty()).toList();
    }

    private static String name(String clause) {
        return clause.split(";", 2)[0].strip();
    }
}
