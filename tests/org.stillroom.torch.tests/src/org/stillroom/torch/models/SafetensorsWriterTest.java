// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.torch.Fixtures;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.formats.TensorInfo;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

class SafetensorsWriterTest {

    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenIsReadBackInEveryType() throws Exception {
        Map<String, Tensor> tensors = new TreeMap<>();
        try (Tensor x = Tensor.of(new float[] {0, 1, 2, 3, 4, 5}, 2, 3)) {
            for (DType dtype : DType.values()) {
                tensors.put(dtype + " \"\u00fc\"", x.to(Device.CPU, dtype));
            }
        }
        tensors.put("empty", Tensor.zeros(DType.F32, Device.CPU, 3, 0));
        tensors.put("scalar", Tensor.of(new float[] {4}));
        Path file = folder.resolve("all.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of("key", "a \"text\"\n"));

        assertEquals(Map.of("key", "a \"text\"\n"), Checkpoint.open(file).metadata());
        SortedMap<String, Tensor> read = WeightLoader.readAll(file);
        assertEquals(tensors.keySet(), read.keySet());
        tensors.forEach((name, tensor) -> {
            assertEquals(tensor.toString(), read.get(name).toString());
            assertArrayEquals(tensor.floats(), read.get(name).floats());
        });
        for (String name : read.keySet()) {
            TensorInfo info = Checkpoint.open(file).info(name);
            assertEquals(0, info.begin() % info.dtype().size(), name + " is aligned");
        }

        Path again = folder.resolve("again.safetensors");
        SafetensorsWriter.write(again, read, Map.of("key", "a \"text\"\n"));
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
        tensors.values().forEach(Tensor::close);
        read.values().forEach(Tensor::close);
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws Exception {
        Path file = Fixtures.write(folder.resolve("m.safetensors"), Map.of("old", new float[] {1}));
        byte[] old = Files.readAllBytes(file);
        Tensor closed = Tensor.of(new float[] {2}, 1);
        closed.close();
        assertThrows(IllegalStateException.class, () -> SafetensorsWriter.write(file, Map.of("new", closed), Map.of()));
        assertArrayEquals(old, Files.readAllBytes(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
        assertThrows(IOException.class,
                () -> SafetensorsWriter.write(folder.resolve("no/such/folder/x.safetensors"), Map.of(), Map.of()));
    }
}
