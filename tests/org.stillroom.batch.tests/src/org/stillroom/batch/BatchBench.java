// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.stillroom.batch.job.BatchException;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.job.Job;
import org.stillroom.batch.job.JobRequest;
import org.stillroom.batch.job.Variation;
import org.stillroom.batch.run.BatchRunner;
import org.stillroom.batch.run.ClusterSettings;
import org.stillroom.batch.run.Drawn;
import org.stillroom.batch.run.ResultFolder;
import org.stillroom.batch.run.RunnerSettings;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;

/** Plans and draws small batches in a folder. */
final class BatchBench {

    static final NodeCatalog CATALOG = NodeCatalog.fromClassPath(BatchBench.class.getClassLoader());
    static final Graph GRAPH = Graph.EMPTY.with(Node.of("prompt", "org.stillroom.prompt"))
            .with(Node.of("paint", "batchtest.paint").withInput("text", new PortRef("prompt", "text"))
                    .withParameter("model", JsonNodeFactory.instance.textNode("one.safetensors")));

    final Path folder;
    Graph graph = GRAPH;
    Optional<Path> prompts = Optional.empty();
    List<String> vary = List.of();
    List<String> seeds = List.of();
    Optional<String> promptNode = Optional.empty();
    Optional<String> seedNode = Optional.empty();
    int count = Integer.MAX_VALUE;
    int retries;

    BatchBench(Path folder) throws IOException {
        this.folder = folder;
        model("one", "1");
        model("two", "22");
    }

    Path model(String name, String content) throws IOException {
        return Files.writeString(Files.createDirectories(folder.resolve("models")).resolve(name + ".safetensors"),
                content);
    }

    BatchBench prompts(String name, String text) throws IOException {
        prompts = Optional.of(Files.writeString(folder.resolve(name), text));
        return this;
    }

    Job plan() throws BatchException {
        List<Variation> variations = new ArrayList<>();
        for (String each : vary) {
            variations.add(Variation.parse(each));
        }
        return Job.plan(new JobRequest(graph, CATALOG, new ModelFolders(List.of(folder.resolve("models"))), prompts,
                count, promptNode, seedNode, variations, seeds, "cpu"), Progress.NONE);
    }

    Path results() {
        return folder.resolve("out");
    }

    /** Draws what has no result yet, and gives what was drawn. */
    List<Drawn> draw(Job job, Progress progress) throws Exception {
        List<Drawn> all = new ArrayList<>();
        try (ResultFolder results = ResultFolder.open(results())) {
            List<Item> open = new ArrayList<>();
            for (Item item : job.items()) {
                if (!results.has(item)) {
                    open.add(item);
                }
            }
            try {
                BatchRunner.of(new RunnerSettings(CATALOG, List.of(folder.resolve("models")), folder,
                        results.scratch(), Optional.empty(), Optional.empty(), retries,
                        OptionalInt.empty(), () -> 3, Optional.empty(),
                        new ClusterSettings(Map.of(), Optional.empty())))
                        .run(job, open, drawn -> keep(results, job, drawn, all), progress);
            } finally {
                results.writeTables(job);
            }
        }
        return all;
    }

    List<Drawn> draw() throws Exception {
        return draw(plan(), Progress.NONE);
    }

    private static void keep(ResultFolder results, Job job, Drawn drawn, List<Drawn> all) {
        try {
            Item item = job.items().stream().filter(each -> each.key().equals(drawn.key())).findFirst().orElseThrow();
            results.put(job, item, drawn);
            all.add(drawn);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What the drawn files say, sorted. */
    List<String> pictures() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(results().resolve("pictures"))) {
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts.stream().sorted().toList();
    }
}
