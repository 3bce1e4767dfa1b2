// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script that fetches a libtorch for CUDA, with the card, the driver and pip played by other scripts: pip hands
 * over wheels of some bytes.
 */
class CudaFetchTest {

    private static final Path SCRIPT = Path.of("..", "..", "bundles", "org.stillroom.torch", "cuda", "fetch.sh");

    @TempDir
    private Path folder;

    private Path programs;
    private Path fetched;

    @BeforeEach
    void makePrograms() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "there is a libtorch for CUDA for Linux only");
        programs = Files.createDirectories(folder.resolve("bin"));
        fetched = folder.resolve("data/stillroom/libtorch-" + Torch.VERSION + "-cuda");
        card("NVIDIA GeForce RTX 4090", "8.9", "560.35.03");
        program("pip", """
                case "$*" in
                  "-m pip --version") ;;
                  *"download --help") echo "--resume-retries" ;;
                  *download*)
                    [[ "$*" == *--require-hashes* ]] || { echo "no hashes are asked for"; exit 1; }
                    while [ "$1" != --dest ]; do shift; done
                    grep -q "sha256:" "$4" || { echo "no hash in $4"; exit 1; }
                    cat "$4" >>"%1$s/asked"
                    [ -z "${FAIL_AT:-}" ] || ! grep -q "$FAIL_AT" "$4" || { echo "the line is down"; exit 1; }
                    mkdir -p "$2" && cp "%1$s/some.whl" "$2/"
                    [[ $(cat "$4") != torch* ]] || cp "%1$s/torch.whl" "$2/" ;;
                  *) exec python3 "$@" ;;
                esac
                """.formatted(folder));
        wheel("torch.whl", "torch/lib/libtorch.so", "torch/lib/libcaffe2_nvrtc.so", "torch/lib/libtorch_python.so",
                "torch/lib/libtorch_global_deps.so", "torch/version.py", "torch/_C.so");
        wheel("some.whl", "nvidia/some/lib/libcupti.so.12", "nvidia/some/lib/libnvperf_host.so",
                "nvidia/some/lib/__init__.py", "nvidia/some/include/some.h");
    }

    /** A card is shown by nvidia-smi; without a name there is none. */
    private void card(String name, String capability, String driver) throws IOException {
        program("nvidia-smi", name.isEmpty() ? "exit 9"
                : "echo '0, " + name + ", " + capability + ", " + driver + ", 24564'");
    }

    private void program(String name, String text) throws IOException {
        Path file = programs.resolve(name);
        Files.writeString(file, "#!/usr/bin/env bash\n" + text + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private void wheel(String name, String... files) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            for (String file : files) {
                zip.putNextEntry(new ZipEntry(file));
                zip.write(file.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private record Outcome(int code, String text) {
        private boolean says(String part) {
            return text.contains(part);
        }
    }

    private Outcome run(String failAt, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString(), "--python",
                programs.resolve("pip").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
        builder.environment().put("FAIL_AT", failAt);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    private static void needPython() throws Exception {
        boolean there;
        try {
            there = new ProcessBuilder("python3", "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, "there is no python3, which unpacks wheels");
    }

    private static Set<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void withoutACardNothingIsFetched() throws Exception {
        card("", "", "");
        Outcome outcome = run("");
        assertEquals(1, outcome.code(), outcome.text());
        assertTrue(outcome.says("No NVIDIA card was found") && outcome.says("--anyway"), outcome.text());
        assertFalse(Files.exists(folder.resolve("data")));
    }

    @Test
    void aCardThatThisBuildHasNoCodeForIsToldWhatToDo() throws Exception {
        card("NVIDIA GeForce RTX 5090", "12.0", "570.86.10");
        Outcome outcome = run("");
        assertEquals(1, outcome.code(), outcome.text());
        assertTrue(outcome.says("RTX 5090 of compute capability 12.0") && outcome.says("CUDA 12.8")
                && outcome.says("STILLROOM_LIBTORCH"), outcome.text());
        assertFalse(Files.exists(folder.resolve("data")));
    }

    @Test
    void anOldDriverIsToldBeforeAnythingIsFetched() throws Exception {
        card("NVIDIA GeForce RTX 2070", "7.5", "470.256.02");
        Outcome outcome = run("");
        assertEquals(1, outcome.code(), outcome.text());
        assertTrue(outcome.says("470.256.02") && outcome.says("525.60.13"), outcome.text());
    }

    @Test
    void whatWasFetchedIsNotFetchedAgainAndOnlyLibrariesAreKept() throws Exception {
        needPython();
        Outcome cut = run("nvidia-cudnn", "--anyway");
        assertEquals(1, cut.code(), cut.text());
        assertTrue(cut.says("nvidia-cudnn-cu12") && cut.says("the line is down") && cut.says("to go on"), cut.text());
        assertEquals(5 + 1, Files.readAllLines(folder.resolve("asked")).size());
        assertEquals(Optional.empty(), LibTorch.fetched(folder.resolve("data").toString(), ""));

        Outcome whole = run("", "--anyway");
        assertEquals(0, whole.code(), whole.text());
        assertTrue(whole.says("torch 2.7.1, 821 MB, is there"), whole.text());
        assertEquals(15 + 1, Files.readAllLines(folder.resolve("asked")).size());
        assertEquals(Set.of("SHA256SUMS", "build-version", "driver", "lib"), names(fetched));
        assertEquals(Set.of("libcupti.so.12", "libtorch.so"), names(fetched.resolve("lib")));
        assertEquals(Set.of("libcaffe2_nvrtc.so"), names(fetched.resolve("driver")));
        assertEquals(fetched.resolve("lib"),
                LibTorch.check(LibTorch.fetched(folder.resolve("data").toString(), "").orElseThrow()));
        assertTrue(run("").says("already"));
    }

    @Test
    void damagedLibrariesAreFoundAndAllIsRemoved() throws Exception {
        needPython();
        assertEquals(1, run("", "--check").code());
        assertEquals(0, run("", "--anyway").code());
        assertEquals(0, run("", "--check").code());
        Files.writeString(fetched.resolve("lib/libtorch.so"), "damaged");
        Outcome damaged = run("", "--check");
        assertEquals(1, damaged.code(), damaged.text());
        assertTrue(damaged.says("libtorch.so") && damaged.says("--remove"), damaged.text());
        assertEquals(0, run("", "--remove").code());
        assertFalse(Files.exists(fetched));
    }

    @Test
    void aFolderThatItDidNotMakeIsNotRemoved() throws Exception {
        Path mine = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(mine.resolve("work"), "of a year");
        assertEquals(1, run("", "--remove", mine.toString()).code());
        assertTrue(Files.exists(mine.resolve("work")));
    }
}
