// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.ui.preferences.ScopedPreferenceStore;
import org.stillroom.engine.DiskCache;

/** What a person has set for all graphs: keys of the preferences, and their values as what they mean. */
public final class Preferences {

    /** The preference node. */
    public static final String NODE = "org.stillroom.workbench";

    /** Absolute folders, separated as in PATH; searched in this order. */
    public static final String MODEL_FOLDERS = "modelFolders";
    /** {@link #AUTO}, {@code cpu}, {@code cuda} or {@code cuda:1}. */
    public static final String DEVICE = "device";
    /** How much memory models may keep when nobody uses them, in MiB; 0 for what is free when a run begins. */
    public static final String MEMORY_BUDGET_MIB = "memoryBudgetMiB";
    /** Whether nodes show what they have not finished yet. */
    public static final String PREVIEWS = "previews";
    /** Least time between two previews of a node, in milliseconds. */
    public static final String PREVIEW_MILLIS = "previewMillis";
    /** Folder of a libtorch to use in place of the one that comes with the program; empty for none. */
    public static final String LIBTORCH = "libtorch";
    /** Seconds between two copies of an unsaved graph for recovery; 0 for none. */
    public static final String AUTOSAVE_SECONDS = "autosaveSeconds";
    /** Where pictures go: absolute, or relative to the folder of the graph file. */
    public static final String OUTPUT_FOLDER = "outputFolder";
    /** Whether the wheel zooms the canvas, and scrolls it with Ctrl; the other way round otherwise. */
    public static final String WHEEL_ZOOMS = "wheelZooms";
    /** Whether the canvas shows a map while not all of the graph is seen. */
    public static final String MAP = "map";

    /** Whether results that outlive the program, such as embeddings of prompts, are kept on disk. */
    public static final String KEEP_RESULTS = "keepResults";
    /** Where they are: an absolute folder, which a team may share; empty for the user's own. */
    public static final String RESULTS_FOLDER = "resultsFolder";

    /** The value of {@link #DEVICE} that takes the first CUDA device where it works, and the CPU otherwise. */
    public static final String AUTO = "auto";

    private static final IPreferenceStore STORE = new ScopedPreferenceStore(InstanceScope.INSTANCE, NODE);

    private Preferences() {}

    /** The store that preference pages edit; tells its listeners of every change. */
    public static IPreferenceStore store() {
        return STORE;
    }

    /** Folders that may not exist; texts that are no path are left out. */
    public static List<Path> modelFolders() {
        return folders(STORE.getString(MODEL_FOLDERS));
    }

    /** Searches one more folder, after the others. */
    public static void addModelFolder(Path folder) {
        List<Path> all = new ArrayList<>(modelFolders());
        all.add(folder);
        STORE.setValue(MODEL_FOLDERS, all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }

    /** Folders written one after the other, separated as in PATH. */
    public static List<Path> folders(String text) {
        List<Path> folders = new ArrayList<>();
        for (String folder : text.split(File.pathSeparator)) {
            path(folder).ifPresent(folders::add);
        }
        return folders;
    }

    /** The folder for a graph's pictures and files, absolute. */
    public static Path outputFolder(Path graphFolder) {
        return path(STORE.getString(OUTPUT_FOLDER)).map(graphFolder::resolve).orElse(graphFolder)
                .toAbsolutePath().normalize();
    }

    /** Least time between two previews of a node; empty for none. */
    public static Optional<Duration> previewEvery() {
        return STORE.getBoolean(PREVIEWS) ? Optional.of(Duration.ofMillis(STORE.getInt(PREVIEW_MILLIS)))
                : Optional.empty();
    }

    /** Time between two copies of an unsaved graph for recovery; empty for none. */
    public static Optional<Duration> autosaveEvery() {
        int seconds = STORE.getInt(AUTOSAVE_SECONDS);
        return seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
    }

    /** Where results are that outlive the program; empty for nowhere. */
    public static Optional<DiskCache> disk() {
        return STORE.getBoolean(KEEP_RESULTS) ? resultsFolder(STORE.getString(RESULTS_FOLDER)).map(DiskCache::new)
                : Optional.empty();
    }

    /** The folder that a text names, or else the user's own. */
    public static Optional<Path> resultsFolder(String text) {
        return path(text).filter(Path::isAbsolute).or(() -> DiskCache.place(System.getenv()));
    }

    /** Whether the wheel zooms the canvas without Ctrl. */
    public static boolean wheelZooms() {
        return STORE.getBoolean(WHEEL_ZOOMS);
    }

    /** Whether a map is shown while not all of the graph is seen. */
    public static boolean mapWanted() {
        return STORE.getBoolean(MAP);
    }

    /** Keeps whether a map is shown while not all of the graph is seen. */
    public static void wantMap(boolean wanted) {
        STORE.setValue(MAP, wanted);
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
