// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The history's own files. */
final class KeptPictures {

    private final Path folder;

    KeptPictures(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /**
     * Keeps a file as it is: by a second name for it where the disk allows, since nodes replace files and never write
     * into them, or else by a copy.
     *
     * @return the file itself if neither was possible
     */
    Path keep(Path file) {
        String name = file.getFileName().toString();
        Path target = folder.resolve(UUID.randomUUID() + name.substring(Math.max(0, name.lastIndexOf('.'))));
        try {
            Files.createDirectories(folder);
            try {
                Files.createLink(target, file);
            } catch (IOException | UnsupportedOperationException e) {
                Files.copy(file, target);
            }
            return target;
        } catch (IOException e) {
            delete(target);
            return file;
        }
    }

    static boolean same(Path a, Path b) {
        try {
            return Files.mismatch(a, b) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Deletes the history's own file of a picture, never the one a run wrote. */
    void forget(PictureEntry entry) {
        if (folder.equals(entry.kept().getParent())) {
            delete(entry.kept());
        }
    }

    /** Deletes what was left behind when a session ended before the index was written. */
    void removeAllBut(Collection<PictureEntry> entries) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<Path> used = entries.stream().map(PictureEntry::kept).collect(Collectors.toSet());
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> !used.contains(file)).toList();
        }
        files.forEach(KeptPictures::delete);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is looked for again at the next start.
        }
    }
}
