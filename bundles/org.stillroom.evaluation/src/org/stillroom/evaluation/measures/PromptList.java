// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.stillroom.graph.io.Utf8;

/**
 * Prompts from a file in UTF-8: one a line as in T2I-CompBench, or a JSON list of texts as in CommonText, told apart by
 * the name's end, {@code .json}.
 *
 * @param prompts without white space around them, in the order of the file, each once; at least one
 * @param skipped blank lines and prompts that stood there before
 */
public record PromptList(List<String> prompts, int skipped) {

    public PromptList {
        prompts = List.copyOf(prompts);
    }

    /**
     * How much is read.
     *
     * @param prompts lines or texts, blank and repeated ones too
     */
    public record Limits(int prompts, long bytes) {
    }

    /** A million prompts and 100 MB. */
    public static final Limits USUAL_LIMITS = new Limits(1_000_000, 100_000_000);

    /** With the usual limits; otherwise like {@link #read(Path, Limits)}. */
    public static PromptList read(Path file) throws IOException {
        return read(file, USUAL_LIMITS);
    }

    /**
     * @throws PromptListException if there is no such file, it holds no prompt, is not UTF-8 (naming line and byte), is
     *         beyond a limit, or is no JSON list of texts where it must be
     */
    public static PromptList read(Path file, Limits limits) throws IOException {
        byte[] bytes = bytes(file, limits);
        String text = decode(file, bytes);
        Gathering gathering = new Gathering(file, limits);
        if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
            addJson(file, text, gathering);
        } else {
            text.lines().forEachOrdered(gathering::add);
        }
        return gathering.list();
    }

    private static String decode(Path file, byte[] bytes) throws PromptListException {
        try {
            return Utf8.decode(file, bytes);
        } catch (UTFDataFormatException e) {
            throw new PromptListException(e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path file, Limits limits) throws IOException {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new PromptListException(file + " is not a file; choose a list of prompts.");
            }
            if (Files.size(file) > limits.bytes()) {
                throw new PromptListException(file + " has " + Files.size(file) + " bytes, more than the "
                        + limits.bytes() + " that a list of prompts may have; use a part of it.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new PromptListException(file + " does not exist; choose a list of prompts.", e);
        }
    }

    private static void addJson(Path file, String text, Gathering gathering) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new PromptListException(file + " is not a JSON list; give [\"a prompt\", \"another prompt\"].");
            }
            for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                if (json.currentToken() != JsonToken.VALUE_STRING) {
                    throw new PromptListException(file + ": entry " + i + " (counted from 0) in line "
                            + json.currentTokenLocation().getLineNr() + " is not a text; give a list of texts only.");
                }
                gathering.add(json.getText());
            }
            if (json.nextToken() != null) {
                throw new PromptListException(file + " goes on after the end of its list, in line "
                        + json.currentTokenLocation().getLineNr() + "; give one list.");
            }
        } catch (JsonProcessingException e) {
            throw new PromptListException(file + " is not valid JSON: " + e.getOriginalMessage() + " in line "
                    + e.getLocation().getLineNr() + "; correct it, or name it .txt if it has a prompt in each line.",
                    e);
        }
    }

    /** Prompts as they come. */
    private static final class Gathering {

        private final Path file;
        private final Limits limits;
        private final Set<String> prompts = new LinkedHashSet<>();
        private int seen;

        Gathering(Path file, Limits limits) {
            this.file = file;
            this.limits = limits;
        }

        void add(String prompt) {
            seen++;
            if (seen <= limits.prompts() && !prompt.isBlank()) {
                prompts.add(prompt.strip());
            }
        }

        PromptList list() throws PromptListException {
            if (seen > limits.prompts()) {
                throw new PromptListException(file + " has " + seen + " prompts, more than the " + limits.prompts()
                        + " that are allowed; use a part of it.");
            }
            if (prompts.isEmpty()) {
                throw new PromptListException(file + " has no prompt; give one in each line, or a JSON list of texts "
                        + "in a .json file.");
            }
            return new PromptList(List.copyOf(prompts), seen - prompts.size());
        }
    }
}
