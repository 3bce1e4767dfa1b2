// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads JSON strictly, within limits that keep a hostile file from exhausting stack, memory or time. */
final class JsonText {

    static final int MAX_DEPTH = 64;
    static final int MAX_VALUES = 2_000_000;

    /**
     * Depth, number lengths and duplicates are checked here, where a message can be given in a user's words; Jackson's
     * own limits stand behind that. Field names are neither interned nor pooled: they come from strangers.
     */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2 * MAX_DEPTH)
                    .maxDocumentLength(GraphFile.MAX_BYTES)
                    .maxStringLength(GraphFile.MAX_BYTES)
                    .maxNameLength(GraphFile.MAX_BYTES)
                    .maxNumberLength(GraphFile.MAX_BYTES)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final JsonParser parser;
    private final String file;
    private int values;

    private JsonText(JsonParser parser, String file) {
        this.parser = parser;
        this.file = file;
    }

    static JsonNode parse(String text, String file) throws GraphFileException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonText(parser, file).document();
        } catch (JsonProcessingException e) {
            throw notJson(e, text, file);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private JsonNode document() throws IOException, GraphFileException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new GraphFileException(file, "", "the file is empty; expected a Stillroom graph. Restore an earlier"
                    + " version of the file");
        }
        JsonNode value = value(first, 0);
        if (parser.nextToken() != null) {
            throw refused("there is more after the end of the graph; remove what follows the last }");
        }
        return value;
    }

    private JsonNode value(JsonToken token, int depth) throws IOException, GraphFileException {
        if (depth > MAX_DEPTH) {
            throw refused("nested more than " + MAX_DEPTH + " levels deep; no graph needs that, so the file is damaged"
                    + " or not a graph");
        }
        if (++values > MAX_VALUES) {
            throw refused("the file has more than " + MAX_VALUES + " values; split the graph");
        }
        return switch (token) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> TextNode.valueOf(parser.getText());
            case VALUE_NUMBER_INT -> number(JsonNumbers.whole(parser.getText()));
            case VALUE_NUMBER_FLOAT -> number(JsonNumbers.decimal(parser.getText()));
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.instance;
            default -> throw refused("found " + token + ", expected a value");
        };
    }

    private ObjectNode object(int depth) throws IOException, GraphFileException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (object.has(name)) {
                throw refused("\"" + Ids.shorten(name) + "\" stands twice in the same object, which happens when"
                        + " changes are merged as text; remove one of the two");
            }
            object.set(name, value(parser.nextToken(), depth + 1));
        }
        return object;
    }

    private ArrayNode array(int depth) throws IOException, GraphFileException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token, depth + 1));
        }
        return array;
    }

    private JsonNode number(JsonNode number) throws GraphFileException {
        if (number.isMissingNode()) {
            throw refused("found a number of absurd size; expected at most " + JsonNumbers.MAX_DIGITS
                    + " digits and an exponent within " + JsonNumbers.MAX_EXPONENT + ". Write a smaller number");
        }
        return number;
    }

    private GraphFileException refused(String problem) {
        return new GraphFileException(file, place(parser.currentTokenLocation()), problem);
    }

    private static GraphFileException notJson(JsonProcessingException e, String text, String file) {
        String place = place(e.getLocation());
        if (text.startsWith("<<<<<<< ") || text.contains("\n<<<<<<< ")) {
            return new GraphFileException(file, place, "the file holds an unfinished merge (<<<<<<<); finish the merge,"
                    + " or take one side of it whole");
        }
        if (e.getOriginalMessage().startsWith("Unexpected end-of-input")) {
            return new GraphFileException(file, place, "the file ends in the middle; restore an earlier version of the"
                    + " file");
        }
        // Behind the colon Jackson lists what it would have liked; the place says enough.
        String cause = e.getOriginalMessage().split(": ", 2)[0].replaceAll(" \\(code \\d+\\)", "");
        return new GraphFileException(file, place, "this is not JSON: " + Ids.shorten(cause)
                + "; mend that place or restore an earlier version of the file");
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
