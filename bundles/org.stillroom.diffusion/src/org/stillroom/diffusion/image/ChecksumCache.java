// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Checksums on disk: {@code {real path: {"state": ..., "sha256": ...}}}. A cache that is missing, damaged or cannot be
 * written only costs time, so none of that is an error.
 */
final class ChecksumCache {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 64L << 20;

    private final Path file;

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
        ObjectNode entries = read();
        entries.putObject(real.toString()).put("state", state).put("sha256", sum);
        Path temporary = file.resolveSibling(".checksums-" + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(file.getParent());
            JSON.writeValue(temporary.toFile(), entries);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            remove(temporary);
        }
    }

    private ObjectNode read() {
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    && JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode entries) {
                return entries;
            }
        } catch (IOException e) {
            // Unreadable or not JSON: as good as none.
            return JsonNodeFactory.instance.objectNode();
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static void remove(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // It lies in a cache folder and is never read.
            return;
        }
    }
}
