// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.engine.RunEvent;
import org.stillroom.evaluation.report.Contact;
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

    private static ExamplePictures pictures;

    @BeforeAll
    static void open() throws Exception {
        pictures = new ExamplePictures(folder);
        MiniFamily.write(pictures.models().resolve(MiniFamily.NAME));
    }

    @AfterAll
    static void close() {
        pictures.close();
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
        return Contact.rgb(pictures.draw(example, prompt, event -> {
            if (event instanceof RunEvent.NodeState node && node.state() == RunEvent.State.RUNNING) {
                ran.add(node.node());
            }
        }));
    }
}
