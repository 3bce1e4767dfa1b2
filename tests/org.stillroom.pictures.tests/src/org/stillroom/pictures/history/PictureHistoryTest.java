// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of earlier runs stay, though the next run replaces their files. */
class PictureHistoryTest {

    @TempDir
    Path folder;
    private Path state;
    private PictureHistory history;

    @BeforeEach
    void open() {
        state = folder.resolve("state");
        history = new PictureHistory(state);
    }

    @Test
    void replacedFilesAreKept() throws Exception {
        Path file = write("viewer.png", "first");
        history.add(entry(file, 1));
        replace(file, "second");
        history.add(entry(file, 2));
        assertEquals(List.of("second", "first"), contents(history));
        assertEquals(List.of(2L, 1L), history.entries().stream().map(PictureEntry::run).toList());
    }

    @Test
    void restartFindsAllAgain() throws Exception {
        history.add(entry(write("a.png", "one"), 1));
        history.add(new PictureEntry("graph", "compare", write("b.png", "two"), Path.of("b.png"), 2, true));
        PictureHistory again = new PictureHistory(state);
        again.load();
        assertEquals(history.entries(), again.entries());
        assertEquals(List.of("two", "one"), contents(again));
    }

    @Test
    void picturesThatAreGoneAreDropped() throws Exception {
        history.add(entry(write("a.png", "one"), 1));
        PictureEntry gone = history.add(entry(write("b.png", "two"), 2));
        Files.delete(gone.kept());
        PictureHistory again = new PictureHistory(state);
        again.load();
        assertEquals(List.of("one"), contents(again));
    }

    @Test
    void movedWorkspaceFindsItsPictures() throws Exception {
        history.add(entry(write("a.png", "one"), 1));
        Path moved = Files.move(state, folder.resolve("elsewhere"));
        PictureHistory again = new PictureHistory(moved);
        again.load();
        assertEquals(List.of("one"), contents(again));
        assertTrue(again.entries().getFirst().kept().startsWith(moved));
    }

    @Test
    void onlySoManyAreRemembered() throws Exception {
        for (int i = 0; i < PictureHistory.MOST + 5; i++) {
            history.add(entry(write("picture" + i + ".png", "picture " + i), i));
        }
        assertEquals(PictureHistory.MOST, history.entries().size());
        assertEquals(PictureHistory.MOST, keptFiles());
        assertEquals(PictureHistory.MOST + 4, history.entries().getFirst().run());
        assertTrue(Files.exists(folder.resolve("picture0.png")), "what the run wrote stays");
    }

    @Test
    void unchangedPictureMovesToTheTopAndIsNotDoubled() throws Exception {
        Path file = write("viewer.png", "same");
        history.add(entry(file, 1));
        history.add(entry(write("other.png", "other"), 2));
        history.add(entry(file, 3));
        assertEquals(List.of("same", "other"), contents(history));
        assertEquals(2, keptFiles());
    }

    @Test
    void samePictureOfAnotherFileIsAnother() throws Exception {
        history.add(entry(write("a.png", "same"), 1));
        history.add(entry(write("b.png", "same"), 1));
        assertEquals(2, history.entries().size());
    }

    @Test
    void removedPicturesLeaveTheirOriginals() throws Exception {
        Path file = write("viewer.png", "kept by the run");
        PictureEntry added = history.add(entry(file, 1));
        assertNotEquals(file, added.kept());
        history.remove(List.of(added));
        assertEquals(List.of(), history.entries());
        assertFalse(Files.exists(added.kept()));
        assertTrue(Files.exists(file));
        PictureHistory again = new PictureHistory(state);
        again.load();
        assertEquals(List.of(), again.entries());
    }

    @Test
    void whereNothingCanBeKeptTheFileItselfIsShown() throws Exception {
        Files.createDirectories(state);
        Files.writeString(state.resolve("kept"), "a file where the folder should be");
        Path file = write("viewer.png", "only one");
        PictureEntry added = history.add(entry(file, 1));
        assertEquals(file, added.kept());
        history.remove(List.of(added));
        assertTrue(Files.exists(file), "never deleted by the history");
    }

    @Test
    void leftOversOfAKillAreCleared() throws Exception {
        history.add(entry(write("a.png", "one"), 1));
        Files.writeString(state.resolve("kept/orphan.png"), "not in the index");
        new PictureHistory(state).load();
        assertEquals(1, keptFiles());
    }

    @Test
    void brokenIndexIsToldAndKeepsThePictures() throws Exception {
        history.add(entry(write("a.png", "one"), 1));
        for (String broken : List.of("", "{", "[]", "{\"version\": 99}", "null")) {
            Files.writeString(state.resolve("index.json"), broken);
            assertThrows(IOException.class, () -> new PictureHistory(state).load(), broken);
            assertEquals(1, keptFiles());
        }
    }

    @Test
    void indexCannotNameFilesElsewhere() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.png"), "secret");
        Files.createDirectories(state.resolve("kept"));
        Files.writeString(state.resolve("index.json"), "{\"version\": 1, \"pictures\": [{\"graph\": \"g\", \"node\":"
                + " \"n\", \"file\": \"x.png\", \"kept\": \"" + secret + "\", \"run\": 1}, {}, 7]}");
        PictureHistory again = new PictureHistory(state);
        again.load();
        assertEquals(List.of(), again.entries());
        assertTrue(Files.exists(secret));
    }

    @Test
    void listenersAreToldOfEachChange() throws Exception {
        AtomicInteger told = new AtomicInteger();
        Runnable listener = told::incrementAndGet;
        history.addListener(listener);
        PictureEntry added = history.add(entry(write("a.png", "one"), 1));
        history.remove(List.of(added));
        history.removeListener(listener);
        history.add(entry(write("a.png", "two"), 2));
        assertEquals(2, told.get());
    }

    private static PictureEntry entry(Path file, long run) {
        return new PictureEntry("first-picture", "viewer", file, file, run, false);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    /** As nodes do: beside its place, then moved. */
    private void replace(Path file, String content) throws IOException {
        Path temporary = Files.writeString(folder.resolve("temporary"), content);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> contents(PictureHistory shown) throws IOException {
        List<String> contents = new ArrayList<>();
        for (PictureEntry entry : shown.entries()) {
            contents.add(Files.readString(entry.kept()));
        }
        return contents;
    }

    private long keptFiles() throws IOException {
        try (Stream<Path> files = Files.list(state.resolve("kept"))) {
            return files.count();
        }
    }
}
