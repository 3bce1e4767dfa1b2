// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.image.PngFiles;
import org.stillroom.diffusion.image.PngText;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;

/** Graphs come out of pictures, and pictures of strangers do no harm. */
class PictureGraphTest {

    /** Far more than any of this takes; only a file that hangs reaches it. */
    private static final Duration HANGS = Duration.ofMinutes(2);

    @TempDir
    Path folder;
    private Path picture;

    @BeforeEach
    void makePicture() throws Exception {
        picture = Pictures.write(folder.resolve("viewer.png"), Pictures.scene(8, 8, 1));
    }

    @Test
    void graphIsTheOneThatWasWritten() throws Exception {
        Pictures.addText(picture, PngFiles.GRAPH, GraphFile.text(Graph.EMPTY));
        assertEquals(Optional.of(Graph.EMPTY), PictureGraph.read(picture));
        assertTrue(PictureAssociation.carriesGraph(picture));
    }

    @Test
    void pictureWithoutGraphHasNone() throws Exception {
        assertEquals(Optional.empty(), PictureGraph.read(picture));
        Pictures.addText(picture, "Comment", "a fine picture");
        assertEquals(Optional.empty(), PictureGraph.read(picture));
        assertFalse(PictureAssociation.carriesGraph(picture));
    }

    @Test
    void otherFilesAreRefusedInASentence() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.png"), "no picture at all");
        assertRefused(text, "notes.png is not a PNG file");
        assertRefused(Files.createFile(folder.resolve("empty.png")), "empty.png is not a PNG file");
        assertRefused(folder, "is not a file");
        assertRefused(folder.resolve("gone.png"), "is not a file");
    }

    @Test
    void brokenGraphIsToldWithItsPlace() throws Exception {
        Pictures.addText(picture, PngFiles.GRAPH, "{\"nodes\": ");
        assertRefused(picture, "The graph inside the picture cannot be read: viewer.png");
    }

    @Test
    void deepNestingIsRefused() throws Exception {
        Pictures.addText(picture, PngFiles.GRAPH, "[".repeat(1_000_000));
        assertRefused(picture, "The graph inside the picture cannot be read");
    }

    @Test
    void chunkThatClaimsMoreThanThereIsIsRefused() throws Exception {
        Pictures.addChunk(picture, "iTXt", Integer.MAX_VALUE, new byte[100]);
        assertRefused(picture, "not a whole PNG file");
        Pictures.write(picture, Pictures.scene(8, 8, 1));
        Pictures.addChunk(picture, "tEXt", -1, new byte[100]);
        assertRefused(picture, "not a whole PNG file");
    }

    @Test
    void cutFileIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(picture);
        for (int length = 8; length < whole.length; length++) {
            Files.write(picture, Arrays.copyOf(whole, length));
            // The checksum of the last chunk is not looked at.
            if (length < whole.length - 4) {
                assertRefused(picture, "not a whole PNG file");
            }
        }
    }

    @Test
    void textsBeyondTheLimitAreNotKept() throws Exception {
        byte[] filler = new byte[9 << 20];
        for (char name = 'a'; name < 'f'; name++) {
            filler[0] = (byte) name;
            Pictures.addChunk(picture, "tEXt", filler.length, filler);
        }
        assertEquals(3, PngText.read(picture).size());
        assertEquals(Optional.empty(), assertTimeoutPreemptively(HANGS, () -> PictureGraph.read(picture)));
    }

    @Test
    void millionsOfEmptyChunksEnd() throws Exception {
        byte[] chunk = {0, 0, 0, 0, 't', 'E', 'X', 't', 0, 0, 0, 0};
        byte[] many = new byte[chunk.length * 1_000_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = chunk[i % chunk.length];
        }
        byte[] png = Files.readAllBytes(picture);
        byte[] all = Arrays.copyOf(png, 33 + many.length);
        System.arraycopy(many, 0, all, 33, many.length);
        Files.write(picture, all);
        assertTimeoutPreemptively(HANGS, () -> assertRefused(picture, "not a whole PNG file"));
    }

    @Test
    void newGraphIsNamedAfterThePictureAndReplacesNothing() throws Exception {
        assertEquals(folder.resolve("viewer.stillroom"), OpenFromPicture.free(picture));
        Files.createFile(folder.resolve("viewer.stillroom"));
        assertEquals(folder.resolve("viewer-2.stillroom"), OpenFromPicture.free(picture));
    }

    private static void assertRefused(Path file, String part) {
        String message = assertThrows(IOException.class, () -> PictureGraph.read(file)).getMessage();
        assertTrue(message.contains(part), message);
    }
}
