// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stillroom.torch.CheckpointException;

/**
 * A config.json or scheduler_config.json, read with care: it may come from a stranger. A value that is absent or null
 * reads as diffusers' default, one of the wrong kind or out of range is an error that names file, key and value.
 */
public record ConfigFile(Path path, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 1 << 20;

    /** @throws CheckpointException if the file is larger than a mebibyte, or not a JSON object */
    public static ConfigFile read(Path path) throws CheckpointException {
        try {
            long size = Files.size(path);
            if (size > LARGEST) {
                throw new CheckpointException(path + " has " + size + " bytes, too many for a config; check the file.");
            }
            JsonNode json = JSON.readTree(Files.readAllBytes(path));
            if (!json.isObject()) {
                throw new CheckpointException(path + " holds no JSON object; check the file.");
            }
            return new ConfigFile(path, json);
        } catch (IOException e) {
            throw new CheckpointException(path + " cannot be read as JSON; check the file.", e);
        }
    }

    /** The object under a key if there is one, else this. */
    ConfigFile within(String key) {
        return json.path(key).isObject() ? new ConfigFile(path, json.get(key)) : this;
    }

    /** A problem with this file, as an exception. @param what a sentence without its period */
    public CheckpointException problem(String what) {
        return new CheckpointException(path + ": " + what + ".");
    }

    /** A whole number from 1 to {@code most}; {@code absent} if it is not there. */
    public int integer(String key, int absent, int most) throws CheckpointException {
        return has(key) ? integer(key, json.get(key), 1, most) : absent;
    }

    /** A number; {@code absent} if it is not there. */
    public double number(String key, double absent) throws CheckpointException {
        if (!has(key)) {
            return absent;
        }
        JsonNode value = json.get(key);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw problem(key + " is " + shown(value) + "; a number is expected");
        }
        return value.doubleValue();
    }

    /** True or false; false if it is not there. */
    public boolean flag(String key) throws CheckpointException {
        if (has(key) && !json.get(key).isBoolean()) {
            throw problem(key + " is " + shown(json.get(key)) + "; true or false is expected");
        }
        return json.path(key).asBoolean();
    }

    /** A text; empty if it is not there. */
    public String text(String key) {
        return has(key) ? json.get(key).asText() : "";
    }

    /** Whole numbers from 0 to {@code most}; {@code absent} if they are not there. */
    List<Integer> integers(String key, List<Integer> absent, int most) throws CheckpointException {
        if (!has(key)) {
            return absent;
        }
        if (!json.get(key).isArray()) {
            throw problem(key + " is " + shown(json.get(key)) + "; a list of whole numbers is expected");
        }
        List<Integer> values = new ArrayList<>();
        for (JsonNode value : json.get(key)) {
            values.add(integer(key, value, 0, most));
        }
        return List.copyOf(values);
    }

    private boolean has(String key) {
        return json.hasNonNull(key);
    }

    private int integer(String key, JsonNode value, int least, int most) throws CheckpointException {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least
                || value.intValue() > most) {
            throw problem(key + " is " + shown(value) + "; a whole number from " + least + " to " + most
                    + " is expected");
        }
        return value.intValue();
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
