// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.files.ModelFile;
import org.stillroom.diffusion.lora.SharedLoras.Model;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;

/**
 * Opens LoRAs whose names, shapes and numbers are put together by chance, and applies those that fit: only a {@link
 * CheckpointException} may come out. The system property {@code stillroom.fuzz} sets how many.
 */
class LoraFuzzTest {

    private static final String[] BEFORE = {"lora_unet_", "transformer.", "base_model.model.", "diffusion_model.",
        "lora_transformer_", "lycoris_", "lora_te1_", "lora_te3_", "text_encoder_2.", "text_encoders.", "unet.", "",
        ".", "lycoris_lycoris_", "base_model.model.base_model.model."};
    private static final String[] LAYERS = {"double_blocks_0_img_attn_qkv", "double_blocks.0.img_attn.proj",
        "transformer_blocks.0.attn.to_q", "transformer_blocks_0_attn_to_q", "single_blocks.0.linear1",
        "single_blocks.0.processor.qkv_lora", "double_blocks.0.processor.proj_lora1", "img_in",
        "transformer_blocks.0.attn.norm_q", "final_layer_adaLN_modulation_1", "joint_blocks_0_x_block_attn_qkv",
        "encoder_block_0_layer_0_SelfAttention_q", "text_model_encoder_layers_0_mlp_fc1", "a.processor.b_lora",
        ".", ""};
    private static final String[] ENDS = {".lora_up.weight", ".lora_down.weight", ".lora_mid.weight", ".lora_A.weight",
        ".lora_B.weight", ".lora_A.default.weight", ".lora_B", ".lora_B.bias", ".alpha", ".dora_scale",
        ".lora_magnitude_vector", ".hada_w1_a", ".hada_w1_b", ".hada_w2_a", ".hada_w2_b", ".lokr_w1", ".lokr_w1_a",
        ".lokr_w1_b", ".lokr_w2", ".lokr_w2_a", ".lokr_w2_b", ".diff", ".diff_b", ".set_weight", ".reshape_weight",
        ".up.weight", ".down.weight", ".weight", ".scale", ".bias", ".oft_blocks", ".lora_embedding_A", "", ".lora_A."};
    /** Sets that belong together. */
    private static final String[][] WHOLE = {{".lora_up.weight", ".lora_down.weight", ".alpha"},
        {".lora_B.weight", ".lora_A.weight"}, {".lora_B.weight", ".lora_A.weight", ".lora_magnitude_vector"},
        {".hada_w1_a", ".hada_w1_b", ".hada_w2_a", ".hada_w2_b"}, {".lokr_w1", ".lokr_w2_a", ".lokr_w2_b", ".alpha"},
        {".up.weight", ".down.weight"}, {".diff", ".diff_b"},
        {".lora_up.weight", ".lora_mid.weight", ".lora_down.weight"}};
    private static final long[] SIZES = {0, 1, 2, 3, 4, 8, 64, 64, 64, 128, 192, 448, 16};
    private static final long[] WILD = {1L << 31, 1L << 40, 1L << 62, Long.MAX_VALUE, -1, 1L << 20};
    private static final String[] DTYPES = {"F32", "F32", "F16", "BF16", "F8_E4M3", "F64", "I64", "U8", "BOOL", "F4"};
    private static final Map<String, Integer> BYTES = Map.of("F32", 4, "F16", 2, "BF16", 2, "F8_E4M3", 1, "F64", 8,
            "I64", 8, "U8", 1, "BOOL", 1, "F4", 1);

    @TempDir
    private Path folder;

    private final Random random = new Random(20261130);

