// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.catalog;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stillroom.graph.Ids;

/** Reads attributes of a contribution's element, with messages for its author. */
final class Attributes {

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern TYPE_ID = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,127}");

    private Attributes() {}

    static String required(ContributionElement element, String name) {
        return element.attribute(name).filter(value -> !value.isBlank()).orElseThrow(() -> new ContributionException(
                "a " + element.name() + " has no attribute " + name));
    }

    static String optional(ContributionElement element, String name, String otherwise) {
        return element.attribute(name).orElse(otherwise);
    }

    /** What stands between commas; empty if the attribute is not there. */
    static List<String> words(ContributionElement element, String name) {
        return Arrays.stream(optional(element, name, "").split(",")).map(String::strip)
                .filter(word -> !word.isEmpty()).toList();
    }

    /** Id of a node type or port type: letters, digits, dots, _ and -. */
    static String typeId(ContributionElement element) {
        return matching(element, "id", TYPE_ID.matcher(required(element, "id")).matches(),
                "an id of letters, digits, dots, _ and -");
    }

    /** Id of a port or parameter, as a graph file can hold it. */
    static String id(ContributionElement element, String name) {
        return matching(element, name, Ids.isId(required(element, name)), "an id of letters, digits, _ and -");
    }

    static boolean flag(ContributionElement element, String name) {
        String value = optional(element, name, "false");
        return Boolean.parseBoolean(matching(element, name, value.equals("true") || value.equals("false"),
                "true or false", value));
    }

    static Optional<BigDecimal> number(ContributionElement element, String name) {
        try {
            return element.attribute(name).map(BigDecimal::new);
        } catch (NumberFormatException e) {
            throw new ContributionException(wrong(element, name, "a number", required(element, name)), e);
        }
    }

    /** The attribute as a constant of an enum, written in lower case. */
    static <E extends Enum<E>> E constant(ContributionElement element, String name, Class<E> type) {
        String value = required(element, name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        throw new ContributionException(wrong(element, name, "one of "
                + String.join(", ", Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList()), value));
    }

    /** Text of the first child named {@code description}, in one line. */
    static String description(ContributionElement element) {
        return element.children("description").stream().findFirst()
                .map(child -> SPACE.matcher(child.text().strip()).replaceAll(" ")).orElse("");
    }

    static String matching(ContributionElement element, String name, boolean fits, String expected) {
        return matching(element, name, fits, expected, required(element, name));
    }

    private static String matching(ContributionElement element, String name, boolean fits, String expected,
            String value) {
        if (!fits) {
            throw new ContributionException(wrong(element, name, expected, value));
        }
        return value;
    }

    private static String wrong(ContributionElement element, String name, String expected, String value) {
        return "attribute " + name + " of " + element.name() + " " + optional(element, "id", "") + ": found \""
                + Ids.shorten(value) + "\", expected " + expected;
    }
}
