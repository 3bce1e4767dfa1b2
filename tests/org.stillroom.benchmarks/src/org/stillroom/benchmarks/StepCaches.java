// SPDX-License-Identifier: EPL-2.0
package org.stillroom.benchmarks;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.stillroom.engine.Engine;
import org.stillroom.engine.RunEvent;
import org.stillroom.engine.RunRequest;
import org.stillroom.engine.RunResult;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.mini.MiniFamily;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.Shown;

/** Draws with the small family with each of the Denoiser's step caches, and prints what they spare and cost. */
public final class StepCaches {

    private static final String DENOISER = "denoiser";
    private static final int STEPS = 28;
    private static final int PIXELS = 256;
    private static final int TURNS = 5;

    private final Engine engine;
    private final Path folder;

    private StepCaches(Engine engine, Path folder) {
        this.engine = engine;
        this.folder = folder;
    }

    /** @param arguments a folder to work in */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        MiniFamily.write(folder.resolve("models").resolve(MiniFamily.NAME));
        System.out.println("| step cache, " + STEPS + " steps of the small family at " + PIXELS + " pixels | seconds "
                + "| of the time without | steps skipped | off the exact latent |");
        System.out.println("|---|---|---|---|---|");
        // a result that is kept would not be computed again
        try (Engine engine = new Engine(NodeCatalog.fromClassPath(StepCaches.class.getClassLoader()), 0)) {
            StepCaches caches = new StepCaches(engine, folder);
            List<String> kinds = List.of("none", "first-block", "easy");
            List<List<Double>> seconds = kinds.stream().<List<Double>>map(kind -> new ArrayList<>()).toList();
            for (int turn = -1; turn < TURNS; turn++) {
                for (int i = 0; i < kinds.size(); i++) {
                    double one = caches.run(kinds.get(i), false, turn).seconds;
                    if (turn >= 0) {
                        seconds.get(i).add(one);
                    }
                }
            }
            for (int i = 0; i < kinds.size(); i++) {
                System.out.println(caches.row(kinds.get(i), median(seconds.get(i)), median(seconds.get(0))));
            }
        }
    }

    private String row(String kind, double seconds, double without) throws Exception {
        String told = "| | |";
        if (!kind.equals("none")) {
            Shown.Table table = run(kind, true, 0).table;
            told = "| " + value(table, 0) + " | " + value(table, table.rows().size() - 1) + " |";
        }
        return String.format(Locale.ROOT, "| %s | %.2f | %.2f %s", kind, seconds, seconds / without, told);
    }

    private static String value(Shown.Table table, int row) {
        return table.rows().get(row).values().getFirst().text();
    }

    /** The Denoiser's time, and what it shows. */
    private static final class Told {
        private double seconds;
        private Shown.Table table;

        void event(RunEvent event) {
            if (event instanceof RunEvent.NodeState state && state.node().equals(DENOISER)
                    && state.state() == RunEvent.State.DONE) {
                seconds = state.seconds();
            } else if (event instanceof RunEvent.Showed showed && showed.node().equals(DENOISER)) {
                showed.shown().values().stream().filter(Shown.Table.class::isInstance)
                        .forEach(shown -> table = (Shown.Table) shown);
            }
        }
    }

    private Told run(String kind, boolean measured, int seed) throws Exception {
        Told told = new Told();
        ModelFolders models = new ModelFolders(List.of(folder.resolve("models")));
        RunRequest request = new RunRequest(graph(kind, measured, seed), models,
                Files.createDirectories(folder.resolve("pictures")), "cpu", Set.of(DENOISER), told::event);
        RunResult result = engine.start(request).await();
        if (!result.ok()) {
            throw new IllegalStateException(result.failures().toString());
        }
        return told;
    }

    private static Graph graph(String kind, boolean measured, int seed) {
        Graph example = ExampleGraphs.graph(ExampleGraphs.FIRST_PICTURE);
        Node denoiser = example.nodes().get(DENOISER).withParameter("steps", IntNode.valueOf(STEPS))
                .withParameter("step_cache", TextNode.valueOf(kind))
                .withParameter("cache_measure", BooleanNode.valueOf(measured));
        return example.with(denoiser).with(example.nodes().get("noise").withParameter("seed", IntNode.valueOf(seed + 1))
                .withParameter("width", IntNode.valueOf(PIXELS)).withParameter("height", IntNode.valueOf(PIXELS)));
    }

    private static double median(List<Double> seconds) {
        List<Double> sorted = new ArrayList<>(seconds);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
