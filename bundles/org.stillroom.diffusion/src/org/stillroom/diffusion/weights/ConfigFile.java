// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

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
import java.util.ArrayList;
import java.util.List;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.MissingFileException;

/**
 * A JSON file beside a model, such as config.json, read with care: it may come from a stranger. A value that is absent
 * or null reads as the default of the library that wrote the file; one of the wrong kind or out of range is an error
 * that names file, key and value. Keys nobody asks for are passed over.
 */
public record ConfigFile(Path path, ObjectNode json) {

    /** Far above any real size; keeps products of sizes within 64 bits. */
    public static final int LARGEST = 1 << 24;
    private static final long USUAL_BYTES = 1 << 20;
    private static final int SHOWN = 60;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws CheckpointException if there is no such file, it is larger than a mebibyte, or not a JSON object */
    public static ConfigFile read(Path path) throws CheckpointException {
        return read(path, USUAL_BYTES);
    }

    /** Like {@link #read(Path)}, with another limit of its size. */
    public static ConfigFile read(Path path, long mostBytes) throws CheckpointException {
        try {
            // a pipe or a device could be read from for ever
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new CheckpointException(path + " is not a file; fetch it again.");
            }
            if (Files.size(path) > mostBytes) {
                throw new CheckpointException(path + " has " + Files.size(path) + " bytes, more than the " + mostBytes
                        + " that such a file may have; fetch it again.");
            }
            if (!(MAPPER.readTree(Files.readAllBytes(path)) instanceof ObjectNode object)) {
                throw new CheckpointException(path + " is not a JSON object; fetch it again.");
            }
            return new ConfigFile(path, object);
        } catch (NoSuchFileException e) {
            throw new MissingFileException(path.getFileName() + " is missing in " + path.getParent()
                    + "; fetch it from where the model is from.", e);
        } catch (JsonProcessingException e) {
            throw new CheckpointException(path + " is not valid JSON (" + e.getOriginalMessage()
                    + "); fetch it again.", e);
        } catch (IOException e) {
            throw new CheckpointException(path + " cannot be read (" + e.getMessage() + "); check the file.", e);
        }
    }

    /** The object under a key if there is one, else this. */
    public ConfigFile within(String key) {
        return json.get(key) instanceof ObjectNode object ? new ConfigFile(path, object) : this;
    }

    public boolean has(String key) {
        return json.hasNonNull(key);
    }

    /** A size, from 1 to {@link #LARGEST}, that has no default. */
    public int required(String key) throws CheckpointException {
        return required(key, LARGEST);
    }

    /** A whole number from 1 to {@code most} that has no default. */
    public int required(String key, int most) throws CheckpointException {
        if (!has(key)) {
            throw problem(key + " is missing; fetch the file again");
        }
        return integer(key, 0, most);
    }

    /** A size, from 1 to {@link #LARGEST}; {@code absent} if it is not there. */
    public int integer(String key, int absent) throws CheckpointException {
        return integer(key, absent, LARGEST);
    }

    /** A whole number from 1 to {@code most}; {@code absent} if it is not there. */
    public int integer(String key, int absent, int most) throws CheckpointException {
        return integer(key, absent, 1, most);
    }

    /** A whole number from {@code least} to {@code most}; {@code absent} if it is not there. */
    public int integer(String key, int absent, int least, int most) throws CheckpointException {
        return has(key) ? integer(key, json.get(key), least, most) : absent;
    }

    private int integer(String key, JsonNode value, int least, int most) throws CheckpointException {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least
                || value.intValue() > most) {
            throw wrong(key, value, "a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }

    /** Whole numbers from {@code least} to {@code most}; {@code absent} if they are not there. */
    public List<Integer> integers(String key, List<Integer> absent, int least, int most) throws CheckpointException {
        if (!has(key)) {
            return absent;
        }
        if (!json.get(key).isArray()) {
            throw wrong(key, "a list of whole numbers");
        }
        List<Integer> values = new ArrayList<>();
        for (JsonNode value : json.get(key)) {
            values.add(integer(key, value, least, most));
        }
        return List.copyOf(values);
    }

    /** A finite number; {@code absent} if it is not there. */
    public double number(String key, double absent) throws CheckpointException {
        if (!has(key)) {
            return absent;
        }
        JsonNode value = json.get(key);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw wrong(key, "a number");
        }
        return value.doubleValue();
    }

    /** True or false; {@code absent} if it is not there. */
    public boolean flag(String key, boolean absent) throws CheckpointException {
        if (!has(key)) {
            return absent;
        }
        if (!json.get(key).isBoolean()) {
            throw wrong(key, "true or false");
        }
        return json.get(key).booleanValue();
    }

    /** A text; {@code absent} if it is not there. */
    public String text(String key, String absent) throws CheckpointException {
        if (!has(key)) {
            return absent;
        }
        if (!json.get(key).isTextual()) {
            throw wrong(key, "a text");
        }
        return json.get(key).textValue();
    }

    /**
     * A value that is not what it must be, as an exception.
     *
     * @param expected such as {@code a number}
     */
    public CheckpointException wrong(String key, String expected) {
        return wrong(key, json.path(key), expected);
    }

    private CheckpointException wrong(String key, JsonNode value, String expected) {
        return problem(key + " is " + shown(value) + ", expected " + expected + "; fetch the file again or correct it");
    }

    /**
     * A value that only other programs can use, as an exception.
     *
     * @param supported such as {@code only 1}
     */
    public CheckpointException unsupported(String key, String supported) {
        return problem(key + " is " + shown(json.path(key)) + ", and " + supported + " is supported; choose another "
                + "model");
    }

    private static String shown(JsonNode value) {
        String text = value.isMissingNode() ? "missing" : value.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    /**
     * A problem with this file, as an exception.
     *
     * @param what a sentence without its period
     */
    public CheckpointException problem(String what) {
        return new CheckpointException(path + ": " + what + ".");
    }
}
