// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Progress for files and pipes: a line at every change of state, and one every few seconds in between. */
final class PlainProgress implements ProgressDisplay {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

    private final PrintWriter out;
    private final LongSupplier clock;
    private final Map<String, NodeProgress> running = new HashMap<>();
    private final Map<String, Long> lastLine = new HashMap<>();

    /** @param clock nanoseconds */
    PlainProgress(PrintWriter out, LongSupplier clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public synchronized void started(String node) {
        long now = clock.getAsLong();
        running.put(node, new NodeProgress(node, now));
        lastLine.put(node, now);
        line(node + ": running");
    }

    @Override
    public synchronized void stepped(String node, long done, long total) {
        long now = clock.getAsLong();
        NodeProgress progress = running.computeIfAbsent(node, id -> new NodeProgress(id, now));
        progress.step(done, total, now);
        if (now - lastLine.computeIfAbsent(node, id -> now) >= PAUSE) {
            lastLine.put(node, now);
            line(node + ": " + Stream.of(progress.count(), progress.speed(), progress.left())
                    .filter(part -> !part.isEmpty()).collect(Collectors.joining(", ")));
        }
    }

    @Override
    public synchronized void finished(String node, Outcome outcome, String rest) {
        running.remove(node);
        line(node + ": " + outcome.word() + (rest.isEmpty() ? "" : " (" + rest + ")"));
    }

    @Override
    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
