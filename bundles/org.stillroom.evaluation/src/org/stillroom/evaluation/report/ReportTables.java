// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.ArrayList;
import java.util.List;

/** The tables of a report, in the form of the paper's. */
record ReportTables(Html html, Report report) {

    private static final String UP = " ↑";
    private static final String DOWN = " ↓";

    void main() {
        html.line("h2", "Quality, meaning and text");
        note("Shares in percent. ↑ more is better, ↓ less is better. Semantic: pictures of things that show all "
                + "that the prompt says and nothing else. Characters and words: of texts that the prompt asks for, as "
                + (report.has(Keys.READER_CHARACTERS) ? "the world's reader" : "Tesseract") + " reads them. "
                + samples());
        Column.table(html, report, report.rows(), List.of(Column.withRatio("Parameters", Keys.PARAMETERS),
                Column.of("Captions seen", Keys.CAPTIONS), Column.of("Processor time of training", Keys.PROCESSOR),
                Column.of("Fréchet distance" + DOWN, Keys.FRECHET), Column.of("CLIP score" + UP, Keys.CLIP),
                Column.of("Semantic" + UP, Keys.SEMANTIC), Column.of("Text, characters" + UP, characters()),
                Column.of("Text, words" + UP, words()), Column.of("Precision" + UP, Keys.PRECISION),
                Column.of("Recall" + UP, Keys.RECALL)));
    }

    private String samples() {
        return "Each encoder drew " + report.plan().measured().size() + " pictures: " + count(Keys.SEMANTIC)
                + " of things, " + count(characters()) + " of a text.";
    }

    private long count(String key) {
        return report.teacher().get(key).map(Measured::count).orElse(0L);
    }

    /** The reader's, or Tesseract's where the world's reader has nothing to read. */
    private String characters() {
        return report.has(Keys.READER_CHARACTERS) ? Keys.READER_CHARACTERS : Keys.TESSERACT_CHARACTERS;
    }

    private String words() {
        return report.has(Keys.READER_WORDS) ? Keys.READER_WORDS : Keys.TESSERACT_WORDS;
    }

