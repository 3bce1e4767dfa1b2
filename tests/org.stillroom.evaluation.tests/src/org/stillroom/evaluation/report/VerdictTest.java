// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillroom.evaluation.report.Verdict.Answer;

class VerdictTest {

    private static final Row TEACHER = Fakes.teacher(20, 10);

    private static Verdict verdict(Row... students) {
        List<Row> rows = new ArrayList<>(List.of(TEACHER));
        rows.addAll(List.of(students));
        return Verdict.of(rows);
    }

    @Test
    void patternAppearsWhereTextSuffersFirst() {
        Verdict verdict = verdict(Fakes.student("small", 100_000, 10, 1), Fakes.student("base", 400_000, 18, 2));
        assertEquals(Answer.APPEARS, verdict.answer(), verdict.toString());
        assertTrue(verdict.findings().get(0).startsWith("base keeps"), verdict.toString());
    }

    @Test
    void patternAppearsInPartWhereSemanticsDoNotHold() {
        assertEquals(Answer.IN_PART, verdict(Fakes.student("base", 400_000, 3, 1)).answer());
    }

    @Test
    void patternDoesNotAppearWhereSemanticsSufferFirst() {
        assertEquals(Answer.NOT, verdict(Fakes.student("base", 400_000, 2, 0)).answer());
    }

    @Test
    void nothingIsSaidWithoutADifference() {
        assertEquals(Answer.OPEN, verdict(Fakes.student("base", 400_000, 19, 11)).answer());
    }

    @Test
    void nothingIsSaidOfATeacherThatCanDoNothing() {
        Row poor = Fakes.teacher(1, 1);
        Verdict verdict = Verdict.of(List.of(poor, Fakes.student("base", 400_000, 2, 2)));
        assertEquals(Answer.OPEN, verdict.answer());
        assertTrue(verdict.findings().get(0).contains("too little"), verdict.toString());
    }

    @Test
    void naiveStudentsAreNoPartOfIt() {
        assertEquals(Answer.OPEN, verdict(Fakes.naive("naive", 400_000, 20, 1)).answer());
        assertTrue(verdict().findings().get(0).contains("No student"));
    }

    @Test
    void naiveStudentsAreToldBesideThoseOfTheirSize() {
        Verdict verdict = verdict(Fakes.student("small", 100_000, 10, 1), Fakes.student("base", 400_000, 18, 2),
                Fakes.naive("plain", 400_000, 20, 10), Fakes.naive("alone", 300_000, 20, 10));
        assertEquals(3, verdict.findings().size(), verdict.toString());
        assertTrue(verdict.findings().get(2).startsWith("Ablation: of the same size as base, ")
                && verdict.findings().get(2).contains("plain learned embeddings in place of pictures and keeps 100.0 % "
                        + "and 100.0 %;"), verdict.toString());
        assertEquals(Answer.APPEARS, verdict.answer());
    }

    @Test
    void targetsAreTakenFromTheNumbers() {
        Row student = Fakes.student("small", 100_000, 4, 2);
        List<Target> targets = Target.of(List.of(TEACHER, student, Fakes.student("large", 1_000_000, 20, 10)));
        assertEquals(3, targets.size(), targets.toString());
        assertEquals(TEACHER.value(Keys.SEMANTIC), targets.get(0).reached());
        assertTrue(targets.get(0).isReached());
        assertEquals(student.value(Keys.SEMANTIC) / TEACHER.value(Keys.SEMANTIC), targets.get(2).reached());
        assertTrue(!targets.get(2).isReached() && targets.get(2).what().contains("small"), targets.toString());
    }
}
