// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The folder into which Hugging Face's libraries fetch: {@code models--OWNER--NAME/snapshots/REVISION/…}.
 *
 * @param folder need not be there
 */
public record HuggingFaceCache(Optional<Path> folder) {

    private static final String MODELS = "models--";
    private static final int MOST_REPOSITORIES = 2000;

    /** A repository at the revision that was fetched for its main branch, or at another one. */
    record Snapshot(String repository, Path folder) {}

    /** The user's, where the libraries' own settings say. */
    public static HuggingFaceCache ofUser() {
        return of(System.getenv(), Path.of(System.getProperty("user.home", "")));
    }

    /**
     * The one that settings name.
     *
     * @param environment its variables
     */
    public static HuggingFaceCache of(Map<String, String> environment, Path home) {
        Function<String, Optional<Path>> named = variable -> path(environment.getOrDefault(variable, ""), home);
        return new HuggingFaceCache(named.apply("HF_HUB_CACHE").or(() -> named.apply("HUGGINGFACE_HUB_CACHE"))
                .or(() -> Optional.of(named.apply("HF_HOME")
                        .or(() -> named.apply("XDG_CACHE_HOME").map(caches -> caches.resolve("huggingface")))
                        .orElse(home.resolve(".cache").resolve("huggingface")).resolve("hub"))));
    }

    private static Optional<Path> path(String value, Path home) {
        try {
            if (value.startsWith("~/")) {
                return Optional.of(home.resolve(value.substring(2)));
            }
            return value.isBlank() ? Optional.empty() : Optional.of(Path.of(value));
        } catch (InvalidPathException e) {
            // the libraries could not use it either
            return Optional.empty();
        }
    }

    /** What was fetched; repositories that begin with one of {@code first} before others, in that order. */
    List<Snapshot> snapshots(List<String> first) {
        if (folder.isEmpty()) {
            return List.of();
        }
        return list(folder.get()).filter(each -> each.getFileName().toString().startsWith(MODELS))
                .limit(MOST_REPOSITORIES).flatMap(each -> snapshot(each).stream())
                .sorted(Comparator.comparingInt((Snapshot each) -> rank(each.repository(), first))
                        .thenComparing(Snapshot::repository))
                .toList();
    }

    private static int rank(String repository, List<String> first) {
        int rank = 0;
        while (rank < first.size() && !repository.startsWith(first.get(rank))) {
            rank++;
        }
        return rank;
    }

    private static Optional<Snapshot> snapshot(Path models) {
        String repository = models.getFileName().toString().substring(MODELS.length()).replace("--", "/");
        Path snapshots = models.resolve("snapshots");
        Optional<Path> main = main(models).map(snapshots::resolve).filter(Files::isDirectory);
        return main.or(() -> list(snapshots).filter(Files::isDirectory).max(Comparator.naturalOrder()))
                .map(found -> new Snapshot(repository, found));
    }

    private static Optional<String> main(Path models) {
        Path reference = models.resolve("refs").resolve("main");
        try {
            return Files.isRegularFile(reference) && Files.size(reference) < 200
                    ? Optional.of(Files.readString(reference).strip()).filter(text -> text.matches("[0-9a-zA-Z]+"))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.sorted().toList().stream();
        } catch (IOException e) {
            // one that is not there or cannot be read has nothing
            return Stream.empty();
        }
    }
}
