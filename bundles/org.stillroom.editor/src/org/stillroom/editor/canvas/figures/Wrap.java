// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.graphics.Font;
import org.stillroom.editor.canvas.theme.Fonts;

/** Breaks a text into lines, no further than it is shown. */
final class Wrap {

    private Wrap() {}

    /**
     * @param width of a line, in pixels at 100 %
     * @param most lines to show; the last ends with an ellipsis where more follows
     */
    static List<String> lines(String text, Fonts fonts, Font font, int width, int most) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        while (at < text.length() && lines.size() <= most) {
            int lineEnd = text.indexOf('\n', at);
            int paragraphEnd = lineEnd < 0 ? text.length() : lineEnd;
            int end = lineEnd(text, at, paragraphEnd, fonts, font, width);
            lines.add(text.substring(at, end).strip());
            at = end == paragraphEnd ? paragraphEnd + 1 : afterSpaces(text, end, paragraphEnd);
        }
        if (lines.size() > most) {
            lines.subList(most, lines.size()).clear();
            String last = lines.get(most - 1);
            int room = width - fonts.width("\u2026", font);
            String kept = fonts.width(last, font) <= room ? last + "\u2026" : fonts.cut(last, font, width - 1, false);
            lines.set(most - 1, kept);
        }
        return lines;
    }

    private static int lineEnd(String text, int start, int limit, Fonts fonts, Font font, int width) {
        int end = start;
        int used = 0;
        int space = fonts.width(" ", font);
        while (end < limit) {
            int wordEnd = end;
            while (wordEnd < limit && text.charAt(wordEnd) == ' ') {
                wordEnd++;
            }
            int wordStart = wordEnd;
            while (wordEnd < limit && text.charAt(wordEnd) != ' ') {
                wordEnd++;
            }
            // no word that fits a line is longer than that
            if (wordEnd - wordStart > width) {
                wordEnd = wordStart + width;
            }
            used += (wordStart - end) * space + fonts.width(text.substring(wordStart, wordEnd), font);
            if (used > width) {
                return end > start ? end : brokenWord(text, wordStart, wordEnd, fonts, font, width);
            }
            end = wordEnd;
        }
        return end;
    }

    /** End of as much of a word as fits; at least one character, and no half of one. */
    private static int brokenWord(String text, int start, int end, Fonts fonts, Font font, int width) {
        int cut = end;
        while (cut > start + 1 && fonts.width(text.substring(start, cut), font) > width) {
            cut -= Math.max(1, (cut - start) / 8);
        }
        cut = Math.max(cut, start + 1);
        boolean half = cut < end && Character.isHighSurrogate(text.charAt(cut - 1));
        return half ? cut + 1 : cut;
    }

    private static int afterSpaces(String text, int at, int limit) {
        int next = at;
        while (next < limit && text.charAt(next) == ' ') {
            next++;
        }
        return next;
    }
}
