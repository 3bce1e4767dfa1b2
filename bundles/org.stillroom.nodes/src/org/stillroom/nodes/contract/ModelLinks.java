// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;

/** Keeps links inside a model folder from leading out of it, and pipes and devices from being read for ever. */
final class ModelLinks extends SimpleFileVisitor<Path> {

    /** Models are a few files in a few folders. */
    private static final int DEPTH = 4;

    private static final int MOST_ENTRIES = 100_000;

    private final String shown;
    private final Path root;
    private int entries;

    private ModelLinks(String shown, Path root) {
        this.shown = shown;
        this.root = root;
    }

    /** {@code found}, with links to folders followed, if it and everything in it stays inside {@code folder}. */
    static Path check(String parameter, String shown, Path folder, Path found) throws NodeException {
        try {
            ModelLinks links = new ModelLinks(shown, folder.toRealPath());
            links.requireInside(found);
            Path real = found.toRealPath();
            ModelFolders.refusePickle(parameter, shown, real.toString());
            if (Files.isRegularFile(real)) {
                Path named = found.normalize();
                return named.getParent().toRealPath().resolve(named.getFileName());
            }
            // a pipe or a device could be read from for ever
            if (!Files.isDirectory(real)) {
                throw new NodeException(parameter, shown + " is neither a file nor a folder; choose one");
            }
            Files.walkFileTree(real, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, links);
            return real;
        } catch (UnsafeException e) {
            throw new NodeException(parameter, e.getMessage(), e);
        } catch (IOException e) {
            throw new NodeException(parameter, shown + " cannot be read (" + e.getMessage()
                    + "); check its permissions", e);
        }
    }

    /** What a link that leads nowhere leads to, as a clause. */
    static String target(Path link) {
        try {
            Path target = link.resolveSibling(Files.readSymbolicLink(link)).normalize();
            return target.equals(link.normalize()) ? "itself" : target + ", which is not there";
        } catch (IOException e) {
            return "something that is not there";
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        return visitFile(folder, attributes);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        entries++;
        if (entries > MOST_ENTRIES) {
            throw new UnsafeException(shown + " holds more than " + MOST_ENTRIES + " files; name the folder of one "
                    + "model");
        }
        if (Files.isSymbolicLink(file) && Files.exists(file)) {
            requireInside(file);
        }
        if (attributes.isOther()) {
            throw new UnsafeException(shown + " has something in it that is neither a file nor a folder: " + file
                    + "; remove it");
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        // a link in a circle or to nothing is as good as a missing file, which the reader of the model reports
        return FileVisitResult.CONTINUE;
    }

    private void requireInside(Path file) throws IOException {
        if (!file.toRealPath().startsWith(root)) {
            throw new UnsafeException(shown + " is or has a link that leaves its model folder: " + file
                    + "; put the file itself there, or add the folder it links to as a model folder");
        }
    }

    private static final class UnsafeException extends IOException {

        private static final long serialVersionUID = 1L;

        UnsafeException(String message) {
            super(message);
        }
    }
}
