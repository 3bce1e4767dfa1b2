// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.evaluation.measures.PromptList;
import org.xml.sax.InputSource;

class ReportFilesTest {

    private static final List<Row> ROWS = List.of(Fakes.teacher(20, 8), Fakes.student("base", 450_000, 14, 5),
            Fakes.naive("base-naive", 450_000, 2, 1), Fakes.real());

    @TempDir
    private Path folder;

    @Test
    void jsonAndCsvHaveTheSameNumbers() throws Exception {
        ReportFiles.write(folder, Fakes.report(ROWS, Fakes.PLAN));
        Map<String, String> inJson = new HashMap<>();
        JsonNode json = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        for (JsonNode encoder : json.get("encoders")) {
            for (JsonNode measure : encoder.get("measures")) {
                inJson.put(encoder.get("name").asText() + "," + encoder.get("role").asText() + ","
                        + measure.get("key").asText() + "," + measure.get("unit").asText(),
                        measure.get("value").asText() + "," + measure.path("low").asText() + ","
                        + measure.path("high").asText() + "," + measure.get("count").asText() + ","
                        + measure.path("ratioToTeacher").asText());
            }
        }
        List<String> lines = Files.readAllLines(folder.resolve("report.csv"));
        assertEquals("encoder,role,measure,unit,value,low,high,count,ratio_to_teacher", lines.get(0));
        Map<String, String> inCsv = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", 5);
            inCsv.put(cells[0] + "," + cells[1] + "," + cells[2] + "," + cells[3], cells[4]);
        }
        assertEquals(inJson, inCsv);
        assertTrue(inCsv.containsKey("base,student,semantic.right,share"), inCsv.toString());
        assertEquals(ROWS.get(1).value(Keys.SEMANTIC), Double.parseDouble(
                inCsv.get("base,student,semantic.right,share").split(",")[0]));
    }

    /** Three seeds of one size are three points, and the curve goes through their mean. */
    @Test
    void theCurveGoesThroughTheMeanOfStudentsOfOneSize() {
        List<Row> seeds = List.of(Fakes.student("seed-1", 100_000, 2, 2), Fakes.student("seed-2", 100_000, 4, 2),
                Fakes.student("seed-3", 100_000, 0, 2));
        List<Row> rows = List.of(ROWS.get(0), seeds.get(0), seeds.get(1), seeds.get(2), ROWS.get(2));
        String drawing = Plot.of(Fakes.report(rows, Fakes.PLAN), Keys.SEMANTIC, "Meaning").orElseThrow();
        List<Double> students = circles(drawing, "student");
        List<Double> teacher = circles(drawing, "teacher");
        assertEquals(3, students.stream().distinct().count());
        Matcher curve = Pattern.compile("\"curve student\" points=\"([^\"]+)\"").matcher(drawing);
        assertTrue(curve.find(), drawing);
        List<String> points = List.of(curve.group(1).split(" ", -1));
        assertEquals(2, points.size(), "one size and the teacher; the naive student is on a curve of its own");
        double mean = students.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        assertEquals(mean, Double.parseDouble(points.get(0).split(",", -1)[1]), 0.15);
        assertEquals(teacher.get(0), Double.parseDouble(points.get(1).split(",", -1)[1]), 0.01);
    }

    /** Two recipes at five sizes, as the paper has them, three seeds of the smallest, and one that had longer. */
    @Test
    void eachRecipeHasACurveOverAllSizes() {
        Learning naive = new Learning(List.of(new Learning.Run("embedding", "teacher", 1, 800, 16, 1, 12_800, 90)));
        Learning vision = naive.and(new Learning.Run("vision", "existing", 1, 300, 16, 4, 1_200, 140));
        List<Row> rows = new ArrayList<>(List.of(ROWS.get(0)));
        int[] sizes = {37_000, 57_000, 77_000, 196_000, 740_000};
        for (int i = 0; i < sizes.length; i++) {
            for (int seed = 1; seed <= (i == 0 ? 3 : 1); seed++) {
                rows.add(Fakes.learned(Fakes.student("size-" + i + "-" + seed, sizes[i], 2 + i + seed, 2 + i), vision));
                rows.add(Fakes.learned(Fakes.naive("naive-" + i + "-" + seed, sizes[i], 1 + i + seed, 2), naive));
            }
        }
        rows.add(Fakes.learned(Fakes.naive("naive-longer", sizes[3], 4, 3), new Learning(List.of(
                new Learning.Run("embedding", "teacher", 1, 2_000, 16, 1, 32_000, 230)))));
        String drawing = Plot.of(Fakes.report(rows, Fakes.PLAN), Keys.SEMANTIC, "Meaning").orElseThrow();
        assertEquals(List.of(sizes.length + 1, sizes.length + 1), Pattern.compile("points=\"([^\"]+)\"")
                .matcher(drawing).results().map(found -> found.group(1).split(" ", -1).length).toList());
        assertEquals(7, circles(drawing, "student").size());
        assertEquals(8, circles(drawing, "naive").size());
        List<Double> seeds = circles(drawing, "student").subList(0, 3);
        assertEquals(seeds.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                circles(drawing, "mean student").get(0), 0.1);
        assertEquals(2 * sizes.length + 2, drawing.split("class=\"reach ", -1).length - 1, "a bar for each mean");
        assertEquals(1, Pattern.compile("r=\"3.2\"><title>naive-longer").matcher(drawing).results().count(), drawing);
        List<Double> named = Pattern.compile("text-anchor=\"middle\" x=\"([0-9.]+)\" y=\"230").matcher(drawing)
                .results().map(found -> Double.parseDouble(found.group(1))).toList();
        assertTrue(named.size() >= 3, "sizes that have room have a name: " + drawing);
        for (int i = 1; i < named.size(); i++) {
            assertTrue(named.get(i - 1) - named.get(i) >= 40, "names of sizes lie on each other: " + named);
        }
    }

    /** Heights of points. */
    private static List<Double> circles(String drawing, String role) {
        return Pattern.compile("<circle class=\"" + role + "\"[^>]* cy=\"([0-9.]+)\"").matcher(drawing).results()
                .map(found -> Double.parseDouble(found.group(1))).toList();
    }

    /** Signs are the teacher's pictures and things the student's, and so is the time. */
    @Test
    void promptsWithQuotedWordsMayGoToTheTeacher() throws Exception {
        Row teacher = Fakes.teacher(2, 0);
        Row student = Fakes.student("base", 400_000, 0, 1);
        Report report = Fakes.report(List.of(teacher, student), Fakes.PLAN);
        Row routed = Routing.of(report.rows()).get(0);
        assertEquals(1, routed.value(Keys.SEMANTIC));
        assertEquals(1, routed.value(Keys.READER_CHARACTERS));
        double share = Fakes.PLAN.measured().stream().filter(wanted -> wanted.text().isPresent()).count()
                / (double) Fakes.PLAN.measured().size();
        assertEquals(share, routed.value(Keys.ROUTED));
        String kept = Keys.LATENCY + "kept";
        assertEquals(share * teacher.value(kept) + (1 - share) * student.value(kept), routed.value(kept), 1e-12);
        ReportFiles.write(folder, report);
        JsonNode json = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertEquals(1, json.get("routed").size());
        assertTrue(HtmlReport.of(report).contains("Two encoders, chosen by the prompt"));
        List<Row> unquoted = report.rows().stream().map(row -> new Row(row.name(), row.contender(), row.measures(),
                row.outcomes().stream().filter(outcome -> outcome.wanted().text().isEmpty()).toList())).toList();
        assertEquals(List.of(), Routing.of(unquoted));
    }

    @Test
    void everyPictureHasALine() throws Exception {
        ReportFiles.write(folder, Fakes.report(ROWS, Fakes.PLAN));
        List<String> lines = Files.readAllLines(folder.resolve("pictures.csv"));
        assertEquals(1 + ROWS.size() * Fakes.PLAN.measured().size(), lines.size());
    }

    @Test
    void pageEscapesPromptsAndNames() {
        String evil = "a <script>alert('x')</script> & \"quotes\"";
        PromptPlan plan = PromptPlan.of(new PromptList(List.of(evil, "a red circle"), 0), evil, 1);
        PromptPlan shown = new PromptPlan(evil, false, Fakes.PLAN.measured(), plan.measured());
        String page = HtmlReport.of(Fakes.report(List.of(ROWS.get(0), Fakes.student("<b>", 100_000, 3, 3)), shown));
        assertFalse(page.contains("<script"), "a prompt became part of the page");
        assertFalse(page.contains("<b>"), "a name became part of the page");
        assertTrue(page.contains("a &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;quotes&quot;"));
    }

    @Test
    void pageNeedsNoOtherFile() {
        String page = HtmlReport.of(Fakes.report(ROWS, Fakes.PLAN));
        Matcher sources = Pattern.compile("(?:src|href)=\"([^\"]{0,30})").matcher(page);
        int pictures = 0;
        while (sources.find()) {
            assertTrue(sources.group(1).startsWith("data:image/png;base64,"), sources.group(1));
            pictures++;
        }
        assertEquals(6 * ROWS.size(), pictures);
        assertFalse(page.contains("url("), "the style loads something");
    }

    @Test
    void plotsAreDrawingsWithAPointForEachEncoder() throws Exception {
        String page = HtmlReport.of(Fakes.report(ROWS, Fakes.PLAN));
        Matcher drawings = Pattern.compile("<svg .*?</svg>", Pattern.DOTALL).matcher(page);
        int count = 0;
        while (drawings.find()) {
            var drawing = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(drawings.group())));
            assertEquals(3, drawing.getElementsByTagName("circle").getLength());
            assertFalse(drawings.group().contains("NaN"), drawings.group());
            count++;
        }
        // distance, semantics, characters, words, time; there is no CLIP score
        assertEquals(5, count);
    }

    @Test
    void plotsOfNothingButZerosHaveAScale() {
        Row none = Fakes.teacher(1, 1);
        none.measures().add(Measured.exact(Keys.FRECHET, Unit.NUMBER, 0));
        String plot = Plot.of(Fakes.report(List.of(none), Fakes.PLAN), Keys.FRECHET, "distance").orElseThrow();
        assertFalse(plot.contains("NaN") || plot.contains("Infinity"), plot);
        assertTrue(plot.contains(">0.0<") && plot.contains(">1.0<"), plot);
    }

    @Test
    void whatWasNotMeasuredIsSaid() {
        String page = HtmlReport.of(Fakes.report(ROWS.subList(0, 2), Fakes.PLAN));
        assertTrue(page.contains("Not measured: it takes a student of vision-based and one of naive"), page);
        assertTrue(page.contains("A remark."), page);
    }

    @Test
    void namesTheFileThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        EvaluationException e = assertThrows(EvaluationException.class,
                () -> ReportFiles.write(file, Fakes.report(ROWS, Fakes.PLAN)));
        assertTrue(e.getMessage().contains(file.resolve("report.json").toString()), e.getMessage());
    }
}
