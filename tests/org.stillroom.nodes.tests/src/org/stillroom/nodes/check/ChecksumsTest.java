// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models are summed once, and again when they change. */
class ChecksumsTest {

    private static final String SUM_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    private Path cache;
    private Path model;
    private int megabytesRead;

    @BeforeEach
    void writeModel() throws IOException {
        cache = folder.resolve("cache/stillroom/checksums.json");
        model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("config.json"), "abc");
    }

    @Test
    void filesOfTheModelCountAndOthersDoNot() throws Exception {
        for (String name : Set.of("model.safetensors", "old.sft", "merges.txt", "spiece.model", "README.md",
                ".hidden.json")) {
            Files.writeString(model.resolve(name), "abc");
        }
        Files.createDirectory(model.resolve("folder.json"));
        assertEquals(Set.of("config.json", "model.safetensors", "old.sft", "merges.txt", "spiece.model"),
                sums(model).keySet());
        assertEquals(SUM_OF_ABC, sums(model).get("merges.txt"));
    }

    @Test
    void singleFileAndPipeline() throws Exception {
        assertEquals(Map.of("config.json", SUM_OF_ABC), sums(model.resolve("config.json")));
        Files.writeString(folder.resolve("model_index.json"), "abc");
        assertEquals(Map.of("model_index.json", SUM_OF_ABC, "model/config.json", SUM_OF_ABC), sums(folder));
    }

    @Test
    void secondTimeReadsNothingEvenInAnotherProgram() throws Exception {
        sums(model);
        assertEquals(1, megabytesRead);
        assertEquals(Map.of("config.json", SUM_OF_ABC), sums(model));
        assertEquals(1, megabytesRead);
    }

    @Test
    void changedFileIsReadAgain() throws Exception {
        sums(model);
        Path file = model.resolve("config.json");
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "abcd");
        Files.setLastModifiedTime(file, time);
        assertEquals(64, sums(model).get("config.json").length());
        assertEquals(2, megabytesRead);
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 5000));
        sums(model);
        assertEquals(3, megabytesRead);
    }

    @Test
    void linkHasTheSumOfItsTarget() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), model.resolve("config.json"));
        sums(model);
        assertEquals(Map.of("link.json", SUM_OF_ABC), sums(link));
        assertEquals(1, megabytesRead);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "[]", "{\"a\": 1}", "{\"cut off\": {\"state"})
    void damagedCacheIsReplaced(String text) throws Exception {
        Files.createDirectories(cache.getParent());
        Files.writeString(cache, text);
        assertEquals(Map.of("config.json", SUM_OF_ABC), sums(model));
        sums(model);
        assertEquals(1, megabytesRead);
    }

    @Test
    void cacheThatCannotBeWrittenIsNoError() throws Exception {
        Files.writeString(folder.resolve("cache"), "a file where the folder should be");
        Checksums checksums = new Checksums(cache);
        for (int i = 0; i < 2; i++) {
            assertEquals(Map.of("config.json", SUM_OF_ABC), checksums.of(model, () -> megabytesRead++));
        }
        assertEquals(1, megabytesRead, "this program knows it");
    }

    @Test
    void cancelStopsAndKeepsNothing() {
        Checksums checksums = new Checksums(cache);
        assertThrows(CancellationException.class, () -> checksums.of(model, () -> {
            throw new CancellationException();
        }));
        assertEquals(false, Files.exists(cache));
    }

    private Map<String, String> sums(Path path) throws IOException {
        return new Checksums(cache).of(path, () -> megabytesRead++);
    }
}
