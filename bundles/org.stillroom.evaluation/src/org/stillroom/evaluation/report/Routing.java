// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.text.QuotedWords;

/**
 * What comes of sending prompts with words in quotes to the teacher and all others to a student, as the node Choose
 * Encoder does. Nothing is drawn for it: the noise is the same for all encoders, so the picture of a prompt is that of
 * the encoder that it goes to.
 */
final class Routing {

    /** Added to the name of the student. */
    private static final String SUFFIX = ", quoted words by the teacher";

    private Routing() {
    }

    /** A row for each student; none if no prompt has words in quotes. */
    static List<Row> of(List<Row> rows) {
        Row teacher = rows.stream().filter(row -> row.is(Contender.Role.TEACHER)).findFirst().orElseThrow();
        long quoted = teacher.outcomes().stream().filter(Routing::quoted).count();
        return quoted == 0 ? List.of() : rows.stream()
                .filter(row -> row.contender().isPresent() && row != teacher)
                .map(student -> row(teacher, student, quoted)).toList();
    }

    private static boolean quoted(Outcome outcome) {
        return QuotedWords.in(outcome.wanted().prompt()).isPresent();
    }

    private static Row row(Row teacher, Row student, long quoted) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < teacher.outcomes().size(); i++) {
            outcomes.add((quoted(teacher.outcomes().get(i)) ? teacher : student).outcomes().get(i));
        }
        double share = (double) quoted / outcomes.size();
        Measures measures = new Measures();
        measures.add(new Measured(Keys.ROUTED, Unit.SHARE, share, Optional.empty(), outcomes.size()));
        measures.add(Semantics.of(outcomes));
        measures.add(Texts.of(outcomes));
        for (Policy policy : Policy.values()) {
            String key = Keys.LATENCY + policy.word();
            if (teacher.get(key).isPresent() && student.get(key).isPresent()) {
                measures.add(Measured.exact(key, Unit.SECONDS,
                        share * teacher.value(key) + (1 - share) * student.value(key)));
            }
        }
        return new Row(student.name() + SUFFIX, student.contender(), measures, outcomes);
    }
}
