// SPDX-License-Identifier: EPL-2.0
package org.stillroom.host;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A copy of the plain Eclipse that the build makes, in a folder of its own. */
record Host(Path folder) {

    private static final Path PLAIN =
            Path.of("../org.stillroom.host/target/products/host/linux/gtk/x86_64").toAbsolutePath().normalize();

    /** What the build offers to users. */
    static final Path REPOSITORY =
            Path.of("../../releng/org.stillroom.product/target/repository").toAbsolutePath().normalize();

    /** What the test installs besides. */
    static final Path CHECKS = Path.of("../org.stillroom.host/target/repository").toAbsolutePath().normalize();

    /** @param output standard output and standard error, in one text */
    record Ended(int code, String output) {}

    static Host copyTo(Path folder) throws IOException {
        Files.walkFileTree(PLAIN, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(folder.resolve(PLAIN.relativize(from)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                Files.copy(from, folder.resolve(PLAIN.relativize(from)));
                return FileVisitResult.CONTINUE;
            }
        });
        return new Host(folder);
    }

    /** Installs with the p2 director, as {@code eclipse -application org.eclipse.equinox.p2.director} does. */
    Ended install(List<Path> repositories, String... units) throws IOException, InterruptedException {
        return run(List.of(), List.of("-application", "org.eclipse.equinox.p2.director",
                "-repository", String.join(",", repositories.stream().map(path -> path.toUri().toString()).toList()),
                "-installIU", String.join(",", units)));
    }

    /** Makes a p2 repository of the plug-ins in {@code source}. */
    Ended publish(Path source, Path repository) throws IOException, InterruptedException {
        return run(List.of(), List.of("-application", "org.eclipse.equinox.p2.publisher.FeaturesAndBundlesPublisher",
                "-source", source.toString(), "-metadataRepository", repository.toUri().toString(),
                "-artifactRepository", repository.toUri().toString(), "-publishArtifacts"));
    }

    /** Starts it and waits for its end. */
    Ended run(List<String> vmArguments, List<String> arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(vmArguments);
        command.addAll(List.of("-jar", launcher().toString(), "-nosplash", "-consoleLog"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running after 5 minutes:\n" + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }

    /** The plug-ins that the host would start with, as {@code name_version}. */
    List<String> plugins() throws IOException {
        Path list = folder.resolve("configuration/org.eclipse.equinox.simpleconfigurator/bundles.info");
        try (Stream<String> lines = Files.lines(list)) {
            return lines.filter(line -> !line.startsWith("#")).map(line -> line.split(","))
                    .map(parts -> parts[0] + "_" + parts[1]).toList();
        }
    }

    private Path launcher() throws IOException {
        try (Stream<Path> plugins = Files.list(folder.resolve("plugins"))) {
            String name = "org.eclipse.equinox.launcher_";
            return plugins.filter(p -> p.getFileName().toString().startsWith(name)).findFirst().orElseThrow();
        }
    }
}
