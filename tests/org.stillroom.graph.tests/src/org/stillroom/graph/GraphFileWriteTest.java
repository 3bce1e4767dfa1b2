// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saving replaces the whole file or leaves it alone, and leaves nothing else behind. */
class GraphFileWriteTest {

    private static final Graph GRAPH = Graph.EMPTY.with(Node.of("a", "t"));

    @TempDir
    Path folder;

    @Test
    void writesANewFileAndReplacesAnOldOne() throws Exception {
        Path file = folder.resolve("graph.stillroom");
        GraphFile.write(Graph.EMPTY, file);
        assertEquals(Graph.EMPTY, GraphFile.read(file));
        GraphFile.write(GRAPH, file);
        assertEquals(GRAPH, GraphFile.read(file));
        assertEquals(List.of("graph.stillroom"), files());
    }

    @Test
    void saysWhatCannotBeWrittenTo() throws Exception {
        assertUnwritable(folder.resolve("none/graph.stillroom"), "there is no such folder");
        assertUnwritable(Files.createDirectory(folder.resolve("folder")), "not an ordinary file");
        assertUnwritable(folder.resolve("x".repeat(300)), "");
        Path file = Files.createFile(folder.resolve("file"));
        assertUnwritable(file.resolve("graph.stillroom"), "");
        assertEquals(List.of("file", "folder"), files());
    }

    @Test
    void anUnwritableFolderOrFileStaysAsItIs() throws Exception {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Path file = Files.createFile(locked.resolve("graph.stillroom"));
        Assumptions.assumeTrue(file.toFile().setReadOnly() && locked.toFile().setReadOnly(), "no file can be locked");
        Assumptions.assumeFalse(Files.isWritable(locked), "this user may write everywhere, as root may");
        try {
            assertUnwritable(file, "no permission");
            assertUnwritable(locked.resolve("new.stillroom"), "no permission");
            assertEquals("", Files.readString(file));
        } finally {
            assertTrue(locked.toFile().setWritable(true));
        }
    }

    @Test
    void keepsPermissionsAndFollowsLinks() throws Exception {
        Path file = folder.resolve("graph.stillroom");
        GraphFile.write(Graph.EMPTY, file);
        Assumptions.assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"),
                "files have no permissions");
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-rw----");
        Files.setPosixFilePermissions(file, permissions);
        Path link = Files.createSymbolicLink(folder.resolve("link.stillroom"), file.getFileName());
        GraphFile.write(GRAPH, link);
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(GRAPH, GraphFile.read(file));
        assertEquals(permissions, Files.getPosixFilePermissions(file));
    }

    @Test
    void doesNotSaveWhatItCouldNotOpenAgain() throws Exception {
        Path file = folder.resolve("graph.stillroom");
        GraphFile.write(GRAPH, file);
        var deep = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 1000; i++) {
            deep = JsonNodeFactory.instance.arrayNode().add(deep);
        }
        Node node = Node.of("a", "t");
        Node notANumber = node.withParameter("p", DoubleNode.valueOf(Double.NaN));
        for (Node bad : List.of(node.withParameter("p", deep), notANumber)) {
            assertThrows(IllegalArgumentException.class, () -> GraphFile.write(Graph.EMPTY.with(bad), file));
        }
        Node large = node.withParameter("p", TextNode.valueOf("x".repeat(GraphFile.MAX_BYTES)));
        for (Node bad : List.of(large, Node.of("a", ""), node.withVersion(0, node.parameters()))) {
            IOException e = assertThrows(IOException.class, () -> GraphFile.write(Graph.EMPTY.with(bad), file));
            assertTrue(e.getMessage().startsWith("the graph was not saved"), e.getMessage());
        }
        assertEquals(GRAPH, GraphFile.read(file));
        assertEquals(List.of("graph.stillroom"), files());
    }

    private void assertUnwritable(Path file, String words) {
        IOException e = assertThrows(IOException.class, () -> GraphFile.write(GRAPH, file));
        assertTrue(e.getMessage().startsWith(file + " could not be saved: "), e.getMessage());
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
