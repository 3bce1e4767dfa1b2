// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/**
 * Quantised files whose headers are sound, and say something else than what is stored: they are computed with, or a
 * {@link CheckpointException} says what is wrong. The system property {@code stillroom.fuzz} sets how many.
 */
class StoredFuzzTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FILES = List.of("t5-scaled-scalar-marker0", "t5-int8-per-row",
            "t5-int8-convrot-256", "t5-nvfp4-mixed", "t5-mxfp8-padded", "t5-convrot-w4a4", "t5-bnb-nf4-folder",
            "t5-bnb-int8-folder");
    private static final List<String> TYPES = List.of("F32", "F16", "BF16", "F8_E4M3", "F8_E5M2", "U8", "I8", "I32",
            "F64", "BOOL", "Q9");
    private static final List<String> ENDS = List.of(".weight_scale", ".scale_weight", ".weight_scale_2", ".SCB",
            ".comfy_quant", ".weight.absmax", ".weight.quant_map", ".weight.nested_absmax", ".weight_scale_inv",
            ".weight.quant_state.bitsandbytes__nf4", ".bias");

    @TempDir
    private Path folder;

    @Test
    void whatIsSaidWronglyIsRefusedAndNothingElseHappens() throws Exception {
        long seed = 20261130;
        int count = Integer.getInteger("stillroom.fuzz", 400);
        List<byte[]> sound = new ArrayList<>();
        for (String name : FILES) {
            Path path = WeightCase.named(name).path();
            sound.add(Files.readAllBytes(Files.isDirectory(path) ? path.resolve("model.safetensors") : path));
        }
        Random random = new Random(seed);
        int computed = 0;
        for (int i = 0; i < count; i++) {
            byte[] input = mutate(random, sound.get(random.nextInt(sound.size())));
            Path file = Files.write(folder.resolve("fuzz" + i + ".safetensors"), input);
            try (T5Encoder encoder = T5Encoder.load(file, Device.CPU, DType.F32, Progress.NONE);
                    Tensor states = encoder.encode(List.of(List.of(3, 1)), Progress.NONE)) {
                computed++;
            } catch (CheckpointException e) {
                assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
            } catch (Throwable e) {
                Files.write(Path.of(System.getProperty("java.io.tmpdir"), "stillroom-fuzz.safetensors"), input);
                fail("Input " + i + " of seed " + seed, e);
            }
            Files.delete(file);
        }
        assertTrue(computed > 0 && computed < count, "some must be refused: " + computed + " were not");
    }

    private static byte[] mutate(Random random, byte[] bytes) throws Exception {
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        ObjectNode header = (ObjectNode) JSON.readTree(new String(bytes, 8, length, StandardCharsets.UTF_8));
        byte[] data = Arrays.copyOfRange(bytes, 8 + length, bytes.length);
        for (int edits = 1 + random.nextInt(2); edits > 0; edits--) {
            edit(random, header, data);
        }
        byte[] json = JSON.writeValueAsBytes(header);
        return ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length)
                .put(json).put(data).array();
    }

    private static void edit(Random random, ObjectNode header, byte[] data) {
        List<String> names = new ArrayList<>();
        header.fieldNames().forEachRemaining(name -> {
            if (!name.equals("__metadata__")) {
                names.add(name);
            }
        });
        String name = names.get(random.nextInt(names.size()));
        ObjectNode tensor = (ObjectNode) header.get(name);
        ArrayNode offsets = (ArrayNode) tensor.get("data_offsets");
        int begin = offsets.get(0).asInt();
        int bytes = offsets.get(1).asInt() - begin;
        switch (random.nextInt(6)) {
            case 0 -> retype(tensor, TYPES.get(random.nextInt(TYPES.size())), bytes);
            case 1 -> reshape(random, tensor);
            case 2 -> header.set(name + random.nextInt(9), header.remove(name));
            case 3 -> {
                // another tensor of the layer gets this one's numbers
                int dot = name.contains(".weight") ? name.indexOf(".weight") : Math.max(0, name.lastIndexOf('.'));
                header.remove(name);
                header.set(name.substring(0, dot) + ENDS.get(random.nextInt(ENDS.size())), tensor);
            }
            case 4 -> {
                for (int i = random.nextInt(4); i >= 0 && bytes > 0; i--) {
                    data[begin + random.nextInt(bytes)] = (byte) random.nextInt(256);
                }
            }
            default -> {
                // digits of what is said as text
                for (int i = begin; i < begin + bytes; i++) {
                    if (data[i] >= '0' && data[i] <= '9' && random.nextInt(3) == 0) {
                        data[i] = (byte) ('0' + random.nextInt(10));
                    }
                }
            }
        }
    }

    private static void retype(ObjectNode tensor, String type, int bytes) {
        int size = DType.ofSafetensors(type).map(DType::size).orElse(1);
        long count = 1;
        for (int i = 1; i < tensor.get("shape").size(); i++) {
            count *= tensor.get("shape").get(i).asLong();
        }
        tensor.put("dtype", type);
        if (tensor.get("shape").isEmpty() || count == 0 || bytes % (size * count) != 0) {
            tensor.putArray("shape").add(bytes / size);
        } else {
            ((ArrayNode) tensor.get("shape")).set(0, JSON.getNodeFactory().numberNode(bytes / size / count));
        }
    }

    private static void reshape(Random random, ObjectNode tensor) {
        long count = 1;
        for (int i = 0; i < tensor.get("shape").size(); i++) {
            count *= tensor.get("shape").get(i).asLong();
        }
        ArrayNode shape = tensor.putArray("shape");
        long part = 1L << random.nextInt(6);
        if (count % part == 0 && random.nextBoolean()) {
            shape.add(part);
            count /= part;
        }
        shape.add(count);
        for (int i = random.nextInt(3); i > 0; i--) {
            shape.insert(random.nextInt(shape.size() + 1), 1);
        }
    }
}
