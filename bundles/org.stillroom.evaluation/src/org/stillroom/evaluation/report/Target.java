// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An aim for families of the miniature world, and what was reached.
 *
 * @param what as a sentence without its end
 * @param wanted the least share
 * @param reached share
 */
public record Target(String what, double wanted, double reached) {

    private static final double TEACHER_SEMANTICS = 0.9;
    private static final double TEACHER_CHARACTERS = 0.7;
    private static final double STUDENT_KEEPS = 0.95;
    /** How much smaller a student must be to count. */
    private static final double SMALL = 0.1;

    public boolean isReached() {
        return reached >= wanted;
    }

    /** All that can be told from what was measured. */
    static List<Target> of(List<Row> rows) {
        List<Target> targets = new ArrayList<>();
        Row teacher = rows.stream().filter(row -> row.is(Contender.Role.TEACHER)).findFirst().orElseThrow();
        teacher.get(Keys.SEMANTIC).ifPresent(right -> targets.add(
                new Target("Semantic accuracy of the teacher", TEACHER_SEMANTICS, right.value())));
        teacher.get(Keys.READER_CHARACTERS).ifPresent(right -> targets.add(
                new Target("Character accuracy of the teacher on words never trained on", TEACHER_CHARACTERS,
                        right.value())));
        for (Row row : rows) {
            double size = row.value(Keys.PARAMETERS) / teacher.value(Keys.PARAMETERS);
            double kept = row.value(Keys.SEMANTIC) / teacher.value(Keys.SEMANTIC);
            if (row.is(Contender.Role.STUDENT) && size <= SMALL && Double.isFinite(kept)) {
                targets.add(new Target(String.format(Locale.ROOT, "Share of the teacher's semantic accuracy that %s "
                        + "keeps, with %.1f %% of its parameters", row.name(), 100 * size), STUDENT_KEEPS, kept));
            }
        }
        return targets;
    }
}
