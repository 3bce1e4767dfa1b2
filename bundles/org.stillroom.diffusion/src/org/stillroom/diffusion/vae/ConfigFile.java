// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stillroom.torch.CheckpointException;

/** An autoencoder's config.json, read with care: it may come from a stranger. */
record ConfigFile(Path path, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 1 << 20;

    static ConfigFile read(Path path) throws CheckpointException {
        try {
            if (Files.size(path) > LARGEST) {
                throw new CheckpointException(path + " has " + Files.size(path)
                        + " bytes, too many for a config.json; check the file.");
            }
            JsonNode json = JSON.readTree(Files.readAllBytes(path));
            if (!json.isObject()) {
                throw new CheckpointException(path + " holds no JSON object; check the file.");
            }
            return new ConfigFile(path, json);
        } catch (IOException e) {
            throw new CheckpointException(path + " cannot be read as JSON; check the file.");
        }
    }

    /** Name of diffusers' class, or an empty text. */
    String className() {
        return json.path("_class_name").asText();
    }

    CheckpointException problem(String what) {
        return new CheckpointException(path + ": " + what + ".");
    }

    /** A whole number from 1 to {@code most}; {@code absent} if it is not there. */
    int integer(String name, int absent, int most) throws CheckpointException {
        JsonNode value = json.path(name);
        return value.isMissingNode() || value.isNull() ? absent : integer(name, value, most);
    }

    private int integer(String name, JsonNode value, int most) throws CheckpointException {
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 1 || value.intValue() > most) {
            throw problem(name + " is " + value + "; a whole number from 1 to " + most + " is expected");
        }
        return value.intValue();
    }

    List<Integer> integers(String name, int most) throws CheckpointException {
        List<Integer> values = new ArrayList<>();
        for (JsonNode value : json.path(name)) {
            values.add(integer(name, value, most));
        }
        return values;
    }

    double number(String name, double absent) throws CheckpointException {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return absent;
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw problem(name + " is " + value + "; a number is expected");
        }
        return value.doubleValue();
    }

    void requireText(String name, String expected) throws CheckpointException {
        if (json.has(name) && !json.get(name).asText().equals(expected)) {
            throw problem(name + " is " + json.get(name) + "; only \"" + expected + "\" is supported");
        }
    }

    void requireNumber(String name, int expected) throws CheckpointException {
        if (json.has(name) && json.get(name).asInt() != expected) {
            throw problem(name + " is " + json.get(name) + "; only " + expected + " is supported");
        }
    }

    void requireAll(String name, String expected) throws CheckpointException {
        for (JsonNode entry : json.path(name)) {
            if (!entry.asText().equals(expected)) {
                throw problem(name + " has " + entry + "; only \"" + expected + "\" is supported");
            }
        }
    }
}
