// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Progress on a terminal: a bar for each running node, redrawn in place at the bottom; what is finished scrolls away
 * above, so that a graph of any size fits any window.
 */
final class TerminalProgress implements ProgressDisplay {

    private static final int MOST_BARS = 8;
    private static final long REDRAW_MILLIS = 100;

    private final PrintWriter out;
    private final Style style;
    private final int nameWidth;
    private final LongSupplier clock;
    private final Map<String, NodeProgress> running = new LinkedHashMap<>();
    private final ScheduledExecutorService redraw;
    private int drawn;
    private boolean closed;

    /** @param clock nanoseconds */
    TerminalProgress(PrintWriter out, Style style, Iterable<String> nodes, LongSupplier clock) {
        this.out = out;
        this.style = style;
        this.nameWidth = Math.min(Bars.nameWidth(nodes), Math.max(1, style.columns() / 2));
        this.clock = clock;
        this.redraw = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress bars");
            thread.setDaemon(true);
            return thread;
        });
        Future<?> unused = redraw.scheduleAtFixedRate(this::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void started(String node) {
        running.put(node, new NodeProgress(node, clock.getAsLong()));
    }

    @Override
    public synchronized void stepped(String node, long done, long total) {
        long now = clock.getAsLong();
        running.computeIfAbsent(node, id -> new NodeProgress(id, now)).step(done, total, now);
    }

    @Override
    public synchronized void finished(String node, Outcome outcome, String rest) {
        running.remove(node);
        line(Bars.finished(node, outcome.word(), outcome.ink(), rest, nameWidth, style));
    }

    @Override
    public synchronized void line(String text) {
        if (closed) {
            out.println(text);
            out.flush();
        } else {
            paint(text + "\n");
        }
    }

    /** Draws the bars as they are now; called often enough by itself. */
    synchronized void draw() {
        if (!closed && (drawn > 0 || !running.isEmpty())) {
            paint("");
        }
    }

    @Override
    public synchronized void close() {
        redraw.shutdownNow();
        if (!closed) {
            running.clear();
            paint("");
            closed = true;
        }
    }

    private void paint(String above) {
        long now = clock.getAsLong();
        StringBuilder screen = new StringBuilder();
        if (drawn > 0) {
            screen.append("\u001b[").append(drawn).append('A');
        }
        // to the beginning of the line, then clear from there to the end of the screen
        screen.append("\r\u001b[J").append(above);
        List<NodeProgress> bars = running.values().stream().limit(MOST_BARS).toList();
        for (NodeProgress bar : bars) {
            screen.append(Bars.running(bar, nameWidth, now, style)).append('\n');
        }
        drawn = bars.size();
        out.print(screen);
        out.flush();
    }
}
