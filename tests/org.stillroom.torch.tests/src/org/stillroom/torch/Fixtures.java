// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Tensor;

/** Files for tests. */
public final class Fixtures {

    private Fixtures() {
    }

    /** Folder with data shared between tasks; tests that need it are skipped without it. */
    public static Path shared() {
        String property = System.getProperty("stillroom.shared");
        return Path.of(property == null ? "../../../shared/data" : property);
    }

    /** Copies a resource beside this class into a folder. */
    public static Path resource(Path folder, String name) throws IOException {
        try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
            Path file = folder.resolve(name);
            Files.write(file, in.readAllBytes());
            return file;
        }
    }

    /** Bytes of a safetensors file with this header and this many data bytes, which count up from 0. */
    public static byte[] safetensors(String header, int dataBytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (int i = 0; i < dataBytes; i++) {
            bytes.put((byte) i);
        }
        return bytes.array();
    }

    /** Writes a safetensors file with this header and this many data bytes. */
    public static Path write(Path file, String header, int dataBytes) throws IOException {
        return Files.write(file, safetensors(header, dataBytes));
    }

    /** Writes a safetensors file of float32 tensors. */
    public static Path write(Path file, Map<String, float[]> tensors) throws IOException {
        Map<String, Tensor> made = new TreeMap<>();
        tensors.forEach((name, values) -> made.put(name, Tensor.of(values, values.length)));
        try {
            SafetensorsWriter.write(file, made, Map.of());
            return file;
        } finally {
            made.values().forEach(Tensor::close);
        }
    }

    /** Runs a class with a main method in a Java process of its own; its output and exit code. */
    public static Outcome java(Class<?> main, List<String> options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    /** How a process ended. */
    public record Outcome(int exitCode, String output) {
    }
}
