// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.stillroom.distill.world.Scene;
import org.stillroom.distill.world.World;

/** Chooses the samples of a batch, by the lesson that its step is in; among all alike after the last one. */
final class Choice {

    private final List<Lesson> lessons;
    private final long samples;
    /** Samples that are signs, by the number of letters. */
    private final List<List<Long>> signs;

    /** @param samples of the world, from the first */
    Choice(World world, long samples, List<Lesson> lessons) {
        this.lessons = lessons;
        this.samples = samples;
        this.signs = IntStream.rangeClosed(0, Scene.Sign.LONGEST).<List<Long>>mapToObj(n -> new ArrayList<>()).toList();
        // looking at all of them takes a second
        for (long i = 0; i < samples && !lessons.isEmpty(); i++) {
            if (world.scene(i) instanceof Scene.Sign sign) {
                signs.get(sign.word().length()).add(i);
            }
        }
    }

    /** @param step counts from 1 */
    long[] samples(long step, int size, Random random) {
        Optional<Lesson> lesson = lessons.stream().filter(each -> step <= each.until()).findFirst();
        long[] chosen = new long[size];
        for (int i = 0; i < size; i++) {
            chosen[i] = lesson.isPresent() && random.nextDouble() < lesson.get().signs()
                    ? sign(lesson.get().letters(), random) : random.nextLong(samples);
        }
        return chosen;
    }

    private long sign(int letters, Random random) {
        List<Long> rows = signs.get(random.nextInt(Scene.Sign.SHORTEST, letters + 1));
        return rows.isEmpty() ? random.nextLong(samples) : rows.get(random.nextInt(rows.size()));
    }
}
