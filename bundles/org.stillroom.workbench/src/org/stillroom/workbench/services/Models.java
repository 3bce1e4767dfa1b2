// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.workbench.services.OfferedModel.Fit;

/**
 * Where models are, and which there are. Folders are read in a job, and what was found is kept, so that no method
 * waits for a disk.
 */
public final class Models {

    /** Environment variable with further model folders, separated as in PATH. */
    public static final String VARIABLE = "STILLROOM_MODELS";

    private static final Models INSTANCE = new Models();

    private final Map<List<Path>, List<String>> listings = new ConcurrentHashMap<>();
    private final Set<List<Path>> wanted = new HashSet<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Job job = new ListingJob();
    private final ModelKinds kinds = new ModelKinds(Catalog.get(), this::tell);

    private Models() {
        Preferences.store().addPropertyChangeListener(event -> {
            if (event.getProperty().equals(Preferences.MODEL_FOLDERS)) {
                refresh();
            }
        });
    }

    public static Models get() {
        return INSTANCE;
    }

    /**
     * The folders for a graph: those of the preferences, then {@code models} beside the graph, then those that the
     * environment variable names.
     *
     * @param graphFolder folder of the graph file, which its file parameters are relative to
     */
    public ModelFolders folders(Path graphFolder) {
        return new ModelFolders(paths(graphFolder), graphFolder);
    }

    /** The folders that all graphs share. */
    public ModelFolders folders() {
        return new ModelFolders(shared());
    }

    /**
     * Names of the models that a graph may use, sorted, as they were when they were last looked for. Returns at once:
     * empty as long as nobody has asked before, and then listeners are told soon.
     */
    public List<String> listing(Path graphFolder) {
        List<Path> paths = paths(graphFolder);
        List<String> known = listings.getOrDefault(paths, List.of());
        synchronized (wanted) {
            if (wanted.add(paths)) {
                job.schedule();
            }
        }
        return known;
    }

    /**
     * The models of {@link #listing} with what they are, as far as it is known. Returns at once; listeners are told as
     * more becomes known.
     *
     * @param accepts kinds that fit; empty for all, and then nobody looks at the models
     */
    public List<OfferedModel> offered(Path graphFolder, List<String> accepts) {
        List<String> names = listing(graphFolder);
        if (accepts.isEmpty() || !kinds.askable()) {
            return names.stream().map(name -> new OfferedModel(name, "", "", Fit.YES)).toList();
        }
        List<Path> paths = paths(graphFolder);
        kinds.want(paths, names);
        return names.stream().map(name -> kinds.of(paths, name)
                .map(is -> new OfferedModel(name, is.summary(), is.problem(),
                        Collections.disjoint(is.kinds(), accepts) ? Fit.NO : Fit.YES))
                .orElse(new OfferedModel(name, "", "", Fit.NOT_KNOWN_YET))).toList();
    }

    /** Whether models are being looked for or at. */
    public boolean looking() {
        return job.getState() != Job.NONE || kinds.looking();
    }

    /** Looks again, in a job. */
    public void refresh() {
        kinds.again();
        job.schedule();
    }

    /** @param listener called in the user interface's thread after listings or folders changed */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    private static List<Path> paths(Path graphFolder) {
        Set<Path> folders = new LinkedHashSet<>(Preferences.modelFolders());
        folders.add(graphFolder.toAbsolutePath().normalize().resolve("models"));
        folders.addAll(ofEnvironment());
        return List.copyOf(folders);
    }

    private static List<Path> shared() {
        Set<Path> folders = new LinkedHashSet<>(Preferences.modelFolders());
        folders.addAll(ofEnvironment());
        return List.copyOf(folders);
    }

    private static List<Path> ofEnvironment() {
        String text = System.getenv(VARIABLE);
        return text == null ? List.of() : Preferences.folders(text);
    }

    private final class ListingJob extends Job {

        ListingJob() {
            super(Messages.Models_listing);
            setSystem(true);
            setPriority(LONG);
        }

        @Override
        protected IStatus run(IProgressMonitor monitor) {
            Set<List<Path>> now;
            synchronized (wanted) {
                now = Set.copyOf(wanted);
            }
            for (List<Path> folders : now) {
                listings.put(folders, new ModelFolders(folders).list());
            }
            tell();
            return Status.OK_STATUS;
        }
    }

    private void tell() {
        Display display = Display.getDefault();
        if (!display.isDisposed()) {
            display.asyncExec(() -> listeners.forEach(Runnable::run));
        }
    }
}
