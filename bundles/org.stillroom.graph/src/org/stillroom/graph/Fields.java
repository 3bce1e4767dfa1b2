// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** An object in a graph file, read property by property; a value of the wrong kind is refused with its place. */
final class Fields {

    /** Reads one property of an object. */
    interface Reader<V> {
        V read(Fields fields, String name) throws GraphFileException;
    }

    private final ObjectNode object;
    private final String file;
    private final String place;
    private final Set<String> known = new HashSet<>();

    Fields(ObjectNode object, String file) {
        this(object, file, "");
    }

    private Fields(ObjectNode object, String file, String place) {
        this.object = object;
        this.file = file;
        this.place = place;
    }

    String text(String name) throws GraphFileException {
        JsonNode value = get(name);
        if (value == null || !value.isTextual()) {
            throw wrong(name, "found " + describe(value) + ", expected a text");
        }
        return value.textValue();
    }

    String text(String name, String absent) throws GraphFileException {
        return get(name) == null ? absent : text(name);
    }

    int whole(String name, int minimum, int maximum) throws GraphFileException {
        JsonNode value = get(name);
        if (!isWhole(value, minimum, maximum)) {
            throw wrong(name, "found " + describe(value) + ", expected a whole number from " + minimum + " to "
                    + maximum);
        }
        return value.intValue();
    }

    int whole(String name, int minimum, int maximum, int absent) throws GraphFileException {
        return get(name) == null ? absent : whole(name, minimum, maximum);
    }

    /** A number of bytes; 0 if it is absent. */
    long bytes(String name) throws GraphFileException {
        JsonNode value = get(name);
        if (value != null && (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0)) {
            throw wrong(name, "found " + describe(value) + ", expected a number of bytes");
        }
        return value == null ? 0 : value.longValue();
    }

    /** Texts in an array; none if it is absent. */
    List<String> texts(String name) throws GraphFileException {
        JsonNode value = get(name);
        List<String> texts = new ArrayList<>();
        if (value != null) {
            value.forEach(each -> texts.add(each.isTextual() ? each.textValue() : null));
        }
        if (value != null && !value.isArray() || texts.contains(null)) {
            throw wrong(name, "found " + describe(value) + ", expected an array of texts");
        }
        return texts;
    }

    boolean flag(String name) throws GraphFileException {
        JsonNode value = get(name);
        if (value != null && !value.isBoolean()) {
            throw wrong(name, "found " + describe(value) + ", expected true or false");
        }
        return value != null && value.booleanValue();
    }

    List<Layout.Point> points(String name) throws GraphFileException {
        JsonNode value = get(name);
        List<Layout.Point> points = new ArrayList<>();
        boolean good = value != null && value.isArray();
        for (int i = 0; good && i < value.size(); i++) {
            JsonNode point = value.get(i);
            good = point.isArray() && point.size() == 2 && isCoordinate(point.get(0)) && isCoordinate(point.get(1));
            if (good) {
                points.add(new Layout.Point(point.get(0).intValue(), point.get(1).intValue()));
            }
        }
        if (!good) {
            throw wrong(name, "found " + describe(value) + ", expected a list of points such as [[10, 20], [30, 40]]");
        }
        return points;
    }

    /** The object at a property; an empty one if it is absent. */
    Fields object(String name) throws GraphFileException {
        JsonNode value = get(name);
        if (value != null && !value.isObject()) {
            throw wrong(name, "found " + describe(value) + ", expected an object in { }");
        }
        return new Fields(value == null ? object.objectNode() : (ObjectNode) value, file, path(name));
    }

    /** All properties of this object, each read in the same way. */
    <V> SortedMap<String, V> each(Reader<V> reader) throws GraphFileException {
        SortedMap<String, V> all = new TreeMap<>();
        for (var property : object.properties()) {
            all.put(property.getKey(), reader.read(this, property.getKey()));
        }
        return all;
    }

    /** Like {@link #each}, where names must be ids. */
    <V> SortedMap<String, V> eachId(Reader<V> reader) throws GraphFileException {
        return each((fields, name) -> {
            checked(name, () -> Ids.require(name));
            return reader.read(fields, name);
        });
    }

    /** The properties that nobody asked for. */
    SortedMap<String, JsonNode> rest() {
        SortedMap<String, JsonNode> rest = new TreeMap<>();
        object.properties().forEach(property -> {
            if (!known.contains(property.getKey())) {
                rest.put(property.getKey(), property.getValue());
            }
        });
        return rest;
    }

    GraphFileException wrong(String name, String problem) {
        return new GraphFileException(file, path(name),
                problem + "; mend it, or restore an earlier version of the file");
    }

    /** The result of something that throws IllegalArgumentException, whose message becomes this exception's. */
    <V> V checked(String name, Supplier<V> check) throws GraphFileException {
        try {
            return check.get();
        } catch (IllegalArgumentException e) {
            throw wrong(name, e.getMessage());
        }
    }

    /** A value in a few words. */
    static String describe(JsonNode value) {
        if (value == null || value.isMissingNode()) {
            return "nothing";
        }
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "the text \"" + Ids.shorten(value.textValue()) + "\"";
            default -> Ids.shorten(value.asText());
        };
    }

    private JsonNode get(String name) {
        known.add(name);
        return object.get(name);
    }

    private String path(String name) {
        return place.isEmpty() ? Ids.shorten(name) : place + "." + Ids.shorten(name);
    }

    private static boolean isCoordinate(JsonNode value) {
        return isWhole(value, -Layout.FURTHEST, Layout.FURTHEST);
    }

    private static boolean isWhole(JsonNode value, int minimum, int maximum) {
        return value != null && value.isIntegralNumber() && value.canConvertToInt()
                && value.intValue() >= minimum && value.intValue() <= maximum;
    }
}
