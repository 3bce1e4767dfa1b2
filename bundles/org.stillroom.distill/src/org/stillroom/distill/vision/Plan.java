// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What each step works on: a function of its number and the seed. May be asked by several threads at once. */
final class Plan {

    private final DistillOptions options;
    private Order last = new Order(-1, -1, List.of());

    /**
     * Where a step is.
     *
     * @param phase from 0
     * @param trajectory way from noise to a picture, from 0 in each phase
     * @param timestep from 0
     */
    record Place(int phase, long trajectory, int timestep) {

        boolean sameTrajectory(Place other) {
            return phase == other.phase && trajectory == other.trajectory;
        }
    }

    /** The order in which a phase's prompts are used for the n-th time. */
    private record Order(int phase, long epoch, List<Integer> indices) {
    }

    Plan(DistillOptions options) {
        this.options = options;
    }

    /** @param step counts from 1 */
    Place at(long step) {
        long before = 0;
        int phase = 0;
        // steps after the last one, if there are any, are of the last phase too
        while (phase < options.phases().size() - 1 && step > before + options.phases().get(phase).steps()) {
            before += options.phases().get(phase).steps();
            phase++;
        }
        long index = step - 1 - before;
        int levels = levels();
        return new Place(phase, index / levels, (int) (index % levels));
    }

    /** Captions that were seen by the end of a step, each time that one was. */
    long captions(long step) {
        if (step < 1) {
            return 0;
        }
        Place place = at(step);
        long before = 0;
        for (int i = 0; i < place.phase(); i++) {
            before += Math.ceilDiv(options.phases().get(i).steps(), levels());
        }
        return (before + place.trajectory() + 1) * options.sampling().batch();
    }

    /** Steps that a batch of prompts is used for, each at another noise level. */
    int levels() {
        return options.method() == DistillOptions.Method.VISION ? options.sampling().timesteps() : 1;
    }

    DistillOptions.Phase phase(Place place) {
        return options.phases().get(place.phase());
    }

    /** Prompts of a trajectory. */
    List<String> prompts(Place place) {
        List<String> all = phase(place).prompts();
        int batch = options.sampling().batch();
        List<String> chosen = new ArrayList<>();
        for (long i = place.trajectory() * batch; i < (place.trajectory() + 1) * batch; i++) {
            chosen.add(all.get(order(place.phase(), i / all.size(), all.size()).get((int) (i % all.size()))));
        }
        return chosen;
    }

    private synchronized List<Integer> order(int phase, long epoch, int count) {
        if (last.phase() != phase || last.epoch() != epoch) {
            List<Integer> indices = IntStream.range(0, count).boxed().collect(Collectors.toCollection(ArrayList::new));
            Collections.shuffle(indices, new Random(mixed(1, phase, epoch)));
            last = new Order(phase, epoch, indices);
        }
        return last.indices();
    }

    double guidance(Place place) {
        List<Double> values = options.sampling().guidance();
        return values.get(new Random(mixed(2, place.phase(), place.trajectory())).nextInt(values.size()));
    }

    long noiseSeed(Place place) {
        return mixed(3, place.phase(), place.trajectory());
    }

    long dropoutSeed(long step) {
        return mixed(4, 0, step) >>> 1;
    }

    /** SplitMix64's finalizer over all of it: seeds close to each other give numbers far apart, in all their bits. */
    private long mixed(int use, long phase, long index) {
        long z = options.seed();
        for (long part : new long[] {use, phase, index}) {
            z += 0x9e3779b97f4a7c15L * (part + 1);
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            z ^= z >>> 31;
        }
        return z;
    }
}
