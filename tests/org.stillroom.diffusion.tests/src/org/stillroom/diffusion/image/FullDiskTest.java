// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.runtime.Tensor;

/** A disk that fills up in the middle of a file, played by the limit that a shell sets on the size of files. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"picture", "tensors"})
    void halfAFileIsRemovedAndTheReasonSaid(String what) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path output = folder.resolve("output.txt");
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "ulimit -f 1000; exec \"$@\"", "sh", java,
                "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                FullDiskTest.class.getName(), pictures.toString(), output.toString(), what)
                .redirectErrorStream(true).redirectOutput(folder.resolve("log.txt").toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        assertEquals(0, process.waitFor(), () -> read(folder.resolve("log.txt")));
        String message = read(output);
        assertTrue(message.contains("\"mine\" cannot be written to the folder " + pictures + " (File too large)"),
                message);
        try (Stream<Path> left = Files.list(pictures)) {
            assertEquals(0, left.count());
        }
    }

    /** The other process: writes at least 3 MB, above the limit of 1000 blocks of 512 or 1024 bytes. */
    public static void main(String[] arguments) throws Exception {
        Path pictures = Path.of(arguments[0]);
        try (Tensor noise = Tensor.randn(1, 1, 3, 1024, 1024);
                FakeContext save = new FakeContext("saveTensors", pictures)) {
            if (arguments[2].equals("picture")) {
                PngFiles.writeNext(pictures, "mine", noise, 0, new TreeMap<>(), () -> {});
            } else {
                save.set("name", "mine").in("image", new Picture(noise)).execute();
            }
            Files.writeString(Path.of(arguments[1]), "no error");
        } catch (IOException | NodeException e) {
            Files.writeString(Path.of(arguments[1]), e.getMessage());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