    void semantics() {
        html.line("h2", "Meaning by category");
        if (!report.has(Keys.SEMANTIC_KIND + Kind.SIGN.word()) && !report.has(Keys.SEMANTIC)) {
            note("Not measured; see the end of the report.");
            return;
        }
        note("Share of pictures in which the attribute is right of all things, in T2I-CompBench's categories.");
        List<Column> attributes = new ArrayList<>();
        for (Attribute attribute : Attribute.values()) {
            String title = attribute == Attribute.BOARD ? "sign’s colour" : attribute.word();
            attributes.add(Column.of(title + UP, Keys.SEMANTIC_ATTRIBUTE + attribute.word()));
        }
        Column.table(html, report, report.rows(), attributes);
        note("Share of pictures that are right as a whole, by what they show; a sign must have its colour and its "
                + "word. All attributes: their mean share over things.");
        List<Column> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            kinds.add(Column.of(kind.label() + UP, Keys.SEMANTIC_KIND + kind.word()));
        }
        kinds.add(Column.of("all attributes" + UP, Keys.SEMANTIC_PARTS));
        Column.table(html, report, report.rows(), kinds);
    }

    void text() {
        html.line("h2", "Text");
        if (!report.has(characters())) {
            note("Not measured; see the end of the report.");
            return;
        }
        note("Characters: 1 less the edits from what is read to what was wanted, divided by its letters. The world's "
                + "reader knows its letters; Tesseract reads any, and is the stricter judge of odd ones.");
        Column.table(html, report, report.rows(), List.of(
                Column.of("Reader, characters" + UP, Keys.READER_CHARACTERS),
                Column.of("Reader, words" + UP, Keys.READER_WORDS),
                Column.of("Tesseract, characters" + UP, Keys.TESSERACT_CHARACTERS),
                Column.of("Tesseract, words" + UP, Keys.TESSERACT_WORDS)));
    }

    void ablation() {
        html.line("h2", "Ablation: what the student learns from");
        List<Row> students = report.encoders().stream().filter(row -> !row.is(Contender.Role.TEACHER)).toList();
        if (students.stream().noneMatch(row -> row.is(Contender.Role.NAIVE))
                || students.stream().noneMatch(row -> row.is(Contender.Role.STUDENT))) {
            note("Not measured: it takes a student of vision-based and one of naive embedding distillation, of the "
                    + "same size.");
        } else {
            note("Naive embedding distillation makes the student's text equal the teacher's; vision-based distillation "
                    + "makes the denoiser predict the same with it.");
            Column.table(html, report, students, List.of(Column.withRatio("Parameters", Keys.PARAMETERS),
                    Column.of("Fréchet distance" + DOWN, Keys.FRECHET), Column.of("CLIP score" + UP, Keys.CLIP),
                    Column.of("Semantic" + UP, Keys.SEMANTIC), Column.of("Text, characters" + UP, characters())));
        }
        paper();
    }

    /** What the paper has for FLUX, to compare the form of the numbers with. */
    private void paper() {
        html.open("details").line("summary", "The paper's numbers for FLUX, which are of other pictures and prompts");
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        for (String title : List.of("Encoder", "FID ↓", "CLIP score ↑", "Semantic ↑", "Text, characters % ↑")) {
            html.line("th", title);
        }
        html.close().close().open("tbody");
        for (List<String> row : List.of(List.of("T5-XXL (teacher)", "22.36", "31.30", "55.56", "76.7"),
                List.of("T5-XL", "23.17", "30.33", "53.74", "77.8"),
                List.of("T5-Base", "24.32", "29.79", "50.32", "69.3"),
                List.of("T5-Small", "25.10", "28.28", "–", "31.9"),
                List.of("Ablation: naive, T5-Base", "26.47", "22.52", "13.78", "0.35"),
                List.of("Ablation: vision-based, T5-Base", "24.32", "29.79", "50.32", "49.1"))) {
            html.open("tr");
            row.forEach(cell -> html.line("td", cell));
            html.close();
        }
        html.close().close().close().line("p", "From “Scaling Down Text Encoders of Text-to-Image Diffusion "
                + "Models”, CVPR 2025, as a secondary source has them.", "class", "soft").close().newline();
    }

    void routing() {
        List<Row> routed = Routing.of(report.rows());
        if (routed.isEmpty()) {
            return;
        }
        html.line("h2", "Two encoders, chosen by the prompt");
        note("What comes of sending prompts with words in quotes to the teacher and all others to a student, as the "
                + "node Choose Encoder does; counted from the same pictures. Time: the mean of a prompt, and below it "
                + "its ratio to the teacher's.");
        Column.table(html, report, routed, List.of(Column.of("Prompts to the teacher", Keys.ROUTED),
                Column.of("Semantic" + UP, Keys.SEMANTIC), Column.of("Text, characters" + UP, characters()),
                Column.of("Text, words" + UP, words()),
                Column.withRatio("Time, kept", Keys.LATENCY + Policy.KEPT.word()),
                Column.withRatio("Time, unloaded", Keys.LATENCY + Policy.UNLOADED.word()),
                Column.withRatio("Time, streamed", Keys.LATENCY + Policy.STREAMED.word())));
    }

    void cost() {
        html.line("h2", "Cost");
        note("Below each number its ratio to the teacher. Time: of one prompt, with the weights kept in memory, loaded "
                + "for each prompt, and streamed layer by layer.");
        Column.table(html, report, report.encoders(), List.of(Column.withRatio("Parameters", Keys.PARAMETERS),
                Column.withRatio("of these projection", Keys.PROJECTION), Column.withRatio("File", Keys.FILE),
                Column.withRatio("Weights in memory", Keys.MEMORY_KEPT),
                Column.withRatio("at most, streamed", Keys.MEMORY_STREAMED),
                Column.withRatio("Time, kept", Keys.LATENCY + Policy.KEPT.word()),
                Column.withRatio("Time, unloaded", Keys.LATENCY + Policy.UNLOADED.word()),
                Column.withRatio("Time, streamed", Keys.LATENCY + Policy.STREAMED.word())));
    }

    private void note(String text) {
        html.line("p", text, "class", "soft");
    }
}
