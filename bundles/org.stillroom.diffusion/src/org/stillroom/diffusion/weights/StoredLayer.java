// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.TensorInfo;

/**
 * A layer of a checkpoint whose weight means something only together with tensors beside it, or with what is said of it
 * in a tensor of text or in the header.
 *
 * @param weight stored name
 */
record StoredLayer(Checkpoint checkpoint, String weight) {

    private static final String WEIGHT = ".weight";
    private static final String QUANT = ".comfy_quant";
    private static final String IN_HEADER = "_quantization_metadata";
    private static final long MOST_TEXT = 1 << 16;
    private static final int MOST_IN_HEADER = 1 << 24;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Map<Checkpoint, JsonNode> IN_HEADERS = Collections.synchronizedMap(new WeakHashMap<>());

    /** Without {@code .weight}. */
    String name() {
        return weight.endsWith(WEIGHT) ? weight.substring(0, weight.length() - WEIGHT.length()) : weight;
    }

    /**
     * Whether something is there, be it in a type that is not known: the weight is not what it would be without.
     *
     * @param end in place of {@code .weight}
     */
    boolean has(String end) {
        return checkpoint.has(name() + end) || checkpoint.unread().containsKey(name() + end);
    }

    TensorInfo info(String end) throws CheckpointException {
        return checkpoint.info(name() + end);
    }

    /** What is stored as the weight. */
    TensorInfo info() throws CheckpointException {
        return checkpoint.info(weight);
    }

    boolean isOf(DType... types) throws CheckpointException {
        return checkpoint.has(weight) && info().blocks().isEmpty() && List.of(types).contains(info().dtype());
    }

    /** The first of some names that is there; empty if none is. */
    String first(String... ends) {
        for (String end : ends) {
            if (has(end)) {
                return end;
            }
        }
        return "";
    }

    /** What ComfyUI says of the layer; a missing node where it says nothing. */
    JsonNode comfy() throws CheckpointException {
        if (has(QUANT)) {
            return text(name() + QUANT);
        }
        String inHeader = checkpoint.metadata().get(IN_HEADER);
        if (inHeader == null) {
            return MAPPER.missingNode();
        }
        if (inHeader.length() > MOST_IN_HEADER) {
            throw problem("its header says more than " + MOST_IN_HEADER + " characters in " + IN_HEADER);
        }
        JsonNode layers = layers(inHeader);
        // in an all-in-one checkpoint, names may be without the prefix of the part
        String rest = name();
        while (!layers.has(rest) && rest.contains(".")) {
            rest = rest.substring(rest.indexOf('.') + 1);
        }
        return layers.path(rest);
    }

    /** Read once for all layers of a checkpoint. */
    private JsonNode layers(String inHeader) throws CheckpointException {
        JsonNode known = IN_HEADERS.get(checkpoint);
        if (known == null) {
            known = json(IN_HEADER, inHeader).path("layers");
            IN_HEADERS.put(checkpoint, known);
        }
        return known;
    }

    /** What a tensor of text says. */
    JsonNode text(String tensor) throws CheckpointException {
        long bytes = checkpoint.info(tensor).bytes();
        if (bytes > MOST_TEXT) {
            throw problem("tensor " + tensor + " is a text of " + bytes + " bytes, expected at most " + MOST_TEXT);
        }
        return json("tensor " + tensor,
                new String(checkpoint.bytes(tensor, 0, (int) bytes), StandardCharsets.UTF_8));
    }

    private JsonNode json(String where, String text) throws CheckpointException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw problem(where + " is not valid JSON");
        }
    }

    /** @param what a sentence without its period */
    CheckpointException problem(String what) {
        return new CheckpointException(checkpoint.path() + " stores " + weight + " in a way that cannot be read: "
                + what + "; fetch the file again, or the model in another number format.");
    }
}
