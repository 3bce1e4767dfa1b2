// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillroom.distill.world.Scene;
import org.stillroom.distill.world.Split;
import org.stillroom.distill.world.World;

/** Which samples a batch has. */
class ChoiceTest {

    private static final World WORLD = new World(1, Split.TRAIN);
    private static final int SAMPLES = 2000;
    private static final int MANY = 4000;

    private final Choice choice = new Choice(WORLD, SAMPLES, List.of(new Lesson(10, 1, 3), new Lesson(20, 0.6, 5)));

    private List<Scene> batch(long step) {
        return Arrays.stream(choice.samples(step, MANY, new Random(step))).mapToObj(WORLD::scene).toList();
    }

    private static double signs(List<Scene> scenes, int letters) {
        return scenes.stream().filter(scene -> scene instanceof Scene.Sign sign && sign.word().length() == letters)
                .count() / (double) scenes.size();
    }

    @Test
    void firstAllAreShortSigns() {
        for (long step : new long[] {1, 10}) {
            assertEquals(0.5, signs(batch(step), 2), 0.03);
            assertEquals(0.5, signs(batch(step), 3), 0.03);
        }
    }

    @Test
    void thenSomeAreSignsAndTheOthersAnything() {
        List<Scene> all = batch(MANY);
        for (int letters = 2; letters <= 5; letters++) {
            for (long step : new long[] {11, 20}) {
                assertEquals(0.15 + 0.4 * signs(all, letters), signs(batch(step), letters), 0.03);
            }
        }
    }

    @Test
    void inTheEndAllSamplesAreAlike() {
        long[] chosen = choice.samples(21, 20 * SAMPLES, new Random(5));
        assertEquals(SAMPLES, Arrays.stream(chosen).distinct().count());
        assertEquals(SAMPLES / 2.0, Arrays.stream(chosen).average().orElseThrow(), 0.02 * SAMPLES);
    }

    @Test
    void theSameSeedChoosesTheSame() {
        assertArrayEquals(choice.samples(3, 50, new Random(7)), choice.samples(3, 50, new Random(7)));
    }

    /** Of few samples none may be such a sign. */
    @Test
    void withoutSignsItIsAnything() {
        long[] chosen = new Choice(WORLD, 2, List.of(new Lesson(5, 1, 2))).samples(1, 100, new Random(1));
        assertTrue(Arrays.stream(chosen).allMatch(row -> row == 0 || row == 1));
    }

    @Test
    void lessonsThatCannotBeGivenAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Lesson(1, 1.1, 3));
        assertThrows(IllegalArgumentException.class, () -> new Lesson(1, Double.NaN, 3));
        assertThrows(IllegalArgumentException.class, () -> new Lesson(1, 0.5, 1));
        assertThrows(IllegalArgumentException.class, () -> new Lesson(1, 0.5, 6));
    }
}
