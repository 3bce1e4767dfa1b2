// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.engine.Engine;
import org.stillroom.engine.RunRequest;
import org.stillroom.engine.RunResult;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.world.Judge;
import org.stillroom.world.Reader;
import org.stillroom.world.Renderer;
import org.stillroom.world.Scene;
import org.stillroom.world.Split;
import org.stillroom.world.Wording;
import org.stillroom.world.World;

/** The faithful family shows what the paper shows, by its example graph and on captions that nothing was trained on. */
class FaithfulPicturesTest {

    private static final int PROMPTS = 24;
    private static final int GAP = 8;
    private static final int STEP = Renderer.SIZE + GAP;

    @TempDir
    static Path folder;

    private static Engine engine;

    @BeforeAll
    static void open() throws Exception {
        FaithfulFamily.write(folder.resolve("models").resolve(FaithfulFamily.NAME));
        engine = new Engine(NodeCatalog.fromClassPath(FaithfulPicturesTest.class.getClassLoader()));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void visionDrawsWhatTheTeacherDrawsAndNaiveDoesNot() throws Exception {
        World world = new World(1, Split.TEST, Wording.PROSE);
        List<Long> things = LongStream.range(0, 4 * PROMPTS).filter(i -> !(world.scene(i) instanceof Scene.Sign))
                .limit(PROMPTS).boxed().toList();
        int[] right = new int[3];
        for (long index : things) {
            BufferedImage drawn = draw(world.caption(index));
            assertEquals(right.length * STEP - GAP, drawn.getWidth());
            for (int i = 0; i < right.length; i++) {
                if (Judge.score(world.scene(index), Reader.read(part(drawn, i))).right()) {
                    right[i]++;
                }
            }
        }
        String found = "teacher " + right[0] + ", vision " + right[1] + ", naive " + right[2] + " of " + PROMPTS;
        assertTrue(right[0] >= 19 && right[1] >= 19 && right[2] <= right[1] - 4, found);
    }

    private static BufferedImage draw(String prompt) throws Exception {
        Graph graph = ExampleGraphs.graph(ExampleGraphs.VISION_AND_NAIVE);
        Graph asking = graph.with(graph.nodes().get("prompt").withParameter("text", TextNode.valueOf(prompt)));
        RunResult result = engine.start(new RunRequest(asking, new ModelFolders(List.of(folder.resolve("models"))),
                Files.createTempDirectory(folder, "pictures"), "cpu", Set.of(), event -> { })).await();
        assertTrue(result.ok(), result.failures().toString());
        return ImageIO.read(result.files().getFirst().toFile());
    }

    /** One of the pictures side by side. */
    private static RgbImage part(BufferedImage joined, int index) {
        byte[] rgb = new byte[3 * Renderer.SIZE * Renderer.SIZE];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            int colour = joined.getRGB(index * STEP + pixel % Renderer.SIZE, pixel / Renderer.SIZE);
            rgb[i] = (byte) (colour >> 8 * (2 - i % 3));
        }
        return new RgbImage(Renderer.SIZE, Renderer.SIZE, rgb);
    }
}
