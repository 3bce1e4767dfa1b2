// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph.review;

import java.util.ArrayList;
import java.util.List;
import org.stillroom.graph.Change;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphDiff;
import org.stillroom.graph.Ids;

/**
 * Two graphs side by side, with what changed marked and listed: something to attach to a review. Neither form needs
 * anything beside itself.
 */
public final class GraphReview {

    private static final int TITLE = 30;
    private static final int LINE = 18;
    private static final int GAP = 40;

    private static final String LEGEND = "+ added   \u2212 removed   \u2260 changed   \u2192 moved";

    private final String beforeName;
    private final String afterName;
    private final List<Change> logic;
    private final List<Change> movements;
    private final GraphDrawing before;
    private final GraphDrawing after;

    /** The names are those of the files, for titles. */
    public GraphReview(String beforeName, Graph before, String afterName, Graph after) {
        this.beforeName = Ids.shorten(beforeName);
        this.afterName = Ids.shorten(afterName);
        List<Change> changes = GraphDiff.between(before, after);
        logic = changes.stream().filter(change -> !change.isMovement()).toList();
        movements = changes.stream().filter(Change::isMovement).toList();
        this.before = new GraphDrawing(before, Marks.before(changes));
        this.after = new GraphDrawing(after, Marks.after(changes));
    }

    /** As SVG, with the list below the drawings; UTF-8. */
    public String svg() {
        long drawn = Math.max(before.height(), after.height());
        StringBuilder list = new StringBuilder();
        long y = TITLE + drawn + LINE;
        for (String line : lines()) {
            list.append(Xml.text("text", 10, y, "", line));
            y += LINE;
        }
        long width = Math.max(before.width() + GAP + after.width(), 600);
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width
                + "\" height=\"" + y + "\" viewBox=\"0 0 " + width + " " + y + "\">\n<style>\n" + GraphDrawing.STYLE
                + "</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
                + Xml.text("text", 10, 20, "", beforeName)
                + Xml.text("text", before.width() + GAP, 20, "", afterName)
                + before.svg(place(0, before)) + after.svg(place(before.width() + GAP, after)) + list + "</svg>\n";
    }

    private static String place(long x, GraphDrawing drawing) {
        return "x=\"" + x + "\" y=\"" + TITLE + "\" width=\"" + drawing.width() + "\" height=\"" + drawing.height()
                + "\"";
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(LEGEND));
        logic.forEach(change -> lines.add(change.toString()));
        if (!movements.isEmpty()) {
            lines.add("layout only:");
            movements.forEach(change -> lines.add("    " + change));
        }
        if (logic.isEmpty() && movements.isEmpty()) {
            lines.add("no differences");
        }
        return lines;
    }

    /** As a page; UTF-8. */
    public String html() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="UTF-8"><title>%s</title>
                <style>
                body { font: 14px sans-serif; margin: 16px; color: #1f2328; background: #ffffff; }
                .both { display: flex; gap: 16px; }
                figure { flex: 1; min-width: 0; margin: 0; border: 1px solid #d1d9e0; }
                figcaption { padding: 6px 10px; border-bottom: 1px solid #d1d9e0; font-weight: bold; }
                figure svg { width: 100%%; height: 70vh; }
                %s</style></head>
                <body>
                <h1>%s</h1>
                <p>%s</p>
                <div class="both">
                <figure><figcaption>%s</figcaption>
                %s</figure>
                <figure><figcaption>%s</figcaption>
                %s</figure>
                </div>
                %s%s</body>
                </html>
                """.formatted(Xml.text(afterName), GraphDrawing.STYLE, Xml.text("From " + beforeName + " to "
                + afterName), Xml.text(LEGEND), Xml.text(beforeName), before.svg("role=\"img\""),
                Xml.text(afterName), after.svg("role=\"img\""), list("Changes", logic),
                movements.isEmpty() ? "" : list("Layout only", movements));
    }

    private static String list(String title, List<Change> changes) {
        StringBuilder list = new StringBuilder("<h2>" + title + "</h2>\n");
        if (changes.isEmpty()) {
            return list.append("<p>none</p>\n").toString();
        }
        list.append("<ul>\n");
        changes.forEach(change -> list.append("<li>").append(Xml.text(change.toString())).append("</li>\n"));
        return list.append("</ul>\n").toString();
    }
}
