// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;

/** Copies of graphs with unsaved changes, in a folder of the workspace's metadata, for the time after a kill. */
public final class AutosaveStore {

    /** A copy that was kept. */
    public record Kept(Graph graph, Instant written) {}

    private static final String KEPT = ".stillroom";
    private static final String RECOVERED = ".recovered.stillroom";

    private final Path folder;

    /** @param folder made when first written to */
    public AutosaveStore(Path folder) {
        this.folder = folder;
    }

    /** Keeps a copy, in the place of an earlier one. */
    public void keep(URI of, Graph graph) throws IOException {
        Files.createDirectories(folder);
        GraphFile.write(graph, file(of, KEPT));
    }

    /** Whether a copy of this session is kept. */
    public boolean kept(URI of) {
        return Files.exists(file(of, KEPT));
    }

    /**
     * The copy that a killed session left, if it can be read. It is set aside, so that what is kept from now on does
     * not replace it, and found again until it is {@linkplain #settle settled}.
     */
    public Optional<Kept> recover(URI of) throws IOException {
        Path aside = file(of, RECOVERED);
        if (Files.exists(file(of, KEPT))) {
            Files.move(file(of, KEPT), aside, StandardCopyOption.REPLACE_EXISTING);
        }
        try {
            return Optional.of(new Kept(GraphFile.read(aside), Files.getLastModifiedTime(aside).toInstant()));
        } catch (GraphFileException e) {
            // nothing was kept, or the machine went down in a way that left nothing to restore
            return Optional.empty();
        }
    }

    /** Somebody has decided what becomes of the copy that was recovered. */
    public void settle(URI of) throws IOException {
        Files.deleteIfExists(file(of, RECOVERED));
    }

    /** Drops the copy of this session. */
    public void forget(URI of) throws IOException {
        Files.deleteIfExists(file(of, KEPT));
    }

    private Path file(URI of, String ending) {
        String id = UUID.nameUUIDFromBytes(of.toString().getBytes(StandardCharsets.UTF_8)).toString();
        return folder.resolve(id + ending);
    }
}
