// SPDX-License-Identifier: EPL-2.0
package org.stillroom.help.viewer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stillroom.help.viewer.Page.Hanging;
import org.stillroom.help.viewer.Page.Look;
import org.stillroom.help.viewer.Page.Picture;
import org.stillroom.help.viewer.Page.Run;

/**
 * Reads the HTML that help pages are written in: headings, paragraphs, lists, tables, links, bold, italic, code. What
 * it does not know it reads as text; nothing that a page says is lost. A picture has its description below it.
 */
final class PageReader {

    private static final Pattern PART = Pattern.compile("<!--.*?-->|<!?(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>|([^<]+|<)",
            Pattern.DOTALL);
    /** What stands for something that is no text. */
    private static final char PICTURE = '\ufffc';
    private static final Pattern ENTITY = Pattern.compile("&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z]+);");
    private static final Map<String, String> NAMED = Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'",
            "nbsp", "\u00a0", "times", "\u00d7", "ndash", "\u2013", "mdash", "\u2014", "hellip", "\u2026");

    private final StringBuilder text = new StringBuilder();
    private final List<Run> runs = new ArrayList<>();
    private final List<Hanging> lines = new ArrayList<>();
    private final Map<String, Integer> anchors = new HashMap<>();
    private final List<Picture> pictures = new ArrayList<>();
    private final Deque<Look> looks = new ArrayDeque<>();
    /** The number of the next item for each list around; 0 for one without numbers. */
    private final Deque<Integer> lists = new ArrayDeque<>();
    private String title = "";
    private String href = "";
    /** The element whose content is not shown; empty for none. */
    private String hidden = "";
    private int cell;

    private PageReader() {}

    static Page read(String html) {
        PageReader reader = new PageReader();
        Matcher part = PART.matcher(html);
        while (part.find()) {
            String name = part.group(2) == null ? "" : part.group(2).toLowerCase(Locale.ROOT);
            if (part.group(4) != null) {
                reader.text(decoded(part.group(4)));
            } else if (!name.isEmpty()) {
                reader.tag(name, !part.group(1).isEmpty(), part.group(3));
            }
        }
        return new Page(reader.title, reader.text.toString(), reader.runs, reader.lines, reader.anchors,
                reader.pictures);
    }

    private void text(String found) {
        String words = found.replaceAll("[ \t\r\n]+", " ");
        if (hidden.equals("title")) {
            title += words.strip();
        }
        boolean atStart = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        String shown = atStart && words.startsWith(" ") ? words.substring(1) : words;
        if (hidden.isEmpty() && !shown.isEmpty()) {
            Look look = looks.isEmpty() ? Look.PLAIN : looks.peek();
            if (look != Look.PLAIN || !href.isEmpty()) {
                runs.add(new Run(text.length(), shown.length(), look, href));
            }
            text.append(shown);
        }
    }

    private void tag(String name, boolean end, String attributes) {
        if (!hidden.isEmpty()) {
            hidden = end && name.equals(hidden) ? "" : hidden;
            return;
        }
        String id = attribute(attributes, "id");
        if (!end && id != null) {
            anchors.put(id, text.length());
        }
        switch (name) {
            case "title", "style", "script" -> hidden = end ? "" : name;
            case "h1" -> heading(Look.TITLE, end);
            case "h2", "h3", "h4" -> heading(Look.HEADING, end);
            case "b", "strong", "th", "dt" -> look(Look.BOLD, end);
            case "i", "em" -> look(Look.ITALIC, end);
            case "code", "kbd", "pre" -> look(Look.CODE, end);
            case "p", "table", "div" -> block(2);
            case "br" -> block(1);
            case "ul", "ol" -> list(name.equals("ol"), end);
            case "li" -> item(end);
            case "tr" -> row(end);
            case "a" -> href = end || attribute(attributes, "href") == null ? "" : attribute(attributes, "href");
            case "img" -> picture(attribute(attributes, "src"), attribute(attributes, "alt"));
            default -> { }
        }
        if ((name.equals("td") || name.equals("th")) && !end && cell++ > 0) {
            text.append('\t');
        }
    }

    /** @param description null for none */
    private void picture(String sourceOrNull, String description) {
        if (sourceOrNull != null) {
            block(1);
            pictures.add(new Picture(text.length(), sourceOrNull));
            text.append(PICTURE);
            block(1);
        }
        look(Look.ITALIC, false);
        text(description == null ? "" : description);
        look(Look.ITALIC, true);
    }

    private void heading(Look look, boolean end) {
        block(2);
        look(look, end);
    }

    private void look(Look look, boolean end) {
        if (!end) {
            looks.push(look);
        } else {
            looks.removeFirstOccurrence(look);
        }
    }

    private void list(boolean numbered, boolean end) {
        block(lists.isEmpty() || end && lists.size() == 1 ? 2 : 1);
        if (!end) {
            lists.push(numbered ? 1 : 0);
        } else {
            lists.poll();
        }
    }

    private void item(boolean end) {
        block(1);
        if (!end && !lists.isEmpty()) {
            int number = lists.pop();
            lists.push(number == 0 ? 0 : number + 1);
            lines.add(new Hanging(text.length(), false));
            text.append(number == 0 ? "\u2022" : number + ".").append('\t');
        }
    }

    private void row(boolean end) {
        block(1);
        cell = 0;
        if (!end) {
            lines.add(new Hanging(text.length(), true));
        }
    }

    /** Ends the line, and leaves one free where two ends are wanted. */
    private void block(int ends) {
        int have = 0;
        while (have < text.length() && text.charAt(text.length() - 1 - have) == '\n') {
            have++;
        }
        if (!text.isEmpty()) {
            text.append("\n".repeat(Math.max(0, ends - have)));
        }
    }

    private static String attribute(String attributes, String name) {
        Matcher found = Pattern.compile("\\b" + name + "\\s*=\\s*(\"([^\"]*)\"|'([^']*)')").matcher(attributes);
        return !found.find() ? null : decoded(found.group(2) == null ? found.group(3) : found.group(2));
    }

    private static String decoded(String html) {
        return ENTITY.matcher(html)
                .replaceAll(found -> Matcher.quoteReplacement(entity(found.group(), found.group(1))));
    }

    private static String entity(String whole, String name) {
        if (!name.startsWith("#")) {
            return NAMED.getOrDefault(name, whole);
        }
        int code = name.startsWith("#x") ? Integer.parseInt(name.substring(2), 16)
                : Integer.parseInt(name.substring(1));
        return Character.isValidCodePoint(code) ? Character.toString(code) : whole;
    }
}
