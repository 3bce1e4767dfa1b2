// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.graph.io.AtomicFile;

/**
 * Writes a report: report.html for people, report.json and report.csv with the same numbers for programs, and
 * pictures.csv with what was found of each picture.
 */
public final class ReportFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportFiles() {
    }

    /**
     * @return the page
     * @throws EvaluationException if a file cannot be written; the ones before it are whole
     */
    public static Path write(Path folder, Report report) {
        write(folder.resolve("report.json"), json(report));
        write(folder.resolve("report.csv"), csv(report));
        write(folder.resolve("pictures.csv"), pictures(report));
        Path page = folder.resolve("report.html");
        write(page, HtmlReport.of(report));
        return page;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, text);
        } catch (IOException e) {
            throw PictureStore.cannotWrite(file, e);
        }
    }

    static String json(Report report) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode settings = root.putObject("settings");
        report.settings().forEach(settings::put);
        ObjectNode verdict = root.putObject("verdict");
        verdict.put("answer", report.verdict().answer().name().toLowerCase(Locale.ROOT));
        verdict.put("headline", report.verdict().headline());
        texts(verdict.putArray("findings"), report.verdict().findings());
        ArrayNode targets = root.putArray("targets");
        for (Target target : report.targets()) {
            targets.addObject().put("what", target.what()).put("wanted", target.wanted())
                    .put("reached", target.reached());
        }
        texts(root.putArray("remarks"), report.remarks());
        texts(root.putArray("gallery"), report.plan().gallery().stream().map(Wanted::prompt).toList());
        rows(root.putArray("encoders"), report.rows(), report);
        rows(root.putArray("routed"), Routing.of(report.rows()), report);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static String role(Row row) {
        return row.contender().map(each -> each.role().word()).orElse("real");
    }

    private static void rows(ArrayNode encoders, List<Row> rows, Report report) {
        for (Row row : rows) {
            ObjectNode encoder = encoders.addObject().put("name", row.name()).put("role", role(row));
            row.contender().ifPresent(each -> encoder.put("model", each.model().toString()));
            ArrayNode measures = encoder.putArray("measures");
            for (Measured measured : row.measures().all()) {
                ObjectNode node = measures.addObject().put("key", measured.key())
                        .put("unit", measured.unit().word()).put("value", measured.value());
                measured.interval().ifPresent(each -> node.put("low", each.low()).put("high", each.high()));
                node.put("count", measured.count());
                ratio(row, measured, report).ifPresent(ratio -> node.put("ratioToTeacher", ratio));
            }
        }
    }

    private static Optional<Double> ratio(Row row, Measured measured, Report report) {
        double ratio = measured.value() / report.teacher().value(measured.key());
        return row.contender().isPresent() && Double.isFinite(ratio) ? Optional.of(ratio) : Optional.empty();
    }

    static String csv(Report report) {
        StringBuilder csv = new StringBuilder("encoder,role,measure,unit,value,low,high,count,ratio_to_teacher\n");
        for (Row row : report.rows()) {
            for (Measured measured : row.measures().all()) {
                line(csv, row.name(), role(row), measured.key(), measured.unit().word(), measured.value(),
                        measured.interval().<Object>map(Interval::low).orElse(""),
                        measured.interval().<Object>map(Interval::high).orElse(""), measured.count(),
                        ratio(row, measured, report).<Object>map(each -> each).orElse(""));
            }
        }
        return csv.toString();
    }

    static String pictures(Report report) {
        StringBuilder csv = new StringBuilder("encoder,prompt,seed,file,right,parts,wanted_text,reader,tesseract\n");
        for (Row row : report.rows()) {
            for (Outcome outcome : row.outcomes()) {
                Wanted wanted = outcome.wanted();
                line(csv, row.name(), wanted.prompt(), wanted.seed(),
                        row.contender().isPresent() ? wanted.name() + ".png" : "",
                        outcome.score().<Object>map(score -> score.right() ? 1 : 0).orElse(""),
                        outcome.score().<Object>map(score -> score.parts()).orElse(""), wanted.text().orElse(""),
                        outcome.read().orElse(""), outcome.tesseract().orElse(""));
            }
        }
        return csv.toString();
    }

    private static void line(StringBuilder csv, Object... cells) {
        csv.append(List.of(cells).stream().map(cell -> cell(cell.toString())).collect(Collectors.joining(",")))
                .append('\n');
    }

    /** A cell of a table of comma separated values, quoted where it must be, after RFC 4180. */
    public static String cell(String text) {
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
