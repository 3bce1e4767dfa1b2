// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedFilesTest {

    @TempDir
    private Path temp;

    private static Path place(Path folder, String contents) throws IOException {
        Path temporary = Files.writeString(folder.resolve(".t.tmp"), contents);
        Path placed = NumberedFiles.place(temporary, folder, "p", "png");
        assertEquals(contents, Files.readString(placed));
        Files.deleteIfExists(temporary);
        assertEquals(contents, Files.readString(placed), "the temporary file is the caller's");
        return placed;
    }

    @Test
    void eachFileGetsTheNumberAfterTheHighest() throws Exception {
        assertEquals("p_00001.png", place(temp, "one").getFileName().toString());
        Files.writeString(temp.resolve("p_00041.png"), "");
        Files.writeString(temp.resolve("p_00090.txt"), "");
        assertEquals("p_00042.png", place(temp, "two").getFileName().toString());
    }

    @Test
    void aFileSystemWithoutLinksWillDo() throws Exception {
        try (FileSystem zip = FileSystems.newFileSystem(temp.resolve("f.zip"), Map.of("create", "true"))) {
            Path folder = Files.createDirectory(zip.getPath("/out"));
            assertEquals("p_00001.png", place(folder, "one").getFileName().toString());
            assertEquals("p_00002.png", place(folder, "two").getFileName().toString());
        }
    }

    @Test
    void nothingIsLeftWhereTheFileCannotBePlaced() throws Exception {
        Path missing = temp.resolve("not-there");
        assertThrows(IOException.class, () -> NumberedFiles.place(missing, temp, "p", "png"));
        try (Stream<Path> files = Files.list(temp)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
