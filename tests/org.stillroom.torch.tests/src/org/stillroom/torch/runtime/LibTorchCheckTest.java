// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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

    @Test
    void whatWasFetchedForCudaIsFoundOnceItIsThereAsAWhole() throws Exception {
        Path home = folder.resolve("home");
        Path fetched = home.resolve(".local/share/stillroom/libtorch-" + Torch.VERSION + "-cuda");
        Files.createDirectories(fetched.resolve("lib"));
        Files.createFile(fetched.resolve("lib").resolve(System.mapLibraryName("torch")));
        assertEquals(Optional.empty(), LibTorch.fetched(null, home.toString()));
        Files.writeString(fetched.resolve("build-version"), Torch.VERSION + "+cu126\n");
        LibTorch.Setting setting = LibTorch.fetched("", home.toString()).orElseThrow();
        assertEquals(fetched.resolve("lib"), LibTorch.check(setting));
        assertEquals(setting.value(), LibTorch.fetched(home.resolve(".local/share").toString(), "/elsewhere")
                .orElseThrow().value());
    }

    @Test
    void librariesForCudaWithoutADriverAreRefusedBeforeTheyAreLoaded() throws Exception {
        LibTorch.Setting setting = new LibTorch.Setting("The setting", folder.toString());
        LibTorch.requireDriver(setting, folder, false);
        Files.createFile(folder.resolve(System.mapLibraryName("caffe2_nvrtc")));
        LibTorch.requireDriver(setting, folder, true);
        String message = assertThrows(TorchException.class, () -> LibTorch.requireDriver(setting, folder, false))
                .getMessage();
        assertTrue(message.startsWith("The setting names " + folder) && message.contains("libcuda.so.1"), message);
    }

    @Test
    void aLibraryThatAnotherNeedsIsNamed() {
        Throwable loader = new UnsatisfiedLinkError("/x/libtorch_cpu.so: libcupti.so.12: cannot open shared object "
                + "file: No such file or directory");
        String message = LibTorch.explain(new IllegalStateException("no engine", loader), Optional.of(folder));
        assertTrue(message.contains(folder + " needs libcupti.so.12,") && message.contains("releng/cuda"), message);
        assertTrue(LibTorch.explain(loader, Optional.empty()).contains("DJL_CACHE_DIR"));
        String other = LibTorch.explain(new IllegalStateException("wrong ELF class"), Optional.of(folder));
        assertTrue(other.contains("wrong ELF class") && !other.contains("DJL_CACHE_DIR"), other);
    }
}
