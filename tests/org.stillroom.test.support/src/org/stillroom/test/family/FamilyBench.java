// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.stillroom.engine.Engine;
import org.stillroom.engine.Run;
import org.stillroom.engine.RunEvent;
import org.stillroom.engine.RunRequest;
import org.stillroom.engine.RunResult;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Problem;
import org.stillroom.mini.MiniFamily;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

/** An engine with all nodes, and the small family as its model. */
public final class FamilyBench implements AutoCloseable {

    public static final NodeCatalog CATALOG = NodeCatalog.fromClassPath(FamilyBench.class.getClassLoader());

    private static final ObjectMapper JSON = new ObjectMapper();

    public final Path models;
    public final Path output;
    private final Engine engine = new Engine(CATALOG);

    public FamilyBench(Path folder) throws IOException {
        models = folder.resolve("models");
        output = folder.resolve("output");
        MiniFamily.write(models.resolve(MiniFamily.NAME));
    }

    /** Models are also found among what was written. */
    private ModelFolders folders() {
        return new ModelFolders(List.of(models, output), models);
    }

    public RunResult run(Graph graph) throws InterruptedException {
        return start(graph, event -> { }).await();
    }

    public Run start(Graph graph, Consumer<RunEvent> listener) {
        return engine.start(new RunRequest(graph, folders(), output, "cpu", Set.of(), listener));
    }

    /** Problems of a graph that is only looked at, as {@code node.port: message}. */
    public List<String> problems(Graph graph) {
        return GraphCheck.check(graph, CATALOG, folders()).problems().stream().map(FamilyBench::text).toList();
    }

    private static String text(Problem problem) {
        return problem.node() + "." + problem.port() + ": " + problem.message();
    }

    @Override
    public void close() {
        engine.close();
    }

    /** A model with a projection to another width than the small family's student. */
    public void writeStudent(String name, int width) throws Exception {
        Path student = models.resolve(MiniFamily.STUDENT);
        Path other = Files.createDirectories(models.resolve(name));
        Files.writeString(other.resolve("config.json"), Files.readString(student.resolve("config.json"))
                .replaceAll("(out_dim\" : )256", "$1" + width));
        Map<String, Tensor> tensors = WeightLoader.readAll(student.resolve("model.safetensors"));
        replace(tensors, "final_projection.0.weight", width, tensors.get("final_projection.0.weight").size(1));
        replace(tensors, "final_projection.3.weight", width, width);
        SafetensorsWriter.write(other.resolve("model.safetensors"), tensors, Map.of());
        tensors.values().forEach(Tensor::close);
    }

    private static void replace(Map<String, Tensor> tensors, String name, long rows, long columns) {
        tensors.put(name, Tensor.randn(1, rows, columns)).close();
    }

    public static Graph graph(Node... nodes) {
        Graph graph = Graph.EMPTY;
        for (Node node : nodes) {
            graph = graph.with(node);
        }
        return graph;
    }

    /** @param parameters names and values in turn */
    public static Node node(String id, String type, Object... parameters) {
        return set(Node.of(id, "org.stillroom." + type), parameters);
    }

    public static Node set(Node node, Object... parameters) {
        Node changed = node;
        for (int i = 0; i < parameters.length; i += 2) {
            changed = changed.withParameter((String) parameters[i], JSON.valueToTree(parameters[i + 1]));
        }
        return changed;
    }

    /** The graph with parameters of one node changed. */
    public static Graph set(Graph graph, String id, Object... parameters) {
        return graph.with(set(graph.nodes().get(id), parameters));
    }

    /** @param from {@code node.port} */
    public static Node wire(Node node, String input, String from) {
        return node.withInput(input, new PortRef(from.split("\\.")[0], from.split("\\.")[1]));
    }

    public static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    public static JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }
}
