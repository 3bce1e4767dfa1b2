// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph.review;

import java.util.regex.Pattern;

/** Text of SVG and HTML. */
final class Xml {

    /** What XML cannot hold, and what would turn the direction of a text. */
    private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\uFFFE\\uFFFF&&[^\\n]]");

    private Xml() {}

    static String text(String text) {
        return UNSHOWN.matcher(text).replaceAll("?").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** An element with a text in it. */
    static String text(String name, long x, long y, String style, String text) {
        return "<" + name + " x=\"" + x + "\" y=\"" + y + "\"" + (style.isEmpty() ? "" : " class=\"" + style + "\"")
                + ">" + text(text) + "</" + name + ">\n";
    }

    static String box(long x, long y, long width, long height, int round, String style) {
        return "<rect x=\"" + x + "\" y=\"" + y + "\" width=\"" + width + "\" height=\"" + height + "\" rx=\"" + round
                + "\" class=\"" + style + "\"/>\n";
    }
}
