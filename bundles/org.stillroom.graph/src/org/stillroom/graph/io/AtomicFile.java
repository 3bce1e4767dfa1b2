// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Iterator;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes files whole or not at all: whoever reads sees the old content or the new, also after a crash. Everything is
 * written to a hidden file beside the target, forced to disk and moved there. If that fails, the target is as it was
 * and nothing is left beside it. Several threads and programs may write the same file; one of them is last.
 */
public final class AtomicFile {

    private static final String ENDING = ".part";
    /** A longer name would not leave room for what is added to it. */
    private static final int LONGEST_NAME = 60;

    /** What this process is writing at the moment. */
    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    /** Writes the content of a file. */
    public interface Content {
        void writeTo(WritableByteChannel channel) throws IOException;
    }

    /** Names that a new file may have, in the order in which they are tried, without an end. */
    public interface Names {
        Iterator<Path> inOrder() throws IOException;
    }

    /** Gives a file that was written its name. */
    private interface Placing {
        Path place(Path temporary) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes a file or replaces it. The target of a link is replaced, not the link; permissions stay.
     *
     * @throws IOException if the file could not be written, or may not be changed
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = target(file);
        write(target, target.resolveSibling(prefix(target) + UUID.randomUUID() + ENDING), content, temporary -> {
            copyPermissions(target, temporary);
            return move(temporary, target);
        });
    }

    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, content(bytes));
    }

    /** In UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Copies a file that may be large, in place of what is there. */
    public static void copy(Path from, Path file) throws IOException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ)) {
            write(file, out -> {
                long done = 0;
                for (long size = in.size(); done < size;) {
                    done += in.transferTo(done, size - done, out);
                }
            });
        }
    }

    /**
     * Writes a new file under the first name that is free, and never over another one, even if somebody else takes
     * names at the same time. Where the file system has hard links, not even a process that is killed leaves an empty
     * file there.
     *
     * @param names in this folder; asked for once everything is written
     * @return the file
     */
    public static Path create(Path folder, Names names, Content content) throws IOException {
        return write(folder, folder.resolve(".stillroom." + UUID.randomUUID() + ENDING), content,
                temporary -> link(temporary, names.inOrder()));
    }

    public static Content content(byte[] bytes) {
        return channel -> {
            for (ByteBuffer buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining();) {
                channel.write(buffer);
            }
        };
    }

    /** Removes what processes that were killed while they wrote a file left; only for who writes it alone. */
    public static void removeLeft(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        if (Files.isDirectory(target.getParent())) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(target.getParent(), each -> {
                String name = each.getFileName().toString();
                return name.startsWith(prefix(target)) && name.endsWith(ENDING);
            })) {
                for (Path each : left) {
                    Files.delete(each);
                }
            }
        }
    }

    /** Removes what this process has half written. For the moment before it is ended by force. */
    public static void abandon() {
        UNFINISHED.forEach(AtomicFile::delete);
    }

    /** Each question is put to the file once: another program may remove it between two. */
    private static Path target(Path file) throws IOException {
        if (!Files.exists(file)) {
            return file.toAbsolutePath();
        }
        try {
            Path target = file.toRealPath();
            if (!Files.readAttributes(target, BasicFileAttributes.class).isRegularFile()) {
                throw new FileSystemException(file.toString(), null, "it is not an ordinary file");
            }
            target.getFileSystem().provider().checkAccess(target, AccessMode.WRITE);
            return target;
        } catch (NoSuchFileException e) {
            // gone meanwhile
            return file.toAbsolutePath();
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(file.toString());
        }
    }

    private static String prefix(Path target) {
        String name = target.getFileName().toString();
        return "." + (name.length() <= LONGEST_NAME ? name : "stillroom") + ".";
    }

    /** @param named what an error names */
    private static Path write(Path named, Path temporary, Content content, Placing placing) throws IOException {
        UNFINISHED.add(temporary);
        try {
            try (FileChannel channel = open(temporary, named)) {
                content.writeTo(channel);
                channel.force(true);
            }
            Path placed = placing.place(temporary);
            force(placed.getParent());
            return placed;
        } finally {
            delete(temporary);
            UNFINISHED.remove(temporary);
        }
    }

    private static FileChannel open(Path temporary, Path named) throws IOException {
        try {
            return FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw new FileSystemException(named.toString(), null, "there is no such folder");
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(named.toString());
        } catch (FileSystemException e) {
            throw new FileSystemException(named.toString(), null, e.getReason());
        }
    }

    private static Path move(Path from, Path to) throws IOException {
        try {
            return Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            return Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path link(Path temporary, Iterator<Path> names) throws IOException {
        while (true) {
            Path name = names.next();
            try {
                return Files.createLink(name, temporary);
            } catch (FileAlreadyExistsException e) {
                // Somebody has it: the next one.
            } catch (IOException | UnsupportedOperationException e) {
                // No links here; if something else is wrong, reserving tells.
                if (reserved(name)) {
                    return moveInto(temporary, name);
                }
            }
        }
    }

    /** Takes a name by creating an empty file, which fails if somebody else was faster. */
    private static boolean reserved(Path name) throws IOException {
        try {
            Files.createFile(name);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static Path moveInto(Path temporary, Path reserved) throws IOException {
        try {
            return move(temporary, reserved);
        } catch (IOException e) {
            Files.deleteIfExists(reserved);
            throw e;
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view != null && Files.exists(from)) {
            try {
                view.setPermissions(Files.getPosixFilePermissions(from));
            } catch (NoSuchFileException e) {
                // gone meanwhile: nothing to keep
                return;
            }
        }
    }

    private static void delete(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // What went wrong before is what a user must hear; where nothing did, the file has been moved away.
            return;
        }
    }

    /** Makes the move itself last through a power cut, where the system can force a folder to disk. */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException | UnsupportedOperationException e) {
            // Windows cannot open folders; the file is complete either way.
            return;
        }
    }
}
