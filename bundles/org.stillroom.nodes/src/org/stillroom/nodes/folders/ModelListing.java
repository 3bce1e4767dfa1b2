// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.folders;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what looks like a model in a folder. */
public final class ModelListing extends SimpleFileVisitor<Path> {

    private static final int DEPTH = 6;
    private static final int MOST_ENTRIES = 100_000;
    private static final String PIPELINE = "model_index.json";
    private static final Set<String> MARKS = Set.of("config.json", PIPELINE, "adapter_config.json", "tokenizer.json",
            "tokenizer_config.json", "spiece.model", "vocab.json");
    /** What names of models end with that need no folder of their own. */
    private static final List<String> WEIGHTS = List.of(".safetensors", ".sft", ".gguf");
    /** What people have in their place, and are told why it is not read. */
    private static final List<String> OTHERS = List.of(".ckpt", ".pt", ".pth", ".bin", ".zip");
    /** Weights that are those of the folder that they are in. */
    private static final Pattern OF_FOLDER = Pattern.compile("(model|diffusion_pytorch_model|pytorch_model|"
            + "adapter_model|flax_model|tf_model)\\..*|.*-\\d{5}-of-\\d{5}\\..*");

    private final Path root;
    private final SortedMap<Path, Set<String>> files = new TreeMap<>();
    private final Set<Path> closed = new TreeSet<>();
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

    /** Whether a folder itself looks like a model. */
    static boolean isModel(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return isModel(files.limit(MOST_ENTRIES).map(file -> file.getFileName().toString()).toList());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isModel(Collection<String> files) {
        return files.stream().anyMatch(file -> MARKS.contains(file) || isIndex(file));
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
        // a link that leads nowhere is listed, so that somebody says so
        if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
            files.computeIfAbsent(file.getParent(), folder -> new TreeSet<>()).add(file.getFileName().toString());
        }
        return next();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        // a folder that may not be read is listed, so that somebody says so
        if (e instanceof AccessDeniedException && Files.isDirectory(file)) {
            closed.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    private FileVisitResult next() {
        entries++;
        return entries > MOST_ENTRIES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private List<String> names() {
        Set<String> names = new TreeSet<>();
        files.forEach((folder, inside) -> {
            if (isModel(inside)) {
                names.add(name(folder));
                beside(inside).forEach(file -> names.add(name(folder.resolve(file))));
            } else {
                inside.stream().filter(file -> ends(file, WEIGHTS) || ends(file, OTHERS))
                        .forEach(file -> names.add(name(folder.resolve(file))));
            }
        });
        closed.forEach(folder -> names.add(name(folder)));
        names.remove("");
        return List.copyOf(names);
    }

    /** Models that lie in the folder of another one: of a pipeline, or several where one would be the folder's own. */
    private static List<String> beside(Set<String> inside) {
        List<String> single = inside.stream().filter(file -> ends(file, WEIGHTS) && !OF_FOLDER.matcher(file).matches())
                .toList();
        return inside.contains(PIPELINE) || single.size() > 1 ? single : List.of();
    }

    private static boolean ends(String file, List<String> endings) {
        String lower = file.toLowerCase(Locale.ROOT);
        return endings.stream().anyMatch(lower::endsWith);
    }

    /** Whether a file tells which shards hold a model, of a variant as well. */
    public static boolean isIndex(String name) {
        return name.endsWith(".json") && name.contains(".safetensors.index.");
    }

    private String name(Path model) {
        return root.relativize(model).toString().replace('\\', '/');
    }
}
