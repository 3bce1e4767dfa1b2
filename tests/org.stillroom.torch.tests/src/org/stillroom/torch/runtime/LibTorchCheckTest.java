// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a libtorch before it is loaded. */
class LibTorchCheckTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void makeLibraries() throws Exception {
        Files.createDirectories(folder.resolve("lib"));
    }

    private Optional<String> problem() {
        return Torch.problem("The setting", folder.toString());
    }

    @Test
    void aFolderWithoutLibrariesIsRefused() {
        assertTrue(problem().orElseThrow().startsWith("The setting is " + folder), problem()::toString);
        assertTrue(Torch.problem("The setting", folder.resolve("none").toString()).isPresent());
    }

    @Test
    void aVersionThatCannotBeToldIsRefused() throws Exception {
        Files.createFile(folder.resolve("lib").resolve(System.mapLibraryName("torch")));
        assertTrue(problem().orElseThrow().contains("build-version"), problem()::toString);
    }

    @Test
    void anotherVersionIsRefusedAndThisOneIsNot() throws Exception {
        Files.createFile(folder.resolve("lib").resolve(System.mapLibraryName("torch")));
        Files.writeString(folder.resolve("build-version"), "2.10.0+cu128");
        assertTrue(problem().orElseThrow().contains("2.10.0+cu128"), problem()::toString);
        Files.writeString(folder.resolve("build-version"), Torch.VERSION + "+cu128");
        assertEquals(Optional.empty(), problem());
    }
}
