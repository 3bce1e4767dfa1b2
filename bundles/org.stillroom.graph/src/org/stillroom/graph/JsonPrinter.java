// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Prints JSON in the canonical form that the package documentation describes. */
final class JsonPrinter {

    private static final String ESCAPED = "\"\\\b\f\n\r\t";
    private static final String ESCAPES = "\"\\bfnrt";

    private final StringBuilder out = new StringBuilder(4096);

    /** @param rootOrder order of the properties of {@code root} itself; all others are sorted */
    static String print(ObjectNode root, Comparator<String> rootOrder) {
        JsonPrinter printer = new JsonPrinter();
        printer.object(root, rootOrder, 0);
        return printer.out.append('\n').toString();
    }

    static String print(JsonNode value) {
        JsonPrinter printer = new JsonPrinter();
        printer.value(value, 0);
        return printer.out.toString();
    }

    private void value(JsonNode value, int depth) {
        if (depth > JsonText.MAX_DEPTH) {
            throw new IllegalArgumentException("a graph file cannot hold values nested more than " + JsonText.MAX_DEPTH
                    + " levels deep");
        }
        switch (value.getNodeType()) {
            case OBJECT -> object(value, Comparator.naturalOrder(), depth);
            case ARRAY -> array(value, depth);
            case STRING -> text(value.textValue());
            case NUMBER -> out.append(JsonNumbers.text(value));
            case BOOLEAN, NULL -> out.append(value.asText());
            default -> throw new IllegalArgumentException("a graph file cannot hold a value of " + value.getClass());
        }
    }

    private void object(JsonNode object, Comparator<String> order, int depth) {
        if (object.isEmpty()) {
            out.append("{}");
            return;
        }
        List<String> names = new ArrayList<>(object.size());
        object.fieldNames().forEachRemaining(names::add);
        names.sort(order);
        char separator = '{';
        for (String name : names) {
            out.append(separator);
            line(depth + 1);
            text(name);
            out.append(": ");
            value(object.get(name), depth + 1);
            separator = ',';
        }
        line(depth);
        out.append('}');
    }

    private void array(JsonNode array, int depth) {
        boolean numbers = true;
        for (JsonNode element : array) {
            numbers &= element.isNumber();
        }
        String separator = "[";
        for (JsonNode element : array) {
            out.append(separator);
            if (!numbers) {
                line(depth + 1);
            }
            value(element, depth + 1);
            separator = numbers ? ", " : ",";
        }
        if (array.isEmpty()) {
            out.append('[');
        } else if (!numbers) {
            line(depth);
        }
        out.append(']');
    }

    private void line(int depth) {
        out.append('\n');
        out.repeat("  ", depth);
    }

    private void text(String text) {
        out.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c) && isHalf(text, i)) {
                out.append(text, done, i).append('\\');
                int known = ESCAPED.indexOf(c);
                out.append(known >= 0 ? ESCAPES.substring(known, known + 1) : String.format("u%04x", (int) c));
                done = i + 1;
            }
        }
        out.append(text, done, text.length()).append('"');
    }

    /** Whether the char is half of a surrogate pair without the other half, which UTF-8 cannot express. */
    private static boolean isHalf(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
