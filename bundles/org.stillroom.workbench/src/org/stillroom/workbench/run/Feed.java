// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Display;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.nodes.contract.Shown;

/**
 * Carries what happens in a run to the user interface: gathered, some 20 times a second, so that a run with countless
 * events takes no time from somebody who types. Filled by one thread.
 */
final class Feed {

    /** Least time between two updates. */
    static final long MILLIS = 50;

    /**
     * What happened since the last update.
     *
     * @param pictures to show on nodes; empty for none any more
     * @param shown of results, by node and output
     * @param files other than pictures that nodes wrote, the last of each
     */
    record News(Map<String, NodeStatus> statuses, Map<String, Optional<ImageData>> pictures, List<Made> made,
            Map<String, SortedMap<String, Shown>> shown, Map<String, Path> files) {

        private News() {
            this(new HashMap<>(), new HashMap<>(), new ArrayList<>(), new HashMap<>(), new HashMap<>());
        }

        boolean isEmpty() {
            return statuses.isEmpty() && pictures.isEmpty() && made.isEmpty() && shown.isEmpty() && files.isEmpty();
        }
    }

    /**
     * A picture file that a node wrote.
     *
     * @param picture to show on the node: this one, beside those it wrote before in the same run
     */
    record Made(String node, Path file, ImageData picture, boolean cached) {}

    /** Shows news; called in the user interface's thread. */
    interface Reader {
        void show(News news);
    }

    private final Display display;
    private final Reader reader;
    private News news = new News();
    private boolean posted;
    private long lastNanos = System.nanoTime() - MILLIS * 1_000_000;

    Feed(Display display, Reader reader) {
        this.display = display;
        this.reader = reader;
    }

    synchronized void status(String node, NodeStatus status) {
        news.statuses().put(node, status);
    }

    synchronized void picture(String node, Optional<ImageData> picture) {
        news.pictures().put(node, picture);
    }

    synchronized void made(Made made) {
        news.made().add(made);
    }

    synchronized void shown(String node, SortedMap<String, Shown> shown) {
        news.shown().put(node, shown);
    }

    synchronized void wrote(String node, Path file) {
        news.files().put(node, file);
    }

    /** Sends what there is if it is time, and tells how long the caller may wait until it calls again. */
    synchronized long flush() {
        long sinceLast = (System.nanoTime() - lastNanos) / 1_000_000;
        if (sinceLast >= MILLIS && !posted && !news.isEmpty()) {
            post();
        }
        return news.isEmpty() ? MILLIS * 2 : Math.max(1, MILLIS - sinceLast);
    }

    /** Sends what is left, at once. */
    synchronized void close() {
        if (!posted && !news.isEmpty()) {
            post();
        }
    }

    private void post() {
        posted = post(display, this::deliver);
        lastNanos = System.nanoTime();
    }

    /** Runs something in the user interface's thread soon; false if the window has been closed. */
    static boolean post(Display display, Runnable action) {
        try {
            display.asyncExec(action);
            return true;
        } catch (SWTException e) {
            // disposed: nobody looks any more, though a run may still have to end
            return false;
        }
    }

    private void deliver() {
        News now;
        synchronized (this) {
            now = news;
            news = new News();
            posted = false;
        }
        reader.show(now);
    }
}
