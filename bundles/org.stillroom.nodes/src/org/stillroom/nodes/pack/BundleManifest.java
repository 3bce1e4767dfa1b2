// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a bundle says of itself.
 *
 * @param graph name of the graph's file
 * @param files everything but the manifest, the graph included, by name in the bundle
 * @param leftOut models that the graph names and that are not in the bundle, by the names in the graph
 */
public record BundleManifest(String graph, SortedMap<String, Content> files, SortedMap<String, LeftOut> leftOut) {

    static final String NAME = "stillroom-bundle.json";
    static final int MOST_BYTES = 4 << 20;
    private static final String FORMAT = "stillroom-bundle";
    private static final int VERSION = 1;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public BundleManifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
    }

    /** A file. */
    public record Content(long bytes, String sha256) {}

    /**
     * A model that is not in the bundle.
     *
     * @param bytes 0 where that is not known
     * @param users nodes and parameters that use it, such as {@code denoiser.model}
     */
    public record LeftOut(long bytes, List<String> users) {

        public LeftOut {
            users = List.copyOf(users);
        }
    }

    byte[] json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT).put("version", VERSION).put("graph", graph);
        ObjectNode all = root.putObject("files");
        files.forEach((name, file) -> all.putObject(name).put("bytes", file.bytes()).put("sha256", file.sha256()));
        ObjectNode absent = root.putObject("left_out");
        leftOut.forEach((name, model) -> {
            ObjectNode said = absent.putObject(name).put("bytes", model.bytes());
            model.users().forEach(said.putArray("users")::add);
        });
        return (root.toString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IOException if it is none; its message is the end of a sentence */
    static BundleManifest parse(byte[] bytes) throws IOException {
        try {
            JsonNode root = JSON.readTree(bytes);
            if (!root.path("format").asText().equals(FORMAT)) {
                throw new IOException("its " + NAME + " is none of Stillroom's");
            }
            if (root.path("version").asInt() != VERSION) {
                throw new IOException("it was made by a newer Stillroom (version " + root.path("version").asText()
                        + " of bundles); open it with that");
            }
            SortedMap<String, Content> files = new TreeMap<>();
            for (Map.Entry<String, JsonNode> file : root.path("files").properties()) {
                files.put(file.getKey(), content(file.getKey(), file.getValue()));
            }
            SortedMap<String, LeftOut> leftOut = new TreeMap<>();
            for (Map.Entry<String, JsonNode> model : root.path("left_out").properties()) {
                List<String> users = new ArrayList<>();
                model.getValue().path("users").forEach(user -> users.add(user.asText()));
                leftOut.put(model.getKey(), new LeftOut(Math.max(0, model.getValue().path("bytes").asLong()), users));
            }
            return new BundleManifest(root.path("graph").asText(), files, leftOut);
        } catch (JsonProcessingException e) {
            throw new IOException("its " + NAME + " is damaged (" + e.getOriginalMessage() + ")", e);
        }
    }

    private static Content content(String name, JsonNode file) throws IOException {
        String sum = file.path("sha256").asText();
        JsonNode bytes = file.path("bytes");
        if (!bytes.canConvertToLong() || bytes.asLong() < 0 || !SHA256.matcher(sum).matches()) {
            throw new IOException("its " + NAME + " does not say how long \"" + BundleNames.shown(name)
                    + "\" is, and what its checksum is");
        }
        return new Content(bytes.asLong(), sum);
    }
}
