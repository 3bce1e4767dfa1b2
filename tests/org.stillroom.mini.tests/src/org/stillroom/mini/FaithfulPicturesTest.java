// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.evaluation.report.Contact;
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

    private static ExamplePictures pictures;

    @BeforeAll
    static void open() throws Exception {
        pictures = new ExamplePictures(folder);
        FaithfulFamily.write(pictures.models().resolve(FaithfulFamily.NAME));
    }

    @AfterAll
    static void close() {
        pictures.close();
    }

    @Test
    void visionDrawsWhatTheTeacherDrawsAndNaiveDoesNot() throws Exception {
        World world = new World(1, Split.TEST, Wording.PROSE);
        List<Long> things = LongStream.range(0, 4 * PROMPTS).filter(i -> !(world.scene(i) instanceof Scene.Sign))
                .limit(PROMPTS).boxed().toList();
        int[] right = new int[3];
        for (long index : things) {
            BufferedImage drawn = pictures.draw(ExampleGraphs.VISION_AND_NAIVE, world.caption(index), event -> { });
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

    /** One of the pictures side by side. */
    private static RgbImage part(BufferedImage joined, int index) {
        return Contact.rgb(joined.getSubimage(index * STEP, 0, Renderer.SIZE, Renderer.SIZE));
    }
}
