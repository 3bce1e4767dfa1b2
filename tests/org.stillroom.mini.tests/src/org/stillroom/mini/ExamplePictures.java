// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.stillroom.engine.Engine;
import org.stillroom.engine.RunEvent;
import org.stillroom.engine.RunRequest;
import org.stillroom.engine.RunResult;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;

/** What the example graphs draw of a prompt. */
final class ExamplePictures implements AutoCloseable {

    private final Engine engine = new Engine(NodeCatalog.fromClassPath(ExamplePictures.class.getClassLoader()));
    private final Path folder;

    /** @param folder to write to */
    ExamplePictures(Path folder) {
        this.folder = folder;
    }

    /** The model folder, where families are to be. */
    Path models() {
        return folder.resolve("models");
    }

    BufferedImage draw(String example, String prompt, Consumer<RunEvent> listener) throws Exception {
        Graph graph = ExampleGraphs.graph(example);
        Graph asking = graph.with(graph.nodes().get("prompt").withParameter("text", TextNode.valueOf(prompt)));
        RunResult result = engine.start(new RunRequest(asking, new ModelFolders(List.of(models())),
                Files.createTempDirectory(folder, "pictures"), "cpu", Set.of(), listener)).await();
        assertTrue(result.ok(), result.failures().toString());
        return ImageIO.read(result.files().getFirst().toFile());
    }

    @Override
    public void close() {
        engine.close();
    }
}
