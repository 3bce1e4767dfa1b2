// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.graph.ModelOrigin;
import org.stillroom.graph.ModelPin;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.ModelFolders;

/** How a model is found again by the checksums that a graph holds. */
class PinnedModelSearchTest {

    /** SHA-256 of "abc" and of nothing, as FIPS 180 and every tool give them. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir
    private Path models;

    @TempDir
    private Path cache;

    private PinnedModelSearch search;

    @BeforeEach
    void search() {
        search = new PinnedModelSearch(new ModelFolders(List.of(models)), new Checksums(cache.resolve("sums.json")));
    }

    @Test
    void aSingleFileIsFoundUnderAnyName() throws Exception {
        write("other/flux.safetensors", "abd");
        write("renamed/dev.safetensors", "abc");
        assertEquals(Optional.of("renamed/dev.safetensors"), find("flux.safetensors", Map.of("flux.safetensors", ABC)));
    }

    @Test
    void aFileThatEndsWithSftIsOne() throws Exception {
        write("renamed/dev.sft", "abc");
        assertEquals(Optional.of("renamed/dev.sft"), find("flux.sft", Map.of("flux.sft", ABC)));
        assertEquals(Optional.of("renamed/dev.sft"), find("flux.safetensors", Map.of("flux.safetensors", ABC)));
    }

    @Test
    void filesOfAnotherSizeThanIsPinnedAreNotTaken() throws Exception {
        write("renamed/dev.safetensors", "abc");
        for (long bytes : new long[] {3, 4}) {
            ModelPin pin = new ModelPin(new TreeMap<>(Map.of("flux.safetensors", ABC)),
                    ModelOrigin.UNKNOWN.withBytes(bytes));
            assertEquals(bytes == 3, search.find("flux.safetensors", pin, Progress.NONE).isPresent());
        }
    }

    @Test
    void ofTwoTheOneWithTheSameFileNameIsTaken() throws Exception {
        write("a/copy.safetensors", "abc");
        write("b/flux.safetensors", "abc");
        assertEquals(Optional.of("b/flux.safetensors"), find("x/flux.safetensors", Map.of("flux.safetensors", ABC)));
    }

    @Test
    void aFileInsideTheFolderOfAModelIsFound() throws Exception {
        write("model/config.json", "{}");
        write("model/model.safetensors", "abc");
        assertEquals(Optional.of("model/model.safetensors"), find("t5.safetensors", Map.of("t5.safetensors", ABC)));
    }

    @Test
    void aFolderIsFoundByAllItsFiles() throws Exception {
        Map<String, String> pin = Map.of("config.json", NOTHING, "model.safetensors", ABC);
        write("config-only/config.json", "");
        write("wrong/config.json", "");
        write("wrong/model.safetensors", "abd");
        assertEquals(Optional.empty(), find("t5", pin));
        write("students/config.json", "");
        write("students/model.safetensors", "abc");
        write("students/README.txt", "more");
        assertEquals(Optional.of("students"), find("t5", pin));
    }

    @Test
    void theFilesOfAPipelineLieInItsParts() throws Exception {
        write("flux/model_index.json", "");
        write("flux/vae/config.json", "abc");
        assertEquals(Optional.of("flux"), find("dev", Map.of("model_index.json", NOTHING, "vae/config.json", ABC)));
    }

    @Test
    void aPinThatLeadsOutOfAModelFindsNothing() throws Exception {
        write("model/config.json", "");
        write("secret", "abc");
        assertEquals(Optional.empty(), find("t5", Map.of("config.json", NOTHING, "../secret", ABC)));
        assertEquals(Optional.empty(), find("t5", Map.of("config.json", NOTHING, "a\0b", ABC)));
    }

    @Test
    void foldersThatAreNotThereArePassedOver() {
        PinnedModelSearch nowhere = new PinnedModelSearch(new ModelFolders(List.of(models.resolve("none"))),
                new Checksums(cache.resolve("sums.json")));
        assertEquals(Optional.empty(), nowhere.find("a.safetensors",
                new ModelPin(new TreeMap<>(Map.of("a.safetensors", ABC))), Progress.NONE));
    }

    @Test
    void readingCanBeStopped() throws Exception {
        write("a.safetensors", "abc");
        assertThrows(CancellationException.class, () -> search.find("b.safetensors",
                new ModelPin(new TreeMap<>(Map.of("b.safetensors", ABC))), () -> {
                    throw new CancellationException();
                }));
    }

    private Optional<String> find(String missing, Map<String, String> files) {
        return search.find(missing, new ModelPin(new TreeMap<>(files)), Progress.NONE);
    }

    private void write(String name, String text) throws IOException {
        Path file = models.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