    @Test
    void whateverIsInThereIsAppliedOrRefused() throws Exception {
        int count = Integer.getInteger("stillroom.fuzz", 1_500);
        List<Model> models = List.of(SharedLoras.model("transformer", "tiny-flux-dev"),
                SharedLoras.model("transformer", "tiny-sd3"), SharedLoras.model("t5", "tiny-flux-dev-t5"),
                SharedLoras.model("clip_l", "tiny-flux-dev-clip"));
        List<Residence> bases = new ArrayList<>();
        for (Model model : models) {
            bases.add(model.open(Residence.Policy.KEEP, DType.F32));
        }
        Path path = folder.resolve("fuzz.safetensors");
        int applied = 0;
        int refused = 0;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            for (int i = 0; i < count; i++) {
                String header = header();
                file.setLength(0);
                file.write(bytes(header));
                try {
                    ModelFile.identify(path);
                    LoraFile lora = LoraFile.open(path);
                    for (int m = 0; m < models.size(); m++) {
                        applied += apply(lora, models.get(m), bases.get(m)) ? 1 : 0;
                    }
                } catch (CheckpointException e) {
                    assertTrue(e.getMessage().contains("fuzz.safetensors"), e.getMessage());
                    refused++;
                } catch (Throwable e) {
                    fail("Input " + i + ": " + header, e);
                }
            }
        } finally {
            bases.forEach(Residence::close);
        }
        assertTrue(applied > count / 100, applied + " applied");
        assertTrue(refused > count / 100, refused + " refused");
    }

    private static boolean apply(LoraFile lora, Model model, Residence base) throws CheckpointException {
        LoraFit fit = LoraFit.of(lora, model.targets());
        fit.warnings("x");
        if (fit.problem("x").isPresent() || fit.patches().isEmpty()) {
            return false;
        }
        try (AdaptedResidence adapted = model.over(base, Residence.Policy.KEEP, lora, 0.5)) {
            for (LoraFit.Patch patch : fit.patches()) {
                adapted.use(patch.part(), Progress.NONE, weights -> null);
            }
        }
        return true;
    }

    private String header() {
        Map<String, String> entries = new TreeMap<>();
        long offset = 0;
        for (int layers = 1 + random.nextInt(3); layers > 0; layers--) {
            String layer = any(BEFORE) + any(LAYERS);
            boolean whole = random.nextInt(3) > 0;
            String[] ends = whole ? any(WHOLE) : new String[] {any(ENDS), any(ENDS), any(ENDS)};
            long rank = SIZES[random.nextInt(SIZES.length)];
            for (String end : ends) {
                String dtype = random.nextInt(4) == 0 ? any(DTYPES) : "F32";
                List<Long> shape = shape(end, rank, whole);
                long bytes = BYTES.get(dtype);
                for (long size : shape) {
                    bytes *= size;
                }
                bytes = random.nextInt(60) == 0 ? random.nextInt(99) : bytes < 0 || bytes > 1 << 20 ? 8 : bytes;
                entries.put(layer + end, "{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":["
                        + offset + "," + (offset + bytes) + "]}");
                offset += bytes;
            }
        }
        StringBuilder json = new StringBuilder("{");
        if (random.nextInt(5) == 0) {
            json.append("\"__metadata__\":{\"lora_adapter_metadata\":\"").append(any("{}", "[", "1",
                    "{\\\"transformer.lora_alpha\\\":4}", "{\\\"lora_alpha\\\":\\\"x\\\"}",
                    "{\\\"transformer.lora_alpha\\\":1,\\\"transformer.alpha_pattern\\\":{\\\"(a+)+\\\":2}}",
                    "{\\\"transformer.lora_alpha\\\":1e999}")).append("\"},");
        }
        entries.forEach((name, entry) -> json.append('"').append(name).append("\":").append(entry).append(','));
        json.setLength(json.length() - 1);
        return json.append('}').toString();
    }

    /** Of tensors that belong together mostly such as fit a layer of 64. */
    private List<Long> shape(String end, long rank, boolean whole) {
        if (random.nextInt(40) == 0) {
            return List.of(WILD[random.nextInt(WILD.length)], SIZES[random.nextInt(SIZES.length)]);
        }
        if (!whole || random.nextInt(8) == 0) {
            List<Long> shape = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                shape.add(SIZES[random.nextInt(SIZES.length)]);
            }
            return shape;
        }
        long out = random.nextInt(4) == 0 ? 192 : 64;
        return switch (end) {
            case ".alpha" -> List.of();
            case ".lora_up.weight", ".lora_B.weight", ".up.weight", ".hada_w1_a", ".hada_w2_a" -> List.of(out, rank);
            case ".lora_mid.weight" -> List.of(rank, rank);
            case ".lora_magnitude_vector" -> List.of(out);
            case ".lokr_w1", ".lokr_w2_a", ".lokr_w2_b" -> List.of(8L, 8L);
            case ".diff" -> List.of(out, 64L);
            case ".diff_b" -> List.of(out);
            default -> List.of(rank, 64L);
        };
    }

    private byte[] bytes(String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        int data = random.nextInt(30) == 0 ? random.nextInt(1000) : end(header);
        byte[] numbers = new byte[data];
        random.nextBytes(numbers);
        return ByteBuffer.allocate(8 + json.length + data).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json)
                .put(numbers).array();
    }

    /** The largest offset. */
    private static int end(String header) {
        long end = 0;
        for (String part : header.split("\"data_offsets\":\\[")) {
            String[] numbers = part.split("[,\\]]", 3);
            end = numbers.length > 1 && numbers[1].matches("\\d+") ? Math.max(end, Long.parseLong(numbers[1])) : end;
        }
        return (int) Math.min(end, 1 << 22);
    }

    @SafeVarargs
    private <T> T any(T... all) {
        return all[random.nextInt(all.length)];
    }
}
