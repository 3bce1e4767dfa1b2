// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A report as a page that needs no other file. */
final class HtmlReport {

    private record Graph(String key, String title, String direction) {
    }

    private static final String HIGHER = "higher is better";
    private static final String LOWER = "lower is better";

    private static final List<Graph> GRAPHS = List.of(
            new Graph(Keys.FRECHET, "Fréchet distance", LOWER),
            new Graph(Keys.CLIP, "CLIP score", HIGHER),
            new Graph(Keys.SEMANTIC, "Semantic accuracy, %", HIGHER),
            new Graph(Keys.READER_CHARACTERS, "Character accuracy, %", HIGHER),
            new Graph(Keys.READER_WORDS, "Word accuracy, %", HIGHER),
            new Graph(Keys.TESSERACT_CHARACTERS, "Characters by Tesseract, %", HIGHER),
            new Graph(Keys.LATENCY + "kept", "Time of a prompt, kept, ms", LOWER));

    private final Report report;
    private final Html html = new Html();

    private HtmlReport(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        return new HtmlReport(report).page();
    }

    private String page() {
        html.part("<!DOCTYPE html>\n").open("html", "lang", "en").newline().open("head").newline();
        html.single("meta", "charset", "utf-8").single("meta", "name", "viewport", "content",
                "width=device-width, initial-scale=1").newline();
        html.line("title", "Text encoders compared").open("style").part(style()).close().newline();
        html.close().newline().open("body").open("main").newline();
        head();
        ReportTables tables = new ReportTables(html, report);
        tables.main();
        plots();
        new GalleryPart(html, report).write();
        tables.semantics();
        tables.text();
        tables.ablation();
        tables.cost();
        tables.routing();
        new LearningPart(html, report).write();
        notes();
        return html.close().close().newline().close().newline().toString();
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void head() {
        html.line("h1", "Text encoders compared");
        int students = report.encoders().size() - 1;
        int pictures = report.plan().measured().size();
        html.line("p", "The text encoder of a picture-drawing family and " + students
                + (students == 1 ? " other" : " others") + " in its place. Each draws " + pictures + " "
                + (pictures == 1 ? "picture" : "pictures") + " from the same noise; prompts: " + report.plan().source()
                + ".", "class", "soft");
        Verdict verdict = report.verdict();
        html.open("section", "class", "verdict " + verdict.answer().name().toLowerCase(Locale.ROOT));
        html.line("p", verdict.headline()).open("ul");
        verdict.findings().forEach(finding -> html.line("li", finding));
        html.close().close().newline();
        if (!report.targets().isEmpty()) {
            html.line("h2", "Targets").open("ul", "class", "targets");
            for (Target target : report.targets()) {
                html.line("li", String.format(Locale.ROOT, "%s: %.1f %%, at least %.0f %% is wanted; %s.",
                        target.what(), 100 * target.reached(), 100 * target.wanted(),
                        target.isReached() ? "reached" : "missed"), "class", target.isReached() ? "reached" : "missed");
            }
            html.close().newline();
        }
    }

    private void plots() {
        html.line("h2", "By size of the encoder").line("p", "Filled: the teacher and students of vision-based "
                + "distillation. Hollow: naive embedding distillation. Lines join students of one recipe, with the "
                + "teacher at their end; smaller points learned by another recipe, and dots are seeds of which the "
                + "point is the mean. Upright bars: 95 % confidence (of times: from the fastest to the slowest run). "
                + "Dashed across: real pictures.", "class", "soft");
        html.open("div", "class", "plots").newline();
        for (Graph graph : GRAPHS) {
            Plot.of(report, graph.key(), graph.title()).ifPresent(svg -> html.open("figure").open("figcaption")
                    .text(graph.title() + " ").line("small", graph.direction()).close().part(svg).close().newline());
        }
        html.close().newline();
    }

    private void notes() {
        html.line("h2", "How it was measured").open("ul");
        html.line("li", "Small numbers below a share are its interval of 95 % confidence after Wilson; it counts "
                + "pictures, and for characters words, as the letters of a word come out right or wrong together. "
                + "Several pictures of one prompt are counted as independent, which they are not quite.");
        html.line("li", "The interval of a Fréchet distance, of up to 256 features, is what leaving out each "
                + "twentieth of the pictures in turn does to it (jackknife).");
        html.line("li", "Encoders are compared by the same prompts and noise, so differences between them are surer "
                + "than their intervals suggest; the verdict compares picture by picture.");
        if (report.rows().stream().anyMatch(row -> row.contender().isEmpty())) {
            html.line("li", "The row of real pictures is what a perfect family would reach: pictures of the same "
                    + "prompts that the world draws itself. What it lacks to 100 % is the readers' fault.");
        }
        html.line("li", "Times are medians on this machine as it was, with whatever else it was doing; memory is that "
                + "of the weights, without what is computed with them.");
        html.line("li", Verdict.RULE);
        report.remarks().forEach(remark -> html.line("li", remark));
        html.close().newline().open("dl").newline();
        report.settings().forEach((name, value) -> html.line("dt", name).line("dd", value));
        html.close().newline();
    }
}
