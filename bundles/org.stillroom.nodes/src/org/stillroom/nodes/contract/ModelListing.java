// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds what looks like a model in a folder. */
final class ModelListing extends SimpleFileVisitor<Path> {

    private static final int DEPTH = 6;
    private static final int MOST_ENTRIES = 100_000;
    private static final Set<String> MARKS = Set.of("config.json", "model_index.json", "tokenizer.json",
            "tokenizer_config.json", "spiece.model", "vocab.json");
    /** What names of models end with that need no folder of their own. */
    private static final List<String> SINGLE_FILES = List.of(".safetensors", ".gguf");

    private final Path root;
    private final SortedMap<Path, Set<String>> files = new TreeMap<>();
    private int entries;

    private ModelListing(Path root) {
        this.root = root;
    }

    /** Names relative to {@code folder}, sorted; none if it cannot be read. */
    static List<String> of(Path folder) {
        try {
            ModelListing listing = new ModelListing(folder.toRealPath());
            Files.walkFileTree(listing.root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, listing);
            return listing.names();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        if (Files.isSymbolicLink(folder) && !folder.toRealPath().startsWith(root)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        return next();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            files.computeIfAbsent(file.getParent(), folder -> new TreeSet<>()).add(file.getFileName().toString());
        }
        return next();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        return FileVisitResult.CONTINUE;
    }

    private FileVisitResult next() {
        entries++;
        return entries > MOST_ENTRIES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private List<String> names() {
        Set<String> names = new TreeSet<>();
        files.forEach((folder, inside) -> {
            boolean model = inside.stream().anyMatch(MARKS::contains);
            boolean shards = inside.stream().anyMatch(ModelListing::isIndex);
            if (model || shards) {
                names.add(name(folder));
            } else {
                inside.stream().filter(file -> SINGLE_FILES.stream().anyMatch(file::endsWith))
                        .forEach(file -> names.add(name(folder.resolve(file))));
            }
        });
        names.remove("");
        return List.copyOf(names);
    }

    /** Whether a file tells which shards hold a model, of a variant as well. */
    static boolean isIndex(String name) {
        return name.endsWith(".json") && name.contains(".safetensors.index.");
    }

    private String name(Path model) {
        return root.relativize(model).toString().replace('\\', '/');
    }
}
