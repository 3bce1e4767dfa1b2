// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** A page in the making. Text is escaped, so that a prompt can never become part of the page. */
final class Html {

    private final StringBuilder page = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn
     */
    Html open(String element, String... attributes) {
        page.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            page.append(' ').append(attributes[i]).append("=\"").append(escaped(attributes[i + 1])).append('"');
        }
        page.append('>');
        open.push(element);
        return this;
    }

    /** Closes the element that was opened last. */
    Html close() {
        page.append("</").append(open.pop()).append(">");
        return this;
    }

    Html text(String text) {
        page.append(escaped(text));
        return this;
    }

    /** An element with nothing but a text in it. */
    Html line(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close().newline();
    }

    /** An element of a page that is never closed, such as {@code img}. */
    Html single(String element, String... attributes) {
        open(element, attributes);
        open.pop();
        return this;
    }

    Html newline() {
        page.append('\n');
        return this;
    }

    /** What is a part of a page already. */
    Html part(String html) {
        page.append(html);
        return this;
    }

    @Override
    public String toString() {
        return page.toString();
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
