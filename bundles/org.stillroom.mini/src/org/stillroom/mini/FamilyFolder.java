// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.stillroom.graph.io.AtomicFile;

/**
 * A family as it lies in this bundle.
 *
 * @param resource its folder there
 * @param title what it is called, such as "small family"
 */
record FamilyFolder(String resource, String title) {

    /** Names all files, as sha256sum writes it. */
    private static final String SUMS = "SHA256SUMS";

    /**
     * Puts the family into a folder; does nothing if it is there. A family of another version, or one that was left
     * half written, is replaced file by file, and files that others added stay.
     *
     * @param folder to make; its parents are made too
     * @throws IOException if it cannot be written, or there is something else in its place
     */
    void write(Path folder) throws IOException {
        if (isThere(folder)) {
            return;
        }
        requireFree(folder);
        AtomicFile.write(folder.resolve(SUMS), unfinished());
        for (String file : files()) {
            copy(file, folder);
        }
        copy(SUMS, folder);
    }

    /** Whether a folder has all files of the family as this version lists them; what is in them is not looked at. */
    boolean isThere(Path folder) throws IOException {
        Path sums = folder.resolve(SUMS);
        if (!Files.isRegularFile(sums) || !Arrays.equals(Files.readAllBytes(sums), sums())) {
            return false;
        }
        return files().stream().allMatch(file -> Files.isRegularFile(folder.resolve(file)));
    }

    /** Makes the folder. What is in it must have sums of a family beside it, which are written before anything else. */
    private void requireFree(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw taken(folder);
        }
        Files.createDirectories(folder);
        boolean empty;
        try (Stream<Path> entries = Files.list(folder)) {
            // what another program is just about to name SHA256SUMS does not count
            empty = entries.allMatch(entry -> entry.getFileName().toString().startsWith("." + SUMS));
        }
        if (!empty && !ours(folder.resolve(SUMS))) {
            throw taken(folder);
        }
    }

    /** Published models may come with sums of their own. */
    private boolean ours(Path sums) throws IOException {
        if (!Files.isRegularFile(sums)) {
            return false;
        }
        String text = new String(Files.readAllBytes(sums), StandardCharsets.UTF_8);
        return text.equals(unfinished()) || text.contains("  students/base/model.safetensors\n");
    }

    /** What stands in place of the sums while files are written. */
    private String unfinished() {
        return "Stillroom's " + title + ": not all files are here yet\n";
    }

    private IOException taken(Path folder) {
        return new IOException(folder + " has other files than Stillroom's " + title + "; remove it or choose another "
                + "folder.");
    }

    private List<String> files() throws IOException {
        // the sum has 64 digits, two blanks follow
        return new String(sums(), StandardCharsets.UTF_8).lines().map(line -> line.substring(66)).toList();
    }

    private byte[] sums() throws IOException {
        try (InputStream in = open(SUMS)) {
            return in.readAllBytes();
        }
    }

    private void copy(String file, Path folder) throws IOException {
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        try (InputStream in = open(file)) {
            AtomicFile.write(target, in.readAllBytes());
        }
    }

    private InputStream open(String file) throws IOException {
        InputStream in = FamilyFolder.class.getResourceAsStream("/" + resource + "/" + file);
        if (in == null) {
            throw new IOException("The bundle org.stillroom.mini has no " + resource + "/" + file
                    + "; install it again.");
        }
        return in;
    }
}
