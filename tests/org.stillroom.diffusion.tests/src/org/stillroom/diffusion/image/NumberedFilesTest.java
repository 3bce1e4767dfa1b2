// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.graph.io.AtomicFile;

class NumberedFilesTest {

    @TempDir
    private Path temp;

    private static Path write(Path folder, String text) throws IOException {
        Path written = NumberedFiles.write(folder, "p", "png", AtomicFile.content(text.getBytes(UTF_8)));
        assertEquals(text, Files.readString(written));
        return written;
    }

    @Test
    void eachFileGetsTheNumberAfterTheHighest() throws Exception {
        assertEquals("p_00001.png", write(temp, "one").getFileName().toString());
        Files.writeString(temp.resolve("p_00041.png"), "");
        Files.writeString(temp.resolve("p_00090.txt"), "");
        assertEquals("p_00042.png", write(temp, "two").getFileName().toString());
    }

    @Test
    void aFileSystemWithoutLinksWillDo() throws Exception {
        try (FileSystem zip = FileSystems.newFileSystem(temp.resolve("f.zip"), Map.of("create", "true"))) {
            Path folder = Files.createDirectory(zip.getPath("/out"));
            assertEquals("p_00001.png", write(folder, "one").getFileName().toString());
            assertEquals("p_00002.png", write(folder, "two").getFileName().toString());
        }
    }

    @Test
    void aNameThatIsNotOurNumberIsNotCounted() throws Exception {
        Files.writeString(temp.resolve("p_x.png"), "");
        Files.writeString(temp.resolve("pp_00007.png"), "");
        assertEquals("p_00001.png", write(temp, "one").getFileName().toString());
    }
}
