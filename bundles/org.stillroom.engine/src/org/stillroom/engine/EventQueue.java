// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Hands events to a listener in the order they were added, one at a time, and without a lock that the listener could
 * get caught in.
 */
final class EventQueue {

    private static final System.Logger LOG = System.getLogger(EventQueue.class.getName());

    private final Consumer<RunEvent> listener;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean delivering;
    private boolean failed;

    EventQueue(Consumer<RunEvent> listener) {
        this.listener = listener;
    }

    /** Adds an event; {@link #deliver} must follow, outside of any lock. */
    synchronized void add(RunEvent event) {
        waiting.add(() -> tell(event));
    }

    /** Adds something to do once all events before it were delivered. */
    synchronized void addAction(Runnable action) {
        waiting.add(action);
    }

    void deliver() {
        Runnable next = take(true);
        while (next != null) {
            next.run();
            next = take(false);
        }
    }

    private synchronized Runnable take(boolean first) {
        if (first && delivering) {
            return null;
        }
        Runnable next = waiting.poll();
        delivering = next != null;
        return next;
    }

    private void tell(RunEvent event) {
        try {
            listener.accept(event);
        } catch (Throwable e) {
            // a listener's fault must not spoil the run; one report of it is enough
            LOG.log(failed ? Level.DEBUG : Level.WARNING, "the listener of a run failed on " + event, e);
            failed = true;
        }
    }
}
