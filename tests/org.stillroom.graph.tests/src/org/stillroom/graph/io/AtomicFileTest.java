// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is there as it was before or as it is to be, and nothing is left beside it. */
class AtomicFileTest {

    private static final int WRITERS = 8;

    @TempDir
    Path folder;

    @Test
    void writesANewFileAndReplacesAnOldOne() throws Exception {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "one, and a longer text");
        AtomicFile.write(file, "zwölf");
        assertEquals("zwölf", Files.readString(file));
        AtomicFile.copy(file, folder.resolve("b.txt"));
        assertEquals("zwölf", Files.readString(folder.resolve("b.txt")));
        assertEquals(Set.of("a.txt", "b.txt"), files());
    }

    @Test
    void anyNameThatAFileMayHaveWillDo() throws Exception {
        String name = "静".repeat(80);
        AtomicFile.write(folder.resolve(name), "one");
        assertEquals(Set.of(name), files());
    }

    @Test
    void aWriteThatFailsMidwayKeepsTheOldFile() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        IOException full = new IOException("No space left on device");
        assertSame(full, assertThrows(IOException.class, () -> AtomicFile.write(file, channel -> {
            channel.write(ByteBuffer.wrap(new byte[1000]));
            throw full;
        })));
        assertThrows(IllegalStateException.class, () -> AtomicFile.write(file, channel -> {
            throw new IllegalStateException("broken");
        }));
        assertThrows(IllegalStateException.class, () -> AtomicFile.create(folder, numbered(), channel -> {
            throw new IllegalStateException("broken");
        }));
        assertThrows(IOException.class, () -> AtomicFile.copy(folder.resolve("nothing"), file));
        assertEquals("old", Files.readString(file));
        assertEquals(Set.of("a.txt"), files());
    }

    @Test
    void nobodySeesAHalfWrittenFile() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        AtomicFile.write(file, channel -> {
            channel.write(ByteBuffer.wrap(new byte[] {'n', 'e'}));
            assertEquals("old", Files.readString(file));
            channel.write(ByteBuffer.wrap(new byte[] {'w'}));
        });
        assertEquals("new", Files.readString(file));
    }

    @Test
    void oneOfSeveralWritersIsLast() throws Exception {
        Path file = folder.resolve("a.txt");
        together(i -> {
            AtomicFile.write(file, Integer.toString(i).repeat(100_000));
            return file;
        });
        String text = Files.readString(file);
        assertEquals(text.substring(0, 1).repeat(100_000), text);
        assertEquals(Set.of("a.txt"), files());
    }

    /** A cache that is cleared while it is written. */
    @Test
    void aFileThatSomebodyRemovesMeanwhileIsWritten() throws Exception {
        Path file = folder.resolve("a.txt");
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> remover = thread.submit(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    Files.deleteIfExists(file);
                }
                return null;
            });
            try {
                for (int i = 0; i < 3000; i++) {
                    AtomicFile.write(file, "one");
                }
            } finally {
                remover.cancel(true);
            }
        }
    }

    @Test
    void newFilesNeverTakeTheNameOfOthers() throws Exception {
        Files.writeString(folder.resolve("2"), "mine");
        AtomicFile.Content content = AtomicFile.content(new byte[1]);
        Set<Path> made = new TreeSet<>(together(i -> AtomicFile.create(folder, numbered(), content)));
        assertEquals(WRITERS, made.size());
        assertEquals("mine", Files.readString(folder.resolve("2")));
        assertEquals(Set.of("1", "2", "3", "4", "5", "6", "7", "8", "9"), files());
    }

    @Test
    void aFileSystemWithoutLinksWillDo() throws Exception {
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("f.zip"), Map.of("create", "true"))) {
            Path inside = Files.createDirectory(zip.getPath("/out"));
            AtomicFile.write(inside.resolve("a.txt"), "one");
            AtomicFile.write(inside.resolve("a.txt"), "two");
            assertEquals("two", Files.readString(inside.resolve("a.txt")));
            Path first = inside.resolve("1");
            AtomicFile.Names names = () -> List.of(first, inside.resolve("2")).iterator();
            assertEquals(first, AtomicFile.create(inside, names, AtomicFile.content(new byte[3])));
            assertEquals(inside.resolve("2"), AtomicFile.create(inside, names, AtomicFile.content(new byte[4])));
            assertEquals(3, Files.size(first));
            try (Stream<Path> files = Files.list(inside)) {
                assertEquals(3, files.count());
            }
        }
    }

    @Test
    void followsLinks() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        Path link = link("link.txt", file);
        AtomicFile.write(link, "new");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(file));
    }

    @Test
    void permissionsAreThoseOfTheOldFileOrOfAnyNewOne() throws Exception {
        Assumptions.assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "old");
        assertEquals(permissions(Files.createFile(folder.resolve("plain.txt"))), permissions(file));
        Set<PosixFilePermission> chosen = PosixFilePermissions.fromString("rw-rw----");
        Files.setPosixFilePermissions(file, chosen);
        AtomicFile.write(file, "new");
        assertEquals(chosen, permissions(file));
    }

    @Test
    void errorsNameTheFileAndNotTheHiddenOne() throws Exception {
        Path gone = folder.resolve("none/a.txt");
        FileSystemException e = assertThrows(FileSystemException.class, () -> AtomicFile.write(gone, "x"));
        assertEquals(gone + ": there is no such folder", e.getMessage());
        Path none = folder.resolve("none");
        e = assertThrows(FileSystemException.class,
                () -> AtomicFile.create(none, numbered(), AtomicFile.content(new byte[1])));
        assertEquals(none + ": there is no such folder", e.getMessage());
        Path other = Files.createDirectory(folder.resolve("folder"));
        e = assertThrows(FileSystemException.class, () -> AtomicFile.write(other, "x"));
        assertEquals(other + ": it is not an ordinary file", e.getMessage());
        assertEquals(Set.of("folder"), files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"old.txt", "new.txt"})
    void anUnwritableFolderOrFileStaysAsItIs(String name) throws Exception {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Path old = Files.writeString(locked.resolve("old.txt"), "old");
        Assumptions.assumeTrue(old.toFile().setReadOnly() && locked.toFile().setReadOnly());
        Assumptions.assumeFalse(Files.isWritable(locked), "this user may write everywhere");
        try {
            Path file = locked.resolve(name);
            AccessDeniedException e = assertThrows(AccessDeniedException.class, () -> AtomicFile.write(file, "x"));
            assertEquals(file.toString(), e.getFile());
            assertEquals("old", Files.readString(old));
        } finally {
            assertTrue(locked.toFile().setWritable(true));
        }
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws Exception {
        Path file = folder.resolve("a[1].txt");
        AtomicFile.write(file, channel -> {
            Path left = Files.copy(half(), folder.resolve(half().getFileName().toString().replace(".part", "0.part")));
            assertTrue(Files.exists(left));
        });
        Path other = Files.writeString(folder.resolve(".b.txt.1.part"), "of another file");
        assertEquals(3, files().size());
        AtomicFile.removeLeft(file);
        assertEquals(Set.of("a[1].txt", other.getFileName().toString()), files());
        AtomicFile.removeLeft(folder.resolve("none/a.txt"));
    }

    @Test
    void aWriterThatHangsIsAbandoned() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        assertThrows(IOException.class, () -> AtomicFile.write(file, channel -> {
            AtomicFile.abandon();
            assertEquals(Set.of("a.txt"), files());
        }));
        assertEquals("old", Files.readString(file));
    }

    /** The file that is being written at the moment. */
    private Path half() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".part")).findAny().orElseThrow();
        }
    }

    private interface Work {
        Path write(int i) throws IOException;
    }

    private static List<Path> together(Work work) throws Exception {
        List<Path> written = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (Future<Path> each : threads.invokeAll(IntStream.range(0, WRITERS)
                    .<Callable<Path>>mapToObj(i -> () -> work.write(i)).toList())) {
                written.add(each.get());
            }
        }
        return written;
    }

    private AtomicFile.Names numbered() {
        return () -> IntStream.iterate(1, i -> i + 1).mapToObj(i -> folder.resolve(Integer.toString(i))).iterator();
    }

    private Path link(String name, Path to) {
        try {
            return Files.createSymbolicLink(folder.resolve(name), to.getFileName());
        } catch (IOException | UnsupportedOperationException e) {
            return Assumptions.abort("no links here: " + e);
        }
    }

    private static Set<PosixFilePermission> permissions(Path file) throws IOException {
        return Files.getPosixFilePermissions(file);
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
        }
    }
}
