// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each step works on. */
class PlanTest {

    private static final DistillOptions.Phase FIRST = phase("first", 10, 50, 64);
    private static final DistillOptions.Phase SECOND = phase("second", 7, 100, 128);

    private final Plan plan = new Plan(options(3));

    private static DistillOptions.Phase phase(String name, int prompts, long steps, int size) {
        return new DistillOptions.Phase(name, IntStream.range(0, prompts).mapToObj(i -> name + " " + i).toList(),
                steps, size);
    }

    private static DistillOptions options(long seed) {
        return DistillOptions.of(seed, List.of(FIRST, SECOND));
    }

    @Test
    void timestepsFollowInOrderAndPhasesBeginAnew() {
        assertEquals(new Plan.Place(0, 0, 0), plan.at(1));
        assertEquals(new Plan.Place(0, 0, 19), plan.at(20));
        assertEquals(new Plan.Place(0, 1, 0), plan.at(21));
        // the last way of the first phase is cut short
        assertEquals(new Plan.Place(0, 2, 9), plan.at(50));
        assertEquals(new Plan.Place(1, 0, 0), plan.at(51));
        assertEquals(new Plan.Place(1, 4, 19), plan.at(150));
        assertEquals(SECOND, plan.phase(plan.at(51)));
    }

    @Test
    void everyPromptIsUsedOnceBeforeOneIsUsedAgain() {
        List<String> used = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            used.addAll(plan.prompts(new Plan.Place(0, i, 0)));
        }
        assertEquals(20, used.size());
        assertEquals(Set.copyOf(FIRST.prompts()), Set.copyOf(used.subList(0, 10)));
        assertEquals(Set.copyOf(FIRST.prompts()), Set.copyOf(used.subList(10, 20)));
        assertNotEquals(used.subList(0, 10), used.subList(10, 20));
    }

    @Test
    void aListShorterThanABatchIsRepeated() {
        Plan few = new Plan(DistillOptions.of(1, List.of(phase("few", 1, 20, 64))));
        assertEquals(List.of("few 0", "few 0", "few 0", "few 0"), few.prompts(few.at(1)));
    }

    @Test
    void guidanceIsDrawnForEachBatchAndTakesEveryValue() {
        Set<Double> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            double drawn = plan.guidance(new Plan.Place(1, i, 0));
            assertEquals(drawn, plan.guidance(new Plan.Place(1, i, 13)));
            seen.add(drawn);
        }
        assertEquals(Set.of(2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0), seen);
    }

    /** PyTorch's generator reads the low 32 bits of a seed. */
    @Test
    void noiseIsAnotherForEachBatchAndSeed() {
        Set<Integer> seeds = new HashSet<>();
        Plan other = new Plan(options(4));
        for (int phase = 0; phase < 2; phase++) {
            for (int i = 0; i < 500; i++) {
                Plan.Place place = new Plan.Place(phase, i, 0);
                assertEquals(plan.noiseSeed(place), new Plan(options(3)).noiseSeed(place));
                seeds.add((int) plan.noiseSeed(place));
                seeds.add((int) other.noiseSeed(place));
            }
        }
        assertEquals(2000, seeds.size());
    }

    /** Of four prompts; a way that was begun counts. */
    @Test
    void captionsAreCountedEachTimeThatOneIsSeen() {
        assertEquals(0, plan.captions(0));
        assertEquals(4, plan.captions(1));
        assertEquals(4, plan.captions(20));
        assertEquals(8, plan.captions(21));
        assertEquals(12, plan.captions(50));
        assertEquals(16, plan.captions(51));
        assertEquals(32, plan.captions(150));
        Plan naive = new Plan(options(3).with(DistillOptions.Method.EMBEDDING));
        assertEquals(4 * 51, naive.captions(51));
    }

    @Test
    void theAblationHasPromptsOfItsOwnInEachStep() {
        Plan naive = new Plan(options(3).with(DistillOptions.Method.EMBEDDING));
        assertEquals(new Plan.Place(0, 1, 0), naive.at(2));
        assertEquals(new Plan.Place(1, 0, 0), naive.at(51));
    }
}
