// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.graph.Graph;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.StandIns;
import org.stillroom.nodes.contract.ModelFolders;

/** What of the small family is taken for a model that is not there. */
class StandInsTest {

    private static final NodeCatalog CATALOG = NodeCatalog.fromClassPath(StandInsTest.class.getClassLoader());
    private static final List<String> ALL = List.of("mini/students/base", "mini/text_encoder", "mini/text_encoder_2",
            "mini/transformer", "mini/vae");

    @TempDir
    static Path models;

    @BeforeAll
    static void writeFamily() throws Exception {
        MiniFamily.write(models.resolve(MiniFamily.NAME));
    }

    private static Optional<String> find(String node, String missing, List<String> offered) {
        Graph graph = ExampleGraphs.graph(ExampleGraphs.FIRST_PICTURE);
        Graph lost = graph.with(graph.nodes().get(node).withParameter("model", TextNode.valueOf(missing)));
        return new StandIns(lost, CATALOG, new ModelFolders(List.of(models))).find(missing,
                List.of(new PortRef(node, "model")), offered, Progress.NONE);
    }

    @Test
    void theNearestNameThatFitsIsTaken() {
        assertEquals(Optional.of("mini/text_encoder_2"), find("t5_encoder", "FLUX.1-dev/text_encoder_2", ALL));
        assertEquals(Optional.of("mini/students/base"), find("t5_encoder", "students/t5-base", ALL));
        assertEquals(Optional.of("mini/vae"), find("vae_decoder", "FLUX.1-dev/vae", ALL));
        assertEquals(Optional.of("mini/transformer"), find("denoiser", "flux1-dev.safetensors", ALL));
    }

    @Test
    void whatDoesNotFitIsNotTaken() {
        assertEquals(Optional.empty(), find("t5_encoder", "lost", List.of("mini/text_encoder", "mini/vae")));
        assertEquals(Optional.empty(), find("vae_decoder", "lost", List.of()));
        assertEquals(Optional.empty(), find("vae_decoder", "mini/lost", List.of("mini/lost")));
    }

    @Test
    void itCanBeStopped() {
        Graph graph = ExampleGraphs.graph(ExampleGraphs.FIRST_PICTURE);
        assertThrows(CancellationException.class, () -> new StandIns(graph, CATALOG, new ModelFolders(List.of(models)))
                .find("lost", List.of(new PortRef("vae_decoder", "model")), ALL, () -> {
                    throw new CancellationException();
                }));
    }
}
