// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stillroom.graph.io.AtomicFile;

/**
 * Checksums on disk: {@code {real path: {"state": ..., "sha256": ...}}}. A cache that is missing, damaged or cannot be
 * written only costs time, so none of that is an error.
 */
final class ChecksumCache {

    private static final long LARGEST = 64L << 20;

    private final Path file;
    /** What the file held when it was last read, and the state that it had then. */
    private ObjectNode entries = JsonNodeFactory.instance.objectNode();
    private String fileState = "";

    ChecksumCache(Path file) {
        this.file = file;
    }

    /** The sum of a file in this state, or null. */
    synchronized String get(Path real, String state) {
        JsonNode entry = read().path(real.toString());
        String sum = entry.path("sha256").asText();
        return entry.path("state").asText().equals(state) && sum.matches("[0-9a-f]{64}") ? sum : null;
    }

    synchronized void put(Path real, String state, String sum) {
        // Read again, because another program may have added sums meanwhile.
        ObjectNode all = read().deepCopy();
        all.putObject(real.toString()).put("state", state).put("sha256", sum);
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, Json.MAPPER.writeValueAsBytes(all));
        } catch (IOException e) {
            // Other programs compute it again; this one knows it now.
            entries = all;
        }
    }

    /** Reads the file if it has changed: every program replaces it by another, never writes into it. */
    private ObjectNode read() {
        String now = Checksums.stateOrNone(file);
        if (!now.equals(fileState)) {
            entries = parse();
            fileState = now;
        }
        return entries;
    }

    private ObjectNode parse() {
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    && Json.MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode read) {
                return read;
            }
        } catch (IOException e) {
            // Unreadable or not JSON: as good as none.
            return JsonNodeFactory.instance.objectNode();
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** Made when it is first needed: that takes a twelfth of a short command. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper();
    }
}
