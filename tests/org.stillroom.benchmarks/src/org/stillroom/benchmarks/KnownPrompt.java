// SPDX-License-Identifier: EPL-2.0
package org.stillroom.benchmarks;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.stillroom.engine.DiskCache;
import org.stillroom.engine.Engine;
import org.stillroom.engine.RunEvent;
import org.stillroom.engine.RunRequest;
import org.stillroom.engine.RunResult;
import org.stillroom.graph.Graph;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.mini.MiniFamily;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;

/** Encodes a prompt that is known or is not, and prints how long that takes. One run a process, as of programs. */
public final class KnownPrompt {

    private static final String ENCODER = "t5_encoder";

    private KnownPrompt() {}

    /** @param arguments what the row says; the encoder's folder; a folder to work in; one for embeddings, or off */
    public static void main(String[] arguments) throws Exception {
        Path encoder = Path.of(arguments[1]).toAbsolutePath();
        Path folder = Path.of(arguments[2]);
        Optional<DiskCache> disk = arguments[3].equals(DiskCache.OFF) ? Optional.empty()
                : Optional.of(new DiskCache(Path.of(arguments[3])));
        MiniFamily.write(folder.resolve("models").resolve(MiniFamily.NAME));
        ModelFolders models = new ModelFolders(List.of(folder.resolve("models"), encoder.getParent()));
        Graph example = ExampleGraphs.graph(ExampleGraphs.FIRST_PICTURE);
        Graph graph = example.with(example.nodes().get(ENCODER).withParameter("model",
                TextNode.valueOf(encoder.getFileName().toString())));
        long start = System.nanoTime();
        try (Engine engine = new Engine(NodeCatalog.fromClassPath(KnownPrompt.class.getClassLoader()))) {
            RunResult result = engine.start(new RunRequest(graph, models, folder, "cpu", Set.of(ENCODER), event -> { },
                    Optional.empty(), disk)).await();
            if (!result.ok()) {
                throw new IllegalStateException(result.failures().toString());
            }
            boolean known = result.states().get(ENCODER) == RunEvent.State.RECALLED;
            System.out.printf(Locale.ROOT, "| %s | %s | %.2f | %,d |%n", arguments[0], known ? "no" : "yes",
                    (System.nanoTime() - start) / 1e9, Memory.peak());
        }
    }
}
