// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.test.scripted.Script;

/** What engine tests share: an engine with test nodes, folders, and the events of the last run. */
final class Bench implements AutoCloseable {

    static final NodeCatalog CATALOG = NodeCatalog.fromClassPath(Bench.class.getClassLoader());

    final Path models;
    final Path output;
    final Engine engine;
    final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());
    String device = "cpu";
    Optional<DiskCache> disk = Optional.empty();
    Optional<Duration> previewEvery = Optional.of(Duration.ZERO);

    Bench(Path folder) throws IOException {
        this(folder, 1 << 20);
    }

    Bench(Path folder, long resultBytes) throws IOException {
        models = Files.createDirectories(folder.resolve("models"));
        output = folder.resolve("output");
        engine = new Engine(CATALOG, resultBytes);
        Script.ALL.clear();
        Script.EXECUTED.clear();
    }

    RunResult run(Graph graph, String... targets) throws InterruptedException {
        return start(graph, targets).await();
    }

    Run start(Graph graph, String... targets) {
        return start(graph, events::add, targets);
    }

    Run start(Graph graph, Consumer<RunEvent> listener, String... targets) {
        Script.EXECUTED.clear();
        events.clear();
        return engine.start(new RunRequest(graph, new ModelFolders(List.of(models)), output, device, Set.of(targets),
                listener, previewEvery, disk));
    }

    /** Ids of the nodes that the last run executed, sorted. */
    static Set<String> executed() {
        return new TreeSet<>(Script.EXECUTED);
    }

    Path model(String name, String weights) throws IOException {
        Path folder = Files.createDirectories(models.resolve(name));
        Files.writeString(folder.resolve("config.json"), "{}");
        return Files.writeString(folder.resolve("model.safetensors"), weights);
    }

    @Override
    public void close() {
        engine.close();
    }

    static Graph graph(Node... nodes) {
        Graph graph = Graph.EMPTY;
        for (Node node : nodes) {
            graph = graph.with(node);
        }
        return graph;
    }

    static Node text(String id, String text) {
        return Node.of(id, "test.text").withParameter("text", json(text));
    }

    static Node join(String id, String... sources) {
        Node node = Node.of(id, "test.join").withInput("a", new PortRef(sources[0], "text"));
        return sources.length == 1 ? node : node.withInput("b", new PortRef(sources[1], "text"));
    }

    static Node encoder(String id, String model, String source) {
        return Node.of(id, "test.encoder").withParameter("model", json(model))
                .withInput("text", new PortRef(source, "text"));
    }

    static Node save(String id, String source) {
        return Node.of(id, "test.save").withInput("text", new PortRef(source, "text"));
    }

    /** A node that executes {@code script}. */
    static Node scripted(String id, String type, Script script) {
        Script.ALL.put(id, script);
        return Node.of(id, type).withParameter("script", json(id));
    }

    static JsonNode json(String text) {
        return TextNode.valueOf(text);
    }

    static JsonNode json(double number) {
        return DoubleNode.valueOf(number);
    }
}
