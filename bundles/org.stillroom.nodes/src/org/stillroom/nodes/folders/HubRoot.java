// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.folders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cache that Hugging Face's libraries keep: repositories as {@code models--OWNER--NAME/snapshots/COMMIT}, whose
 * files are links into {@code blobs}. Models have the names of their repositories, such as {@code OWNER/NAME/vae}, and
 * are those of the commit that {@code refs/main} names.
 */
record HubRoot(Path folder) implements ModelRoot {

    private static final String BEFORE = "models--";
    private static final String BETWEEN = "--";
    private static final long LONGEST_COMMIT = 100;
    private static final int MOST = 10_000;

    /** Whether a folder is such a cache. */
    static boolean is(Path folder) {
        return repositories(folder).findFirst().isPresent();
    }

    @Override
    public Optional<Path> path(String name) {
        String[] parts = name.split("/", 3);
        if (parts.length > 1) {
            Path owned = folder.resolve(BEFORE + parts[0] + BETWEEN + parts[1]);
            if (Files.isDirectory(owned)) {
                return snapshot(owned).map(commit -> parts.length > 2 ? commit.resolve(parts[2]) : commit);
            }
        }
        Path alone = folder.resolve(BEFORE + parts[0]);
        String rest = name.substring(parts[0].length());
        return Files.isDirectory(alone) ? snapshot(alone).map(commit -> rest.length() > 1
                ? commit.resolve(rest.substring(1)) : commit) : Optional.empty();
    }

    @Override
    public List<String> list() {
        List<String> names = new ArrayList<>();
        repositories(folder).sorted().forEach(repository -> {
            String name = repository.getFileName().toString().substring(BEFORE.length()).replaceFirst(BETWEEN, "/");
            snapshot(repository).ifPresent(commit -> {
                if (ModelListing.isModel(commit)) {
                    names.add(name);
                }
                ModelListing.of(commit).forEach(each -> names.add(name + "/" + each));
            });
        });
        return names.stream().sorted().toList();
    }

    private static Stream<Path> repositories(Path folder) {
        return entries(folder).filter(each -> each.getFileName().toString().startsWith(BEFORE)
                && Files.isDirectory(each.resolve("snapshots")));
    }

    /** That of the main branch or, where the cache does not name it, the newest one. */
    private static Optional<Path> snapshot(Path repository) {
        Path snapshots = repository.resolve("snapshots");
        Path main = repository.resolve("refs").resolve("main");
        try {
            if (Files.isRegularFile(main) && Files.size(main) < LONGEST_COMMIT) {
                String commit = Files.readString(main).strip();
                if (commit.matches("[0-9a-zA-Z]+") && Files.isDirectory(snapshots.resolve(commit))) {
                    return Optional.of(snapshots.resolve(commit));
                }
            }
        } catch (IOException e) {
            // no worse than a cache that does not name it
        }
        return entries(snapshots).filter(Files::isDirectory).max(Comparator.comparing(HubRoot::modified));
    }

    private static FileTime modified(Path folder) {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static Stream<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.limit(MOST).toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
