// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the paper's pattern appears: quality and semantics hold while encoders shrink, and text suffers first.
 *
 * @param headline a sentence
 * @param findings sentences with the numbers that it rests on, then of the ablation, on which it does not rest
 */
public record Verdict(Answer answer, String headline, List<String> findings) {

    /** Below this accuracy of the teacher there is too little to lose. */
    private static final double LEAST_TEACHER = 0.2;
    /** Share of the teacher's semantic accuracy from which it holds; the paper's T5-Base keeps 91 %. */
    private static final double SEMANTICS_HOLD = 0.9;
    /** Multiple of the teacher's Fréchet distance to which quality holds; the paper's T5-Small has 1.12. */
    private static final double QUALITY_HOLDS = 1.25;

    /** How it is found, for people. */
    static final String RULE = String.format(Locale.ROOT, "The verdict: text suffers first if at least one student of "
            + "vision-based distillation keeps surely less (95 %%, bootstrap over pictures) of the teacher's character "
            + "accuracy than of its semantic accuracy, and none surely more. Semantics and quality hold if the largest "
            + "of them keeps %.0f %% of the semantic accuracy and its Fréchet distance is at most %.2f times the "
            + "teacher's. In the paper T5-Base keeps 91 %% and has 1.09 times the distance.", 100 * SEMANTICS_HOLD,
            QUALITY_HOLDS);

    /** What can be said. */
    public enum Answer { APPEARS, IN_PART, NOT, OPEN }

    public Verdict {
        findings = List.copyOf(findings);
    }

    /** One student's part in it. */
    private record Case(Row student, Losses losses, double quality) {

        boolean textFirst() {
            return losses.difference().low() > 0;
        }

        boolean semanticsFirst() {
            return losses.difference().high() < 0;
        }

        /** Where quality was not measured it cannot have held. */
        boolean rest() {
            return losses.semantics() >= SEMANTICS_HOLD && quality <= QUALITY_HOLDS;
        }
    }

    /** @param rows with a teacher */
    static Verdict of(List<Row> rows) {
        Row teacher = rows.stream().filter(row -> row.is(Contender.Role.TEACHER)).findFirst().orElseThrow();
        List<Row> students = rows.stream().filter(row -> row.is(Contender.Role.STUDENT))
                .sorted(Comparator.comparingDouble(row -> -row.value(Keys.PARAMETERS))).toList();
        Optional<String> reason = unanswerable(teacher, students);
        if (reason.isPresent()) {
            return new Verdict(Answer.OPEN, "Whether the paper's pattern appears cannot be told from this evaluation.",
                    List.of(reason.get()));
        }
        List<Case> cases = students.stream().map(student -> new Case(student,
                Losses.between(teacher.outcomes(), student.outcomes()),
                student.value(Keys.FRECHET) / teacher.value(Keys.FRECHET))).toList();
        Answer answer = answer(cases);
        List<String> findings = new ArrayList<>(cases.stream().map(Verdict::finding).toList());
        for (Row naive : rows.stream().filter(row -> row.is(Contender.Role.NAIVE)).toList()) {
            for (Case vision : cases) {
                if (vision.student().value(Keys.PARAMETERS) == naive.value(Keys.PARAMETERS)) {
                    findings.add(ablation(vision, naive.name(), Losses.between(teacher.outcomes(), naive.outcomes())));
                }
            }
        }
        return new Verdict(answer, headline(answer), findings);
    }

    private static Optional<String> unanswerable(Row teacher, List<Row> students) {
        if (students.isEmpty()) {
            return Optional.of("No student of vision-based distillation was compared.");
        }
        for (String key : List.of(Keys.SEMANTIC, Keys.READER_CHARACTERS)) {
            Optional<Measured> accuracy = teacher.get(key);
            String what = key.equals(Keys.SEMANTIC) ? "semantic accuracy" : "character accuracy";
            if (accuracy.isEmpty()) {
                return Optional.of("The " + what + " was not measured: it needs captions of the miniature world, of "
                        + "things and of signs, in pictures of its size.");
            }
            if (accuracy.get().value() < LEAST_TEACHER) {
                return Optional.of("The teacher's own " + what + " is " + percent(accuracy.get().value())
                        + ": there is too little that students could lose.");
            }
        }
        return Optional.empty();
    }

    private static Answer answer(List<Case> cases) {
        boolean textFirst = cases.stream().anyMatch(Case::textFirst);
        boolean semanticsFirst = cases.stream().anyMatch(Case::semanticsFirst);
        if (!textFirst) {
            return semanticsFirst ? Answer.NOT : Answer.OPEN;
        }
        return !semanticsFirst && cases.get(0).rest() ? Answer.APPEARS : Answer.IN_PART;
    }

    private static String headline(Answer answer) {
        return switch (answer) {
            case APPEARS -> "The paper's pattern appears: quality and semantics hold, and text suffers first.";
            case IN_PART -> "The paper's pattern appears in part: text suffers more than semantics, but not for all "
                    + "students, or quality or semantics do not hold.";
            case NOT -> "The paper's pattern does not appear: semantics suffer more than text.";
            case OPEN -> "Whether text suffers more than semantics is not decided by so many pictures.";
        };
    }

    private static String finding(Case one) {
        Losses losses = one.losses();
        List<String> parts = new ArrayList<>(List.of(
                one.student().name() + " keeps " + percent(losses.semantics()) + " of the teacher's semantic accuracy "
                + "and " + percent(losses.characters()) + " of its character accuracy (the first is larger by "
                + points(losses.difference().low()) + " to " + points(losses.difference().high())
                + " points with 95 % confidence: " + (one.textFirst() ? "text suffers more"
                        : one.semanticsFirst() ? "semantics suffer more" : "not decided") + ")"));
        parts.add(Double.isFinite(one.quality())
                ? String.format(Locale.ROOT, "its Fréchet distance is %.2f times the teacher's", one.quality())
                : "its Fréchet distance was not measured, so quality may not hold");
        return String.join("; ", parts) + ".";
    }

    /** Of two students of the same size. */
    private static String ablation(Case vision, String naive, Losses losses) {
        return "Ablation: of the same size as " + vision.student().name() + ", which keeps "
                + percent(vision.losses().semantics()) + " and " + percent(vision.losses().characters()) + ", " + naive
                + " learned embeddings in place of pictures and keeps " + percent(losses.semantics()) + " and "
                + percent(losses.characters()) + "; in the paper the naive T5-Base keeps 25 % and 0.5 %.";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String points(double difference) {
        return String.format(Locale.ROOT, "%.1f", 100 * difference).replace('-', '\u2212');
    }
}
