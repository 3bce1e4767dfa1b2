// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.ModelIdentity;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.folders.ModelRoots;

/**
 * What is in a model folder. Of models only small files and headers are read.
 *
 * @param state whether there is anything to be had of it
 * @param program whose folder it is
 * @param models how many there are
 * @param bytes of all their files, each counted once
 * @param labels how many there are of each kind, by what people call it
 * @param unusable how many of the models have something wrong with them
 * @param problems what of the folder cannot be read, as sentences
 */
public record FolderSurvey(Path folder, State state, Program program, int models, long bytes,
        SortedMap<String, Integer> labels, int unusable, List<String> problems) {

    public enum State { HAS_MODELS, HAS_NONE, EMPTY, UNREADABLE, NO_FOLDER, NOT_THERE }

    /** Whose way to keep models is known. */
    public enum Program { NONE, COMFY_UI, HUGGING_FACE }

    private static final String PARAMETER = "model";
    private static final int MOST_FILES = 100_000;
    private static final int DEPTH = 6;

    /**
     * Looks through a folder, which may be on a slow disk.
     *
     * @param progress told of each model
     * @throws java.util.concurrent.CancellationException if {@code progress} says so
     */
    public static FolderSurvey of(Path folder, NodeCatalog catalog, Progress progress) {
        State state = state(folder);
        if (state != State.HAS_NONE) {
            return new FolderSurvey(folder, state, Program.NONE, 0, 0, new TreeMap<>(), 0, List.of());
        }
        ModelFolders in = new ModelFolders(List.of(folder));
        List<String> names = in.list();
        SortedMap<String, Integer> labels = new TreeMap<>();
        Map<Path, Long> files = new HashMap<>();
        int unusable = 0;
        int done = 0;
        for (String name : names) {
            progress.progress(done, names.size());
            done++;
            try {
                Path model = in.resolve(PARAMETER, name);
                Optional<ModelIdentity> is = catalog.identify(model);
                String label = is.map(ModelIdentity::label).orElse("");
                labels.merge(label, 1, Integer::sum);
                unusable += is.filter(known -> !known.problem().isEmpty()).isPresent() ? 1 : 0;
                measure(model, files, progress);
            } catch (NodeException e) {
                unusable++;
            }
        }
        Program program = ModelRoots.isOfHuggingFace(folder) ? Program.HUGGING_FACE
                : ModelRoots.isOfComfyUi(folder) ? Program.COMFY_UI : Program.NONE;
        return new FolderSurvey(folder, names.isEmpty() ? State.HAS_NONE : State.HAS_MODELS, program, names.size(),
                files.values().stream().mapToLong(Long::longValue).sum(), labels, unusable, in.problems());
    }

    /** {@link State#HAS_NONE} of a folder that is worth a look. */
    private static State state(Path folder) {
        if (!Files.exists(folder)) {
            return State.NOT_THERE;
        }
        if (!Files.isDirectory(folder)) {
            return State.NO_FOLDER;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isPresent() ? State.HAS_NONE : State.EMPTY;
        } catch (IOException | UncheckedIOException e) {
            return State.UNREADABLE;
        }
    }

    /** A model may lie inside another one, and a file may have several names. */
    private static void measure(Path model, Map<Path, Long> files, Progress cancel) {
        Set<Path> found = new HashSet<>();
        try (Stream<Path> all = Files.walk(model, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            all.limit(MOST_FILES).forEach(found::add);
        } catch (IOException | UncheckedIOException e) {
            // what can be seen of it counts
            cancel.checkCancelled();
        }
        for (Path file : found) {
            cancel.checkCancelled();
            measureFile(file, files);
        }
    }

    private static void measureFile(Path file, Map<Path, Long> files) {
        try {
            if (Files.isRegularFile(file)) {
                files.put(file.toRealPath(), Files.size(file));
            }
        } catch (IOException e) {
            // it has gone meanwhile
        }
    }
}
