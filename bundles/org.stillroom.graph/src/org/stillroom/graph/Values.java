// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Values before and after a change, in a line. */
public final class Values {

    private static final int LONG = 60;
    private static final int CONTEXT = 20;

    private Values() {}

    /** Whether two values mean the same: 3.5 and 3.50 do. */
    public static boolean same(JsonNode a, JsonNode b) {
        return a.equals(JsonNumbers::compare, b);
    }

    /** @param absent what to say for an absent value */
    public static String change(Optional<JsonNode> before, Optional<JsonNode> after, String absent) {
        String a = before.map(JsonNode::toString).orElse(absent);
        String b = after.map(JsonNode::toString).orElse(absent);
        // Long texts that differ far behind their beginning are shown from shortly before the difference.
        int from = a.length() <= LONG && b.length() <= LONG ? 0 : Math.max(0, commonStart(a, b) - CONTEXT);
        return excerpt(a, from) + " -> " + excerpt(b, from);
    }

    static String verb(Optional<?> before, Optional<?> after) {
        return before.isEmpty() ? "added" : after.isEmpty() ? "removed" : "changed";
    }

    private static int commonStart(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }

    private static String excerpt(String text, int from) {
        return from < CONTEXT ? Ids.shorten(text) : "..." + Ids.shorten(text.substring(Math.min(from, text.length())));
    }
}
