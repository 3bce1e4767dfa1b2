// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is there as it was before or as it is to be, and nothing is left beside it. */
class WholeFileTest {

    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsThereIsReplaced() throws IOException {
        Path file = folder.resolve("a.txt");
        WholeFile.write(file, "one, and a longer text");
        WholeFile.write(file, "two");
        assertEquals("two", Files.readString(file));
        WholeFile.copy(file, folder.resolve("b.txt"));
        assertEquals("two", Files.readString(folder.resolve("b.txt")));
        assertEquals(List.of("a.txt", "b.txt"), names());
    }

    @Test
    void whatFailsLeavesTheOneBefore() throws IOException {
        Path file = folder.resolve("a.txt");
        WholeFile.write(file, "one");
        assertThrows(IOException.class, () -> WholeFile.copy(folder.resolve("nothing"), file));
        assertEquals("one", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }
}
