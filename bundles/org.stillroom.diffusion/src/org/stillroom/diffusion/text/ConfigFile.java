// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.stillroom.torch.CheckpointException;

/** A JSON file beside a model, such as config.json, and its values by key. Keys nobody asks for are passed over. */
record ConfigFile(Path file, ObjectNode json) {

    /** Far above any real model; keeps products of sizes within 64 bits. */
    private static final int LARGEST = 1 << 24;
    private static final long CONFIG_BYTES = 1 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws CheckpointException if there is no such file, or it is not a JSON object */
    static ConfigFile read(Path file) throws CheckpointException {
        return read(file, CONFIG_BYTES);
    }

    static ConfigFile read(Path file, long mostBytes) throws CheckpointException {
        try {
            if (Files.size(file) > mostBytes) {
                throw new CheckpointException(file + " has " + Files.size(file) + " bytes, more than the " + mostBytes
                        + " that such a file may have; fetch it again");
            }
            if (!(MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode object)) {
                throw new CheckpointException(file + " is not a JSON object; fetch it again");
            }
            return new ConfigFile(file, object);
        } catch (NoSuchFileException e) {
            throw new CheckpointException(file.getFileName() + " is missing in " + file.getParent()
                    + "; fetch it from where the model is from", e);
        } catch (JsonProcessingException e) {
            throw new CheckpointException(file + " is not valid JSON (" + e.getOriginalMessage()
                    + "); fetch it again", e);
        } catch (IOException e) {
            throw new CheckpointException(file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** The same file, seen from an object inside it. */
    ConfigFile inner(String key) {
        return json.get(key) instanceof ObjectNode object ? new ConfigFile(file, object) : this;
    }

    boolean has(String key) {
        return json.hasNonNull(key);
    }

    int size(String key) throws CheckpointException {
        if (!has(key)) {
            throw new CheckpointException(file + " does not say " + key + "; fetch it again");
        }
        return size(key, 0);
    }

    int size(String key, int otherwise) throws CheckpointException {
        JsonNode value = json.get(key);
        if (!has(key)) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1
                || value.intValue() > LARGEST) {
            throw wrong(key, "a whole number from 1 to " + LARGEST);
        }
        return value.intValue();
    }

    /** An id of a token; may be 0. */
    int id(String key, int otherwise) throws CheckpointException {
        JsonNode value = json.get(key);
        if (!has(key)) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            throw wrong(key, "a token id, 0 or more");
        }
        return value.intValue();
    }

    double small(String key, double otherwise) throws CheckpointException {
        JsonNode value = json.get(key);
        if (!has(key)) {
            return otherwise;
        }
        if (!value.isNumber() || !(value.doubleValue() > 0 && value.doubleValue() < 1)) {
            throw wrong(key, "a number between 0 and 1");
        }
        return value.doubleValue();
    }

    String text(String key, String otherwise) throws CheckpointException {
        if (!has(key)) {
            return otherwise;
        }
        if (!json.get(key).isTextual()) {
            throw wrong(key, "a text");
        }
        return json.get(key).textValue();
    }

    /** Whether the list {@code architectures} has a name. */
    boolean isArchitecture(String name) {
        for (JsonNode architecture : json.path("architectures")) {
            if (architecture.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    CheckpointException wrong(String key, String expected) {
        String found = json.path(key).isMissingNode() ? "missing" : json.get(key).toString();
        String shown = found.length() > 60 ? found.substring(0, 60) + "…" : found;
        return new CheckpointException(file + " says " + key + " is " + shown + ", expected " + expected);
    }
}
