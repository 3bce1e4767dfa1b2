// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.torch.Fixtures;

/** What can be seen only from outside the process. {@code stillroom.exits} sets how often each way to end is tried. */
class ExitCodeTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"return", "busy"})
    void aProcessThatUsedLibtorchEndsWithZero(String way) throws Exception {
        for (int i = 0; i < Integer.getInteger("stillroom.exits", 1); i++) {
            Fixtures.Outcome outcome = Fixtures.java(ExitProgram.class, List.of(), way);
            assertEquals(0, outcome.exitCode(), outcome.output());
        }
    }

    /** The JNI layer would crash with another version, so it is refused before anything is loaded. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "build-version | 2.10.0+cu128 | names libtorch 2.10.0+cu128",
        "version.py | __version__ = '2.6.0' | names libtorch 2.6.0",
        "version.py | nothing | tells which version",
        "build-version | 2.7.10 | names libtorch 2.7.10",
    })
    void anotherLibtorchIsRefused(String file, String content, String reason) throws Exception {
        Files.writeString(folder.resolve(file), content);
        Path lib = Files.createDirectory(folder.resolve("lib"));
        Files.writeString(lib.resolve(System.mapLibraryName("torch")), "not a library");
        refused(folder, reason);
    }

    @Test
    void aFolderWithoutLibtorchIsRefused() throws Exception {
        refused(folder.resolve("absent"), "there is no " + System.mapLibraryName("torch"));
    }

    private void refused(Path path, String reason) throws Exception {
        Fixtures.Outcome outcome =
                Fixtures.java(ExitProgram.class, List.of("-D" + LibTorch.PROPERTY + "=" + path), "return");
        assertEquals(1, outcome.exitCode(), outcome.output());
        assertTrue(outcome.output().contains("TorchException: The system property stillroom.libtorch"),
                outcome.output());
        assertTrue(outcome.output().contains(reason), outcome.output());
    }
}
