// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What goes on, what waits for it to end, and what has ended lately. One goes on at a time; the others follow in the
 * order they came. Not thread-safe.
 *
 * @param <T> a run
 */
final class RunQueue<T> {

    /** How many that have ended are remembered. */
    static final int HISTORY = 50;

    private final Deque<T> waiting = new ArrayDeque<>();
    private final Deque<T> ended = new ArrayDeque<>();
    private Optional<T> running = Optional.empty();

    void add(T run) {
        waiting.add(run);
    }

    /** Takes the one that is next, if none goes on. */
    Optional<T> startNext() {
        if (running.isPresent()) {
            return Optional.empty();
        }
        running = Optional.ofNullable(waiting.poll());
        return running;
    }

    /** Takes one that waits out of the queue and into the history. */
    boolean withdraw(T run) {
        boolean waited = waiting.remove(run);
        if (waited) {
            remember(run);
        }
        return waited;
    }

    /** The one that goes on has ended. */
    void ended(T run) {
        if (running.filter(run::equals).isPresent()) {
            running = Optional.empty();
            remember(run);
        }
    }

    /** Forgets one that has ended. */
    void forget(T run) {
        ended.remove(run);
    }

    Optional<T> running() {
        return running;
    }

    /** The one that goes on, then those that wait. */
    List<T> queue() {
        List<T> all = new ArrayList<>();
        running.ifPresent(all::add);
        all.addAll(waiting);
        return List.copyOf(all);
    }

    /** The last that ended, newest first. */
    List<T> history() {
        return List.copyOf(ended);
    }

    private void remember(T run) {
        ended.addFirst(run);
        if (ended.size() > HISTORY) {
            ended.removeLast();
        }
    }
}
