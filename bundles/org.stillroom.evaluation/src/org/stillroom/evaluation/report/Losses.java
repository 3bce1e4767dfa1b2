// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a student keeps of its teacher's accuracy. Both have drawn the same prompts from the same noise, so pictures are
 * compared one by one.
 *
 * @param semantics the student's share of right pictures of things, divided by the teacher's
 * @param characters the same of right letters
 * @param difference where semantics less characters lies with 95 % confidence: above 0, text suffers more
 */
public record Losses(double semantics, double characters, Interval difference) {

    private static final int DRAWS = 2000;
    /** Of the draws on each side, 2.5 %. */
    private static final int OUTSIDE = DRAWS / 40;

    /** Right answers of both, picture by picture. */
    private record Paired(double[] teacher, double[] student) {

        double ratio(int[] chosen) {
            double t = 0;
            double s = 0;
            for (int i : chosen) {
                t += teacher[i];
                s += student[i];
            }
            return s / t;
        }

        int[] every() {
            return IntStream.range(0, teacher.length).toArray();
        }

        int[] drawn(Random random) {
            return IntStream.range(0, teacher.length).map(i -> random.nextInt(teacher.length)).toArray();
        }
    }

    /**
     * The interval is made by drawing pictures again with replacement (bootstrap), with a fixed seed.
     *
     * @param teacher outcomes with at least one right picture of things, and one right letter
     * @param student outcomes of the same pictures
     */
    static Losses between(List<Outcome> teacher, List<Outcome> student) {
        Paired things = paired(teacher, student, false);
        Paired texts = paired(teacher, student, true);
        Random random = new Random(1);
        double[] differences = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            differences[i] = things.ratio(things.drawn(random)) - texts.ratio(texts.drawn(random));
        }
        Arrays.sort(differences);
        return new Losses(things.ratio(things.every()), texts.ratio(texts.every()),
                new Interval(differences[OUTSIDE], differences[DRAWS - 1 - OUTSIDE]));
    }

    private static Paired paired(List<Outcome> teacher, List<Outcome> student, boolean text) {
        int[] of = IntStream.range(0, teacher.size())
                .filter(i -> text ? teacher.get(i).read().isPresent() : teacher.get(i).things()).toArray();
        return new Paired(Arrays.stream(of).mapToDouble(i -> right(teacher.get(i), text)).toArray(),
                Arrays.stream(of).mapToDouble(i -> right(student.get(i), text)).toArray());
    }

    private static double right(Outcome outcome, boolean text) {
        if (text) {
            return Outcome.lettersRight(outcome.wanted().text().orElseThrow(), outcome.read().orElseThrow());
        }
        return Semantics.right(outcome) ? 1 : 0;
    }
}
