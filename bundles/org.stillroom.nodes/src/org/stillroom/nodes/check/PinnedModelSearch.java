// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.stillroom.graph.ModelPin;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;

/**
 * Finds a model that lies under another name here than where a graph was made, by the checksums that the graph holds.
 */
public final class PinnedModelSearch {

    private static final int DEPTH = 6;
    private static final long MOST_ENTRIES = 100_000;

    /**
     * A model here.
     *
     * @param files what stands for each pinned file, with its checksum as pinned
     */
    private record Candidate(String name, Map<Path, String> files) {}

    private final ModelFolders folders;
    private final Checksums checksums;

    /** @param checksums remembers sums of files that it has read before */
    public PinnedModelSearch(ModelFolders folders, Checksums checksums) {
        this.folders = folders;
        this.checksums = checksums;
    }

    /**
     * Looks through the model folders, likely names first. Of a model that is a folder, all pinned files must be there
     * under the same names with the same contents; a model that is a single file may have any name.
     *
     * @param missing the name that the graph uses
     * @param pin with at least one file
     * @param progress told before each model that is looked at, and asked at every megabyte that is read
     * @return its name relative to a model folder; empty if it is nowhere here
     */
    public Optional<String> find(String missing, ModelPin pin, Progress progress) {
        progress.progress(0, 0);
        List<Candidate> candidates = isSingleFile(missing) && pin.files().size() == 1
                ? files(pin) : folders(pin);
        String last = last(missing);
        candidates.sort(Comparator.comparing((Candidate candidate) -> !last(candidate.name()).equals(last))
                .thenComparing(Candidate::name));
        for (int i = 0; i < candidates.size(); i++) {
            progress.progress(i, candidates.size());
            if (matches(candidates.get(i), progress)) {
                return Optional.of(candidates.get(i).name());
            }
        }
        return Optional.empty();
    }

    private static boolean isSingleFile(String name) {
        return name.endsWith(".safetensors") || name.endsWith(".sft") || name.endsWith(".gguf");
    }

    private boolean matches(Candidate candidate, Progress progress) {
        try {
            List<Path> smallFirst = new ArrayList<>(candidate.files().keySet());
            smallFirst.sort(Comparator.comparingLong(file -> file.toFile().length()));
            for (Path file : smallFirst) {
                if (!checksums.of(file, progress).containsValue(candidate.files().get(file))) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            // a file that cannot be read cannot be used either
            return false;
        }
    }

    private List<Candidate> folders(ModelPin pin) {
        List<Candidate> candidates = new ArrayList<>();
        for (String name : folders.list()) {
            resolve(name).filter(Files::isDirectory).ifPresent(folder -> {
                Map<Path, String> files = new HashMap<>();
                pin.files().forEach((inside, sum) -> inside(folder, inside).ifPresent(file -> files.put(file, sum)));
                if (!files.isEmpty() && files.size() == pin.files().size()) {
                    candidates.add(new Candidate(name, files));
                }
            });
        }
        return candidates;
    }

    private List<Candidate> files(ModelPin pin) {
        String sum = pin.files().values().iterator().next();
        long bytes = pin.origin().bytes();
        List<Candidate> candidates = new ArrayList<>();
        for (String name : names()) {
            // files of another size need not be read
            resolve(name).filter(file -> bytes == 0 || file.toFile().length() == bytes)
                    .ifPresent(file -> candidates.add(new Candidate(name, Map.of(file, sum))));
        }
        return candidates;
    }

    /** Names of all single files, also of those inside the folders of models. */
    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Path root : folders.folders()) {
            try (Stream<Path> files = Files.walk(root, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
                files.limit(MOST_ENTRIES).filter(file -> isSingleFile(file.toString()))
                        .forEach(file -> names.add(root.relativize(file).toString().replace('\\', '/')));
            } catch (IOException | UncheckedIOException e) {
                // a folder that is not there or cannot be read has no models
            }
        }
        return names;
    }

    private Optional<Path> resolve(String name) {
        try {
            return Optional.of(folders.resolve("model", name));
        } catch (NodeException e) {
            return Optional.empty();
        }
    }

    /** A pinned file's place, if it lies inside the folder: pins come from graphs of strangers. */
    private static Optional<Path> inside(Path folder, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            return file.startsWith(folder) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
