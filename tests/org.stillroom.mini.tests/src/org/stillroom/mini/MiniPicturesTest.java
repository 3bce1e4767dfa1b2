// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.engine.Engine;
import org.stillroom.engine.RunEvent;
import org.stillroom.engine.RunRequest;
import org.stillroom.engine.RunResult;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.world.Captions;
import org.stillroom.world.Judge;
import org.stillroom.world.Reader;

/** The example graphs draw what their prompts ask for: the pictures are read back. */
class MiniPicturesTest {

    private static final List<String> PROMPTS = List.of(
            "a red circle above a blue square", "three green stars", "a striped purple heart",
            "a yellow ring to the left of a black cross", "two orange triangles", "a sign displaying the word 'cat'");

    @TempDir
    static Path folder;

    private static Engine engine;

    @BeforeAll
    static void open() throws Exception {
        MiniFamily.write(folder.resolve("models").resolve(MiniFamily.NAME));
        engine = new Engine(NodeCatalog.fromClassPath(MiniPicturesTest.class.getClassLoader()));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void theTeacherDrawsThem() throws Exception {
        assertEquals(List.of(), wrong(ExampleGraphs.FIRST_PICTURE));
    }

    @Test
    void theStudentDrawsThem() throws Exception {
        assertEquals(List.of(), wrong(ExampleGraphs.SWAPPED_ENCODER));
    }

    /** Of two encoders only the one that a prompt needs runs, and the picture is the one that it draws. */
    @Test
    void theEncoderIsChosenByThePrompt() throws Exception {
        for (String prompt : List.of("two brown rings", "a sign displaying the word 'dog'")) {
            boolean quoted = prompt.contains("'");
            List<String> ran = new ArrayList<>();
            RgbImage chosen = draw(ExampleGraphs.CHOOSE_ENCODER, prompt, ran);
            ran.removeIf(node -> !node.startsWith("t5_teacher") && !node.startsWith("t5_student"));
            assertEquals(List.of(quoted ? "t5_teacher" : "t5_student"), ran, prompt);
            RgbImage alone = draw(quoted ? ExampleGraphs.FIRST_PICTURE : ExampleGraphs.SWAPPED_ENCODER, prompt,
                    new ArrayList<>());
            assertArrayEquals(alone.rgb(), chosen.rgb(), prompt);
        }
    }

    /** Prompts of which an example's picture shows something else. */
    private static List<String> wrong(String example) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String prompt : PROMPTS) {
            RgbImage drawn = draw(example, prompt, new ArrayList<>());
            if (!Judge.score(Captions.parse(prompt).orElseThrow(), Reader.read(drawn)).right()) {
                wrong.add(prompt);
            }
        }
        return wrong;
    }

    /** @param ran is given the nodes that were executed */
    private static RgbImage draw(String example, String prompt, List<String> ran) throws Exception {
        Graph graph = ExampleGraphs.graph(example);
        Graph asking = graph.with(graph.nodes().get("prompt").withParameter("text", TextNode.valueOf(prompt)));
        RunResult result = engine.start(new RunRequest(asking, new ModelFolders(List.of(folder.resolve("models"))),
                Files.createTempDirectory(folder, "pictures"), "cpu", Set.of(), event -> {
                    if (event instanceof RunEvent.NodeState node && node.state() == RunEvent.State.RUNNING) {
                        ran.add(node.node());
                    }
                })).await();
        assertTrue(result.ok(), result.failures().toString());
        return read(result.files().get(0));
    }

    private static RgbImage read(Path file) throws IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        byte[] rgb = new byte[3 * picture.getWidth() * picture.getHeight()];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            int colour = picture.getRGB(pixel % picture.getWidth(), pixel / picture.getWidth());
            rgb[i] = (byte) (colour >> 8 * (2 - i % 3));
        }
        return new RgbImage(picture.getWidth(), picture.getHeight(), rgb);
    }
}
