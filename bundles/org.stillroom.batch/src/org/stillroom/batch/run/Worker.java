// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.stillroom.batch.job.BatchException;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.job.ModelSums;
import org.stillroom.engine.Engine;
import org.stillroom.engine.NodeFailure;
import org.stillroom.engine.Run;
import org.stillroom.engine.RunEvent;
import org.stillroom.engine.RunRequest;
import org.stillroom.engine.RunResult;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Shown;

/**
 * An engine that draws items one after another and keeps the models that they share in memory. Several threads may ask
 * it at once.
 */
public final class Worker implements AutoCloseable {

    /** What one worker has read, all of this process know. */
    private static final Checksums CHECKSUMS = Checksums.ofUser();

    private final Workplace place;
    private final Engine engine;
    /** Groups. */
    private final Set<String> compared = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;
    private final Set<Run> running = ConcurrentHashMap.newKeySet();

    public Worker(Workplace place) {
        this.place = place;
        this.engine = new Engine(place.catalog());
    }

    /**
     * Draws an item, again if it fails. That it fails all the same is part of what it gives.
     *
     * @param models that the item's group was planned with; compared with what is here before the first of them
     * @param scratch an existing folder in which it works, and leaves nothing
     * @throws CancellationException if the worker was cancelled
     * @throws BatchException if another model is here than the one that was planned with
     * @throws IOException if the folder cannot be written or its disk is full, which is not the item's fault
     */
    public Drawn draw(Item item, ModelSums models, Path scratch)
            throws BatchException, IOException, InterruptedException {
        compare(item, models);
        for (int attempt = 1; ; attempt++) {
            Path folder = Files.createTempDirectory(scratch, "item");
            try {
                Attempt result = attempt(item, folder);
                if (result.again()) {
                    Folders.requireSpace(folder);
                }
                if (!result.again() || attempt > place.retries()) {
                    return new Drawn(item.key(), result.files(), result.metrics(), result.seconds(), attempt,
                            place.executor(), place.threads().getAsInt(), result.error());
                }
            } finally {
                Folders.remove(folder);
            }
        }
    }

    private void compare(Item item, ModelSums models) throws BatchException {
        if (compared.contains(item.group())) {
            return;
        }
        try {
            models.requireHere(item.apply(place.graph(), place.catalog()), place.catalog(), place.models(), CHECKSUMS,
                    place.executor(), () -> {
                        if (cancelled) {
                            throw new CancellationException("the batch was cancelled");
                        }
                    });
            compared.add(item.group());
        } catch (NodeException e) {
            // told when the item is drawn
            return;
        }
    }

    /** @param again whether another try may end otherwise */
    private record Attempt(List<Drawn.DrawnFile> files, SortedMap<String, Double> metrics, double seconds,
            String error, boolean again) {

        static Attempt failed(double seconds, String error, boolean again) {
            return new Attempt(List.of(), new TreeMap<>(), seconds, error, again);
        }
    }

    private Attempt attempt(Item item, Path folder) throws IOException, InterruptedException {
        Graph graph;
        try {
            graph = item.apply(place.graph(), place.catalog());
        } catch (NodeException e) {
            return Attempt.failed(0, e.getMessage(), false);
        }
        SortedMap<String, Double> metrics = new TreeMap<>();
        RunResult result = run(graph, folder, metrics);
        double seconds = result.elapsed().toNanos() / 1e9;
        if (result.cancelled() || cancelled) {
            throw new CancellationException("the batch was cancelled");
        }
        if (!result.failures().isEmpty()) {
            return Attempt.failed(seconds, result.failures().stream().map(NodeFailure::toString)
                    .collect(Collectors.joining("; ")), result.failures().stream()
                            .allMatch(failure -> failure.kind() == NodeFailure.Kind.FAILED));
        }
        List<Drawn.DrawnFile> files = new ArrayList<>();
        for (Path file : result.files()) {
            files.add(new Drawn.DrawnFile(file.getFileName().toString(), Files.readAllBytes(file)));
        }
        return new Attempt(files, metrics, seconds, "", false);
    }

    private RunResult run(Graph graph, Path folder, SortedMap<String, Double> metrics) throws InterruptedException {
        Run run = engine.start(new RunRequest(graph, place.models(), folder, place.device(), Set.of(),
                event -> listen(event, metrics), Optional.empty(), place.disk(),
                place.memory()));
        running.add(run);
        try {
            if (cancelled) {
                run.cancel();
            }
            return run.await();
        } finally {
            running.remove(run);
        }
    }

    private static void listen(RunEvent event, SortedMap<String, Double> metrics) {
        if (event instanceof RunEvent.Showed showed) {
            showed.shown().values().forEach(shown -> {
                if (shown instanceof Shown.Table table) {
                    table.rows().forEach(row -> add(showed.node(), table, row, metrics));
                }
            });
        }
    }

    private static void add(String node, Shown.Table table, Shown.Row row, SortedMap<String, Double> metrics) {
        for (int i = 0; i < row.values().size(); i++) {
            String column = i < table.columns().size() ? " (" + table.columns().get(i) + ")" : "";
            double value = row.values().get(i).value();
            if (Double.isFinite(value)) {
                metrics.putIfAbsent(node + ": " + row.name() + column, value);
            }
        }
    }

    /** Stops what is being drawn, and lets nothing more be drawn. */
    public void cancel() {
        cancelled = true;
        running.forEach(Run::cancel);
    }

    @Override
    public void close() {
        engine.close();
    }
}
