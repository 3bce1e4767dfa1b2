// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.evaluation.measures.EvaluationException;

/** What students tell of how they came to be, and what reports make of it. */
class LearningTest {

    private static final Learning.Run NAIVE = new Learning.Run("embedding", "teacher", 1, 400, 32, 1, 12_800, 31.5);
    private static final Learning.Run VISION = new Learning.Run("vision", "existing", 1, 8_000, 32, 20, 12_800, 4_200);

    @TempDir
    private Path folder;

    private Path told(String property) throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"t5\"" + property + "}");
        return folder;
    }

    private static String property(String value) {
        return ", \"" + Learning.KEY + "\": " + value;
    }

    @Test
    void isReadAsItWasWritten() throws Exception {
        Learning both = new Learning(List.of(NAIVE)).and(VISION);
        assertEquals(Optional.of(both), Learning.read(told(property(both.json().toString()))));
        assertEquals(25_600, both.captions());
        assertEquals(8_400, both.steps());
        assertEquals(4_231.5, both.processorSeconds());
        assertEquals("embedding, 400 × 32, from teacher; then vision, 8,000 × 32, 20 noise levels, from existing",
                both.words());
    }

    @Test
    void othersTellNothing() throws Exception {
        assertEquals(Optional.empty(), Learning.read(told("")));
        assertEquals(Optional.of(Learning.NONE), Learning.read(told(property("[]"))));
        assertEquals(Optional.empty(), Learning.read(folder.resolve("student.safetensors")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "[3]", "[{\"method\": \"vision\"}]", "{\"method\": \"vision\"}"})
    void whatIsToldOtherwiseIsNamed(String value) throws Exception {
        Path model = told(property(value));
        String message = assertThrows(EvaluationException.class, () -> Learning.read(model)).getMessage();
        assertTrue(message.startsWith(model.resolve("config.json").toString()), message);
        assertTrue(message.contains("distil again"), message);
    }

    /** A name is believed only where nothing better is known. */
    @Test
    void theRoleIsThatOfTheLastRun() throws Exception {
        Path named = Files.createDirectories(folder.resolve("not-naive"));
        assertEquals(Contender.Role.NAIVE, Contender.student(named).role());
        Files.writeString(named.resolve("config.json"), "{" + property(
                new Learning(List.of(NAIVE, VISION)).json().toString()).substring(1) + "}");
        assertEquals(Contender.Role.STUDENT, Contender.student(named).role());
        assertEquals(Contender.Role.NAIVE, Contender.student(
                told(property(new Learning(List.of(NAIVE)).json().toString()))).role());
    }

    private static Row row(String name, Learning.Run run, int everyThing, int everySign) {
        Contender.Role role = run == NAIVE ? Contender.Role.NAIVE : Contender.Role.STUDENT;
        Row fake = Fakes.row(name, Optional.of(role), 200_000, everyThing, everySign);
        fake.measures().add(Measured.exact(Keys.STEPS, Unit.COUNT, run.steps()));
        fake.measures().add(Measured.exact(Keys.CAPTIONS, Unit.COUNT, run.captions()));
        fake.measures().add(Measured.exact(Keys.PROCESSOR, Unit.SECONDS, run.processorSeconds()));
        return new Row(name, Optional.of(new Contender(name, Path.of(name), role,
                Optional.of(new Learning(List.of(run))))), fake.measures(), fake.outcomes());
    }

    @Test
    void studentsOfOneSizeAreComparedWhereTheyHadAsMuch() {
        List<String> pairs = LearningPart.pairs(
                List.of(row("seen", VISION, 0, 0), row("read", NAIVE, 0, 1), Fakes.student("other", 100_000, 0, 0)));
        assertEquals(1, pairs.size(), pairs.toString());
        assertTrue(pairs.get(0).startsWith("At equal captions (12.8 K and 12.8 K), seen and read: semantic 100.0 and "
                + "100.0 %, not decided; characters 100.0 and "), pairs.get(0));
        assertTrue(pairs.get(0).endsWith("vision keeps more."), pairs.get(0));
    }

    @Test
    void thePageTellsIt() {
        String page = HtmlReport.of(Fakes.report(
                List.of(Fakes.teacher(0, 0), row("seen", VISION, 0, 0), row("read", NAIVE, 0, 1)), Fakes.PLAN));
        assertTrue(page.contains("vision, 8,000 × 32, 20 noise levels, from existing"), page);
        assertTrue(page.contains("<td class=\"number\">12.8 K"), page);
        assertTrue(page.contains("<td class=\"number\">70 min"), page);
        assertTrue(page.contains("At equal captions"), page);
        assertFalse(HtmlReport.of(Fakes.report(List.of(Fakes.teacher(0, 0), Fakes.student("old", 9, 0, 0)),
                Fakes.PLAN)).contains("Appendix"));
    }
}
