// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads the JSON of headers and shard indexes as a stream, from files that nobody vouches for: strict UTF-8, no
 * duplicate names, no deep nesting, bounded names and numbers. Every failure is a {@link CheckpointException} that
 * names the file.
 */
final class HeaderJson implements AutoCloseable {

    /** Longest header, as in the reference implementation of the format. */
    static final int MAX_BYTES = 100_000_000;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAME = 4096;
    private static final int MAX_NUMBER = 32;
    private static final String AGAIN = "; copy or download the file again.";

    // Names come from the file, so they must not fill a table that outlives the parser.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_NUMBER).maxStringLength(MAX_BYTES).maxDocumentLength(MAX_BYTES).build())
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .build();

    /** What to do with the value of a member; the parser stands on the value's first token. */
    @FunctionalInterface
    interface Member {
        void read(String name) throws CheckpointException, IOException;
    }

    private final Path file;
    private final String what;
    private final JsonParser parser;

    /** @param what the text as users know it, such as "header" */
    HeaderJson(Path file, String what, InputStream utf8) throws IOException {
        this.file = file;
        this.what = what;
        this.parser = FACTORY.createParser(new InputStreamReader(utf8, StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /** Reads the whole text, which must be one object. */
    void document(Member member) throws CheckpointException, IOException {
        document(member, true);
    }

    /** @param strict whether a name may not come twice; if it may, the member has to see what it says */
    void document(Member member, boolean strict) throws CheckpointException, IOException {
        try {
            parser.nextToken();
            object("it", member, strict);
            if (parser.nextToken() != null) {
                throw new CheckpointException("The " + what + " of " + file + " goes on after its end" + AGAIN);
            }
        } catch (CharacterCodingException e) {
            throw new CheckpointException("The " + what + " of " + file + " is not UTF-8 text" + AGAIN, e);
        } catch (JsonProcessingException e) {
            throw new CheckpointException(
                    "The " + what + " of " + file + " is not valid JSON: " + e.getOriginalMessage() + AGAIN, e);
        }
    }

    /** Reads the object that the parser stands on. */
    void object(String of, Member member) throws CheckpointException, IOException {
        object(of, member, true);
    }

    private void object(String of, Member member, boolean strict) throws CheckpointException, IOException {
        expect(JsonToken.START_OBJECT, of, "an object");
        Set<String> seen = new HashSet<>();
        while (next() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (strict && !seen.add(name)) {
                throw twice(of, name);
            }
            next();
            member.read(name);
        }
    }

    /** The text that the parser stands on. */
    String text(String of) throws CheckpointException, IOException {
        expect(JsonToken.VALUE_STRING, of, "a text");
        return parser.getText();
    }

    CheckpointException twice(String of, String name) {
        return bad(of + " has \"" + name + "\" twice");
    }

    /** Whether the parser stands on null. */
    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** The value that the parser stands on as a text, whatever it is: what is no text as JSON. */
    String anyText() throws IOException {
        if (parser.currentToken().isScalarValue()) {
            return parser.getText();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator copy = FACTORY.createGenerator(text)) {
            copy.copyCurrentStructure(parser);
        }
        return text.toString();
    }

    /** Skips the value that the parser stands on. */
    void skip() throws IOException {
        parser.skipChildren();
    }

    /** Reads the array of whole numbers from 0 that the parser stands on, of at most {@code max} entries. */
    long[] numbers(String of, int max) throws CheckpointException, IOException {
        expect(JsonToken.START_ARRAY, of, "a list of numbers");
        long[] numbers = new long[max];
        int count = 0;
        while (next() != JsonToken.END_ARRAY) {
            if (count == max) {
                throw bad(of + " has more than " + max + " numbers");
            }
            expect(JsonToken.VALUE_NUMBER_INT, of, "whole numbers");
            if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER || parser.getLongValue() < 0) {
                throw bad(of + " has the number " + parser.getText() + ", but it must be from 0 to 2^63 - 1");
            }
            numbers[count++] = parser.getLongValue();
        }
        return Arrays.copyOf(numbers, count);
    }

    private JsonToken next() throws CheckpointException, IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new CheckpointException("The " + what + " of " + file + " ends too early.");
        }
        return token;
    }

    private void expect(JsonToken token, String of, String expected) throws CheckpointException, IOException {
        if (parser.currentToken() != token) {
            throw bad(of + " is not " + expected);
        }
    }

    CheckpointException bad(String problem) {
        return new CheckpointException("The " + what + " of " + file + " is wrong: " + problem + AGAIN);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
