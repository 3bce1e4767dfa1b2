// SPDX-License-Identifier: EPL-2.0
package org.stillroom.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.RegistryFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.stillroom.engine.Engine;
import org.stillroom.engine.RunRequest;
import org.stillroom.engine.RunResult;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.mini.MiniFamily;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.catalog.RegistryCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeType;

/** What only OSGi can show: bundles resolve, contribute through the registry, and find libtorch inside their jars. */
class BundlesTest {

    /** One colour, 8 x 8 pixels, as Pillow writes it. */
    private static final Map<String, String> SMALL = Map.of(
            "png", "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFElEQVR4nGM8IafBgA0wYRUdtBIA2HwBHmyUUMcAAAAA"
                    + "SUVORK5CYII=",
            "jpg", "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywt"
                    + "QFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09P"
                    + "T09PT09PT09PT09PT09PT09PT0//wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEA"
                    + "AAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABAb/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIR"
                    + "AxEAPwCGACsH/9k=",
            "webp", "UklGRjoAAABXRUJQVlA4IC4AAACQAQCdASoIAAgAAUAmJaACdLoAA5gA/vFNr+LaR0KZD/7xn/9xn/9xn/yIAAAA",
            "gif", "R0lGODdhCAAIAIEAAMgeKAAAAAAAAAAAACwAAAAACAAIAAAIDwABCBxIsKDBgwgTKkwYEAA7",
            "bmp", "Qk16AAAAAAAAADoAAAAoAAAACAAAAAgAAAABAAgAAAAAAEAAAADEDgAAxA4AAAEAAAABAAAAKB7IAAAAAAAAAAAAAAAA"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

    @TempDir
    Path folder;

    private final NodeCatalog catalog = RegistryCatalog.of(RegistryFactory.getRegistry());

    @Test
    void everyBundleOfOursResolves() {
        List<Bundle> ours = Stream.of(Platform.getBundle("org.stillroom.osgi.tests").getBundleContext().getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.stillroom.")).toList();
        assertTrue(ours.size() >= 9, ours.toString());
        for (Bundle bundle : ours) {
            assertTrue(bundle.getState() != Bundle.INSTALLED, bundle + " is not resolved");
        }
    }

    @Test
    void aBundleOfSomebodyElseContributesANode() {
        assertEquals(List.of(), catalog.problems());
        NodeType shout = catalog.nodeType("example.shout").orElseThrow();
        assertEquals("org.stillroom.example.node", shout.provider().bundle());
        assertNotNull(shout.function().get(), "its class is found in its own bundle");
    }

    @Test
    void theRegistryAndTheClassPathGiveTheSameNodeTypes() {
        List<String> ids = catalog.nodeTypes().keySet().stream().filter(id -> !id.contains("example")).toList();
        assertEquals(32, ids.size(), ids.toString());
        for (String id : ids) {
            assertNotNull(catalog.nodeType(id).orElseThrow().function().get(), id);
        }
    }

    @Test
    void drawsAPictureWithLibtorchFromInsideTheBundlesAndSomebodyElsesNode() throws Exception {
        MiniFamily.write(folder.resolve("models").resolve(MiniFamily.NAME));
        Graph example = ExampleGraphs.graph(ExampleGraphs.FIRST_PICTURE);
        Node shout = Node.of("shout", "example.shout").withInput("text", new PortRef("prompt", "text"));
        Graph graph = example.with(shout)
                .with(example.nodes().get("t5_tokenizer").withInput("text", new PortRef("shout", "text")))
                .with(example.nodes().get("denoiser").withParameter("steps", IntNode.valueOf(2)))
                .with(example.nodes().get("prompt").withParameter("text", TextNode.valueOf("two green stars")));
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        try (Engine engine = new Engine(catalog)) {
            RunResult first = run(engine, graph, pictures);
            assertTrue(first.failures().isEmpty(), first.failures().toString());
            assertEquals(1, pngs(pictures), "one picture was written");
        }
    }

    /** No reader has to be registered for it. */
    @Test
    void readsPicturesOfEveryKind() throws Exception {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        Files.createDirectories(folder.resolve("models"));
        Graph graph = Graph.EMPTY;
        for (String name : List.of("png", "jpg", "webp", "gif", "bmp")) {
            Path file = Files.write(folder.resolve("given." + name), Base64.getDecoder().decode(SMALL.get(name)));
            graph = graph.with(Node.of(name, "org.stillroom.loadImage")
                    .withParameter("file", TextNode.valueOf(file.toString())))
                    .with(Node.of(name + "_view", "org.stillroom.imageViewer")
                            .withInput("image", new PortRef(name, "image")));
        }
        try (Engine engine = new Engine(catalog)) {
            RunResult result = run(engine, graph, pictures);
            assertTrue(result.failures().isEmpty(), result.failures().toString());
        }
        assertEquals(5, pngs(pictures));
    }

    private RunResult run(Engine engine, Graph graph, Path pictures) throws Exception {
        ModelFolders models = new ModelFolders(List.of(folder.resolve("models")));
        return engine.start(new RunRequest(graph, models, pictures, "cpu", Set.of(), event -> { })).await();
    }

    private static long pngs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".png")).count();
        }
    }
}
