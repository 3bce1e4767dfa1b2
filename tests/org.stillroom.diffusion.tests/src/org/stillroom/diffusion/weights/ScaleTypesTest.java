// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** A weight is never computed with as if it had no scale, whatever the scale is stored as. */
class ScaleTypesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCALE = ".weight_scale";

    @TempDir
    private Path folder;

    @Test
    void exponentsAreReadAlsoUnderTheirOwnName() throws Exception {
        Path file = changed((name, tensor) -> {
            if (name.endsWith(SCALE)) {
                tensor.put("dtype", "F8_E8M0");
            }
        });

        assertArrayEquals(encode(WeightCase.named("t5-mxfp8-padded").path()), encode(file));
    }

    @Test
    void aScaleOfATypeThatIsNotKnownIsNamed() throws Exception {
        Path file = changed((name, tensor) -> {
            if (name.endsWith(SCALE)) {
                tensor.put("dtype", "F8_E9M9");
            }
        });

        String said = assertThrows(CheckpointException.class, () -> encode(file)).getMessage();
        assertTrue(said.contains(SCALE) && said.contains("F8_E9M9") && said.contains(file.toString()), said);
    }

    @Test
    void aWeightWhoseScaleIsNotThereIsRefused() throws Exception {
        Path file = changed((name, tensor) -> { }, SCALE);

        String said = assertThrows(CheckpointException.class, () -> encode(file)).getMessage();
        assertTrue(said.contains("mxfp8") && said.contains(file.toString()), said);
    }

    /** The shared mxfp8 file with another header; the name of what ends so gets a further letter. */
    private Path changed(BiConsumer<String, ObjectNode> change, String... renamed) throws Exception {
        byte[] bytes = Files.readAllBytes(WeightCase.named("t5-mxfp8-padded").path());
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        ObjectNode header = JSON.createObjectNode();
        JSON.readTree(new String(bytes, 8, length, StandardCharsets.UTF_8)).properties().forEach(entry -> {
            String name = entry.getKey();
            if (!name.equals("__metadata__")) {
                change.accept(name, (ObjectNode) entry.getValue());
            }
            boolean other = Arrays.stream(renamed).anyMatch(name::endsWith);
            header.set(other ? name + "x" : name, entry.getValue());
        });
        byte[] json = JSON.writeValueAsBytes(header);
        byte[] data = Arrays.copyOfRange(bytes, 8 + length, bytes.length);
        return Files.write(folder.resolve("t5.safetensors"), ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).put(data).array());
    }

    private static float[] encode(Path file) throws Exception {
        try (T5Encoder encoder = T5Encoder.load(file, Device.CPU, DType.F32, Progress.NONE);
                Tensor states = encoder.encode(List.of(List.of(3, 1)), Progress.NONE)) {
            return states.floats();
        }
    }
}
