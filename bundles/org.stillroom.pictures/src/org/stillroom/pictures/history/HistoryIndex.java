// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillroom.graph.io.AtomicFile;

/** Writes down which pictures are in the history. The file is replaced whole. */
final class HistoryIndex {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;
    private static final int MOST_BYTES = 4 << 20;

    private final Path file;

    HistoryIndex(Path file) {
        this.file = file;
    }

    /**
     * What was written; nothing if nothing was.
     *
     * @param folder of the history's own pictures
     * @throws IOException if the file cannot be read or is not an index of this version
     */
    List<PictureEntry> read(Path folder) throws IOException {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        JsonNode root;
        try (InputStream in = Files.newInputStream(file)) {
            root = JSON.readTree(in.readNBytes(MOST_BYTES));
        }
        if (root == null || root.path("version").asInt() != VERSION) {
            throw new IOException(file + " is not an index of version " + VERSION + ".");
        }
        List<PictureEntry> entries = new ArrayList<>();
        for (JsonNode picture : root.path("pictures")) {
            entry(picture, folder).ifPresent(entries::add);
        }
        return entries;
    }

    void write(List<PictureEntry> entries) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("version", VERSION);
        ArrayNode pictures = root.putArray("pictures");
        for (PictureEntry entry : entries) {
            pictures.addObject().put("graph", entry.graph()).put("node", entry.node())
                    .put("file", entry.file().toString()).put("kept", entry.kept().toString())
                    .put("run", entry.run()).put("together", entry.together());
        }
        Files.createDirectories(file.getParent());
        AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }

    /** Kept files are looked for in the history's folder, so that a workspace can be moved. */
    private static Optional<PictureEntry> entry(JsonNode picture, Path folder) {
        try {
            Path file = Path.of(picture.path("file").asText());
            Path kept = Path.of(picture.path("kept").asText());
            Path found = kept.equals(file) ? file : folder.resolve(kept.getFileName());
            return Optional.of(new PictureEntry(picture.path("graph").asText(), picture.path("node").asText(), file,
                    found, picture.path("run").asLong(), picture.path("together").asBoolean()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
