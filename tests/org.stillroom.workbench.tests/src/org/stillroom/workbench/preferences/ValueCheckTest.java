// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueCheckTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"auto", "cpu", "cuda", "cuda:3", " CPU "})
    void devicesThatThereMayBe(String device) {
        assertEquals(Optional.empty(), ValueCheck.device(device));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "cuda:", "cuda:-1", "cuda 1", "automatic"})
    void whatIsNoDeviceIsRefused(String device) {
        assertTrue(ValueCheck.device(device).orElseThrow().contains("\"" + device + "\""));
    }

    @Test
    void aLibtorchOfAnotherVersionIsRefusedBeforeItIsLoaded() throws Exception {
        Path libtorch = Files.createDirectories(folder.resolve("libtorch/lib")).getParent();
        assertTrue(ValueCheck.libtorch(libtorch.toString()).orElseThrow().contains(libtorch.toString()));

        Files.createFile(libtorch.resolve("lib").resolve(System.mapLibraryName("torch")));
        Files.writeString(libtorch.resolve("build-version"), "2.10.0+cpu\n");
        assertTrue(ValueCheck.libtorch(libtorch.toString()).orElseThrow().contains("2.10.0"));

        Files.writeString(libtorch.resolve("build-version"), "2.7.1+cu128\n");
        assertEquals(Optional.empty(), ValueCheck.libtorch(libtorch.toString()));
        assertEquals(Optional.empty(), ValueCheck.libtorch("  "));
    }

    @Test
    void aModelFolderMustBeThereAndOnlyOnce() throws Exception {
        assertEquals(Optional.empty(), ValueCheck.modelFolder(folder.toString(), List.of()));
        assertTrue(ValueCheck.modelFolder(folder.toString(), List.of(folder)).isPresent());
        assertTrue(ValueCheck.modelFolder(folder.resolve("none").toString(), List.of()).isPresent());
        assertTrue(ValueCheck.modelFolder("models", List.of()).isPresent());
        Path file = Files.createFile(folder.resolve("file"));
        assertTrue(ValueCheck.modelFolder(file.toString(), List.of()).orElseThrow().contains(file.toString()));
    }

    @Test
    void anOutputFolderMayNotBeThereYet() throws Exception {
        assertEquals(Optional.empty(), ValueCheck.outputFolder("pictures"));
        assertEquals(Optional.empty(), ValueCheck.outputFolder(folder.resolve("new").toString()));
        assertTrue(ValueCheck.outputFolder(" ").isPresent());
        assertTrue(ValueCheck.outputFolder(Files.createFile(folder.resolve("file")).toString()).isPresent());
    }
}
