// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.core.runtime.ILog;
import org.stillroom.workbench.services.WorkbenchState;

/**
 * The pictures of the last runs. They are kept as files, since the next run of a viewer replaces the one it wrote, and
 * are still there after a restart. Safe for use by any thread.
 */
public final class PictureHistory {

    /** How many pictures are remembered; older ones are forgotten. */
    public static final int MOST = 200;

    private static PictureHistory history;

    private final KeptPictures kept;
    private final HistoryIndex index;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    /** Newest first. */
    private List<PictureEntry> entries = List.of();

    /** @param folder for its files; made when the first picture comes */
    public PictureHistory(Path folder) {
        kept = new KeptPictures(folder.resolve("kept"));
        index = new HistoryIndex(folder.resolve("index.json"));
    }

    /** The history of this workspace. */
    public static synchronized PictureHistory get() {
        if (history == null) {
            history = new PictureHistory(WorkbenchState.folder().resolve("pictures"));
            try {
                history.load();
            } catch (IOException e) {
                ILog.of(PictureHistory.class).error("The history of pictures starts anew: " + e.getMessage(), e);
            }
        }
        return history;
    }

    /** Remembers what an earlier session wrote down, without pictures whose files are gone. */
    synchronized void load() throws IOException {
        entries = index.read(kept.folder()).stream().filter(entry -> Files.isRegularFile(entry.kept()))
                .limit(MOST).toList();
        kept.removeAllBut(entries);
    }

    /** Newest first. */
    public synchronized List<PictureEntry> entries() {
        return entries;
    }

    /**
     * Adds a picture as the newest. One that is just as the file's last version takes that one's place. Reads and
     * writes files.
     *
     * @param entry whose file is kept from now on
     * @return the entry as it was added
     * @throws IOException if the index could not be written; the picture is then known until the end of the session
     */
    public PictureEntry add(PictureEntry entry) throws IOException {
        PictureEntry added;
        synchronized (this) {
            added = new PictureEntry(entry.graph(), entry.node(), entry.file(), kept.keep(entry.file()), entry.run(),
                    entry.together());
            List<PictureEntry> changed = new ArrayList<>(entries);
            changed.stream().filter(added::sameFileAs).findFirst()
                    .filter(last -> KeptPictures.same(last.kept(), added.kept())).ifPresent(changed::remove);
            changed.addFirst(added);
            replace(changed.subList(0, Math.min(changed.size(), MOST)));
        }
        listeners.forEach(Runnable::run);
        save();
        return added;
    }

    /**
     * Forgets pictures and deletes the history's own files of them; what runs wrote stays.
     *
     * @throws IOException if the index could not be written
     */
    public void remove(Collection<PictureEntry> removed) throws IOException {
        synchronized (this) {
            List<PictureEntry> changed = new ArrayList<>(entries);
            changed.removeAll(removed);
            replace(changed);
        }
        listeners.forEach(Runnable::run);
        save();
    }

    /** @param listener called after each change, in the thread that made it */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    private void replace(List<PictureEntry> changed) {
        List<PictureEntry> before = entries;
        entries = List.copyOf(changed);
        before.stream().filter(entry -> !entries.contains(entry)).forEach(kept::forget);
    }

    private synchronized void save() throws IOException {
        index.write(entries);
    }
}
