// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The appendix on how students came to be: what each has seen, what that took, how far it is from its teacher, and what
 * can be said of students of one size that learned from pictures and from embeddings.
 */
record LearningPart(Html html, Report report) {

    /** Numbers this close are called equal; processor time is measured, and varies more. */
    private static final double CLOSE = 1.05;
    private static final double CLOSE_TIME = 1.25;

    /** What two students may have had alike. */
    private enum Budget {
        STEPS("steps", Keys.STEPS, CLOSE),
        CAPTIONS("captions", Keys.CAPTIONS, CLOSE),
        PROCESSOR("processor time", Keys.PROCESSOR, CLOSE_TIME);

        private final String label;
        private final String key;
        private final double close;

        Budget(String label, String key, double close) {
            this.label = label;
            this.key = key;
            this.close = close;
        }

        boolean equal(Row one, Row other) {
            double ratio = one.value(key) / other.value(key);
            return ratio <= close && ratio >= 1 / close;
        }
    }

    void write() {
        List<Row> students = report.encoders().stream().filter(row -> learning(row).isPresent())
                .sorted(Comparator.<Row>comparingDouble(row -> -row.value(Keys.PARAMETERS))
                        .thenComparingDouble(row -> row.value(Keys.CAPTIONS))).toList();
        if (students.isEmpty()) {
            return;
        }
        html.line("h2", "Appendix: how the students learned");
        html.line("p", "As their config.json files tell. Captions: each time that one was seen. Processor time: of the "
                + "steps, all threads together. Text: mean squared difference to the teacher's text, which naive "
                + "distillation makes small. Velocity: the same of what the denoiser predicts with it, over all steps "
                + "of a drawing, which vision-based distillation makes small. Both on "
                + students.get(0).get(Keys.VELOCITY).map(Measured::count).orElse(0L) + " of the prompts.",
                "class", "soft");
        Column.table(html, report, students, List.of(Column.withRatio("Parameters", Keys.PARAMETERS),
                Column.of("Steps", Keys.STEPS), Column.of("Captions", Keys.CAPTIONS),
                Column.of("Processor time", Keys.PROCESSOR), Column.of("Text ↓", Keys.EMBEDDING),
                Column.of("Velocity ↓", Keys.VELOCITY), Column.of("Semantic ↑", Keys.SEMANTIC),
                Column.of("Text, characters ↑", Keys.READER_CHARACTERS),
                Column.of("Fréchet distance ↓", Keys.FRECHET)), row -> learning(row).orElseThrow().words());
        List<String> pairs = pairs(students);
        if (!pairs.isEmpty()) {
            html.line("p", "Students of one size, by vision and naive. A difference is named where their intervals of "
                    + "95 % do not touch.", "class", "soft");
            html.open("ul");
            pairs.forEach(pair -> html.line("li", pair));
            html.close().newline();
        }
    }

    private static Optional<Learning> learning(Row row) {
        return row.contender().flatMap(Contender::learning);
    }

    static List<String> pairs(List<Row> students) {
        List<String> pairs = new ArrayList<>();
        for (Budget budget : Budget.values()) {
            for (Row vision : students) {
                for (Row naive : students) {
                    boolean pair = vision.is(Contender.Role.STUDENT) && naive.is(Contender.Role.NAIVE)
                            && vision.value(Keys.PARAMETERS) == naive.value(Keys.PARAMETERS);
                    if (pair && budget.equal(vision, naive)) {
                        pairs.add(sentence(budget, vision, naive));
                    }
                }
            }
        }
        return pairs;
    }

    private static String sentence(Budget budget, Row vision, Row naive) {
        return String.format(Locale.ROOT, "At equal %s (%s and %s), %s and %s: %s; %s.", budget.label,
                shown(vision, budget.key), shown(naive, budget.key), vision.name(), naive.name(),
                compared("semantic", Keys.SEMANTIC, vision, naive),
                compared("characters", Keys.READER_CHARACTERS, vision, naive));
    }

    private static String compared(String what, String key, Row vision, Row naive) {
        Optional<Interval> a = vision.get(key).flatMap(Measured::interval);
        Optional<Interval> b = naive.get(key).flatMap(Measured::interval);
        if (a.isEmpty() || b.isEmpty()) {
            return what + " not measured";
        }
        String more = a.get().low() > b.get().high() ? "vision keeps more"
                : b.get().low() > a.get().high() ? "naive keeps more" : "not decided";
        return what + " " + shown(vision, key) + " and " + shown(naive, key) + " %, " + more;
    }

    private static String shown(Row row, String key) {
        return row.get(key).map(measured -> measured.unit().show(measured.value())).orElse("unknown");
    }
}
