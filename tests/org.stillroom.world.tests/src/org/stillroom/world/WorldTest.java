// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorldTest {

    private static final int MANY = 20_000;

    @Test
    void aSampleDependsOnSeedSplitAndIndexOnly() {
        List<Sample> inOrder = LongStream.range(0, 200).mapToObj(new World(5, Split.TRAIN)::sample).toList();
        Map<Long, Sample> onThreads = new ConcurrentHashMap<>();
        World again = new World(5, Split.TRAIN);
        LongStream.range(0, 200).boxed().sorted(Comparator.reverseOrder()).toList().parallelStream()
                .forEach(index -> onThreads.put(index, again.sample(index)));
        for (int i = 0; i < inOrder.size(); i++) {
            Sample other = onThreads.get((long) i);
            assertEquals(inOrder.get(i).scene(), other.scene());
            assertEquals(inOrder.get(i).scene(), again.scene(i));
            assertEquals(inOrder.get(i).caption(), other.caption());
            assertArrayEquals(inOrder.get(i).picture().rgb(), other.picture().rgb());
        }
    }

    /** A change of the generator spoils every run that goes on from a checkpoint, and every split. */
    @Test
    void theStreamIsTheOneOfTheBundledFamily() {
        World world = new World(7, Split.TRAIN);
        assertEquals("a dotted brown circle", world.sample(0).caption());
        assertEquals("a sign displaying the word 'uwo'", world.sample(1).caption());
        assertEquals("three striped brown rings", world.sample(2).caption());
        assertEquals("an orange triangle below a blue square", world.sample(3).caption());
    }

    @Test
    void anotherSeedGivesOtherSamples() {
        World one = new World(1, Split.TRAIN);
        World two = new World(2, Split.TRAIN);
        long alike = LongStream.range(0, 200).filter(i -> one.scene(i).equals(two.scene(i))).count();
        assertTrue(alike < 20, () -> alike + " of 200 scenes are the same");
        Sample sample = one.sample(3);
        assertFalse(Arrays.equals(sample.picture().rgb(), Renderer.draw(sample.scene(), 1).rgb()));
    }

    @ParameterizedTest
    @EnumSource(Split.class)
    void aWorldShowsItsSplitOnly(Split split) {
        World world = new World(11, split);
        for (int i = 0; i < MANY; i++) {
            Scene scene = world.scene(i);
            assertEquals(split, Split.of(scene), scene::caption);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Split.class, names = {"VALIDATION", "TEST"})
    void heldOutSignsShowWordsOfTheList(Split split) {
        World world = new World(11, split);
        for (int i = 0; i < 2_000; i++) {
            if (world.scene(i) instanceof Scene.Sign sign) {
                assertTrue(Words.of(split).contains(sign.word()), sign::word);
            }
        }
    }

    @Test
    void theMixtureIsAsDescribed() {
        Map<Class<?>, Integer> counts = new HashMap<>();
        int words = 0;
        World world = new World(3, Split.TRAIN);
        for (int i = 0; i < MANY; i++) {
            Scene scene = world.scene(i);
            counts.merge(scene.getClass(), 1, Integer::sum);
            words += scene instanceof Scene.Sign sign && Words.all().contains(sign.word()) ? 1 : 0;
        }
        assertEquals(0.15, share(counts.get(Scene.Single.class)), 0.01);
        assertEquals(0.15, share(counts.get(Scene.Group.class)), 0.01);
        assertEquals(0.30, share(counts.get(Scene.Pair.class)), 0.015);
        assertEquals(0.40, share(counts.get(Scene.Sign.class)), 0.015);
        assertEquals(0.5, (double) words / counts.get(Scene.Sign.class), 0.06);
    }

    private static double share(int count) {
        return (double) count / MANY;
    }
}
