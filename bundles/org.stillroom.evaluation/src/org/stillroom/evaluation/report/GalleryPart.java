// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.List;
import java.util.Optional;
import org.stillroom.nodes.contract.RgbImage;

/** The gallery of a report: a row for each prompt, a picture for each encoder. */
record GalleryPart(Html html, Report report) {

    /** Pixels to which pictures are made smaller, so that a page stays a few megabytes. */
    private static final int LONGEST = 256;
    private static final List<String> THEMES = List.of("Quality", "Meaning", "Text");

    void write() {
        html.line("h2", "Gallery").line("p", "The same prompts with every encoder, from the same noise. They were "
                + "chosen before anything was drawn.", "class", "soft");
        html.open("div", "class", "scroll gallery").open("table").open("thead").open("tr").line("th", "Prompt");
        report.rows().forEach(row -> html.line("th", row.name()));
        html.close().close().open("tbody").newline();
        for (int i = 0; i < report.gallery().size(); i++) {
            row(i);
        }
        html.close().close().close().newline();
    }

    private void row(int i) {
        Wanted wanted = report.plan().gallery().get(i);
        html.open("tr").open("th", "scope", "row");
        if (report.plan().themes() && i / 2 < THEMES.size()) {
            html.line("small", THEMES.get(i / 2));
        }
        html.text(wanted.prompt()).close();
        List<Optional<RgbImage>> pictures = report.gallery().get(i);
        for (int column = 0; column < pictures.size(); column++) {
            html.open("td");
            if (pictures.get(column).isPresent()) {
                picture(wanted, pictures.get(column).get(), report.rows().get(column).name());
            } else {
                html.text("–");
            }
            html.close();
        }
        html.close().newline();
    }

    private void picture(Wanted wanted, RgbImage picture, String row) {
        html.single("img", "src", PngPictures.dataUri(picture, LONGEST), "alt", wanted.prompt() + " (" + row + ")",
                "class", picture.width() < LONGEST ? "small" : "large");
        Outcome outcome = Outcome.of(wanted, picture, Optional.empty());
        outcome.score().ifPresent(score -> {
            String read = outcome.read().filter(word -> !score.wordRight())
                    .map(word -> word.isEmpty() ? ": no word" : ": reads ‘" + word + "’").orElse("");
            html.line("small", (score.right() ? "right" : "wrong") + read, "class", score.right() ? "right" : "wrong");
        });
    }
}
