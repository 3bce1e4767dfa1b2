// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.lora.SharedLoras.Model;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/** Styles and algorithms one by one, each against its formula written out. */
class LoraFormsTest {

    private static final String TO_Q = "transformer_blocks.0.attn.to_q.weight";
    private static final int D = 64;

    @TempDir
    private Path folder;

    private final Map<String, Tensor> tensors = new TreeMap<>();
    private final Map<String, String> metadata = new TreeMap<>();

    private float[] tensor(String name, long... shape) {
        tensors.put(name, Tensor.randn(name.hashCode(), shape));
        return tensors.get(name).floats();
    }

    private void number(String name, float value) {
        tensors.put(name, Tensor.of(new float[] {value}));
    }

    private Path write() throws Exception {
        Path file = folder.resolve("lora.safetensors");
        SafetensorsWriter.write(file, tensors, metadata);
        return file;
    }

    private static Model flux() throws Exception {
        return SharedLoras.model("transformer", "tiny-flux-dev");
    }

    private static float[] weight(Model model, Residence weights, String name) throws Exception {
        return weights.use(model.part(name), Progress.NONE, each -> {
            try (Tensor found = Program.load(Change.LIBRARY).call("weight", each, name,
                    model.targets().shape(name).getFirst())) {
                return found.floats();
            }
        });
    }

    /** What the LoRA adds to a weight of the model that is stored as it is computed with. */
    private float[] added(Model model, String name) throws Exception {
        LoraFile lora = LoraFile.open(write());
        LoraFit fit = LoraFit.of(lora, model.targets());
        assertEquals("", fit.problem("x").orElse(""));
        assertEquals(List.of(), fit.warnings("x"));
        try (Residence base = model.open(Residence.Policy.KEEP, DType.F32);
                AdaptedResidence adapted = model.over(base, Residence.Policy.KEEP, lora, 1)) {
            float[] own = weight(model, base, name);
            float[] changed = weight(model, adapted, name);
            for (int i = 0; i < own.length; i++) {
                changed[i] -= own[i];
            }
            return changed;
        }
    }

    /** Rows of a times columns of b. */
    private static float[] product(float[] a, float[] b, int inner, double scale) {
        int columns = b.length / inner;
        float[] product = new float[a.length / inner * columns];
        for (int i = 0; i < product.length; i++) {
            double sum = 0;
            for (int k = 0; k < inner; k++) {
                sum += (double) a[i / columns * inner + k] * b[k * columns + i % columns];
            }
            product[i] = (float) (scale * sum);
        }
        return product;
    }

    private static void assertClose(float[] expected, float[] found) {
        assertEquals(expected.length, found.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], 2e-5 * Math.max(1, Math.abs(expected[i])), "at " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "transformer.transformer_blocks.0.attn.to_q.lora_B.default.weight, "
                + "transformer.transformer_blocks.0.attn.to_q.lora_A.default.weight",
        "base_model.model.transformer_blocks.0.attn.to_q.lora_B.style_a, "
                + "base_model.model.transformer_blocks.0.attn.to_q.lora_A.style_a",
        "base_model.model.transformer.transformer_blocks.0.attn.to_q.lora_B.weight, "
                + "base_model.model.transformer.transformer_blocks.0.attn.to_q.lora_A.weight",
        "transformer_blocks.0.attn.to_q.lora_B, transformer_blocks.0.attn.to_q.lora_A",
        "transformer_blocks.0.attn.to_q.lora_B.default.weight, transformer_blocks.0.attn.to_q.lora_A.default.weight",
        "transformer_blocks.0.attn.processor.to_q_lora.up.weight, "
                + "transformer_blocks.0.attn.processor.to_q_lora.down.weight",
        "transformer.transformer_blocks.0.attn.to_q.lora.up.weight, "
                + "transformer.transformer_blocks.0.attn.to_q.lora.down.weight",
        "unet.transformer_blocks.0.attn.to_q.lora_linear_layer.up.weight, "
                + "unet.transformer_blocks.0.attn.to_q.lora_linear_layer.down.weight",
        "model.diffusion_model.transformer_blocks.0.attn.to_q.lora_up.weight, "
                + "model.diffusion_model.transformer_blocks.0.attn.to_q.lora_down.weight",
        "lora_unet_transformer_blocks_0_attn_to_q.lora_up.weight, "
                + "lora_unet_transformer_blocks_0_attn_to_q.lora_down.weight",
        "lycoris_transformer_blocks_0_attn_to_q.lora_up.weight, "
                + "lycoris_transformer_blocks_0_attn_to_q.lora_down.weight",
        "transformer.transformer_blocks.0.attn.to_q.base_layer.lora_B.weight, "
                + "transformer.transformer_blocks.0.attn.to_q.base_layer.lora_A.weight",
    })
    void everyStyleFindsItsLayer(String up, String down) throws Exception {
        float[] b = tensor(up, D, 3);
        float[] a = tensor(down, 3, D);
        assertClose(product(b, a, 3, 1), added(flux(), TO_Q));
    }

    @ParameterizedTest
    @CsvSource({
        "t5, tiny-flux-dev-t5, text_encoders.t5xxl.transformer.encoder.block.0.layer.0.SelfAttention.q",
        "t5, tiny-flux-dev-t5, text_encoder_2.encoder.block.0.layer.0.SelfAttention.q",
        "t5, tiny-sd3-t5, text_encoder_3.encoder.block.0.layer.0.SelfAttention.q",
        "t5, tiny-sd3-t5, base_model.model.encoder.block.0.layer.0.SelfAttention.q",
        "clip_l, tiny-flux-dev-clip, text_encoders.clip_l.transformer.text_model.encoder.layers.0.mlp.fc1",
        "clip_l, tiny-flux-dev-clip, lora_te_text_model_encoder_layers_0_mlp_fc1",
        "clip_l, tiny-flux-dev-clip, base_model.model.text_model.encoder.layers.0.mlp.fc1",
        "clip_g, tiny-sd3-clip-g, text_encoders.clip_g.transformer.text_model.encoder.layers.0.mlp.fc1",
        "clip_g, tiny-sd3-clip-g, base_model.model.text_model.encoder.layers.0.mlp.fc1",
    })
    void soDoesEveryStyleOfTextEncoders(String component, String base, String layer) throws Exception {
        Model model = SharedLoras.model(component, base);
        String target = component.equals("t5") ? "encoder.block.0.layer.0.SelfAttention.q.weight"
                : "encoder.layers.0.mlp.fc1.weight";
        List<Long> shape = model.targets().shape(target);
        tensor(layer + ".lora_B.weight", shape.get(0), 2);
        tensor(layer + ".lora_A.weight", 2, shape.get(1));
        LoraFit fit = LoraFit.of(LoraFile.open(write()), model.targets());
        assertEquals(List.of(target), fit.patches().stream().flatMap(patch -> patch.rows().stream())
                .map(rows -> rows.target()).toList());
        assertEquals("", fit.problem("x").orElse(""));
    }

    @Test
    void alphaOfATensorGoesBeforeThatOfTheConfig() throws Exception {
        metadata.put("lora_adapter_metadata", "{\"transformer.r\": 3, \"transformer.lora_alpha\": 30}");
        float[] b = tensor("transformer.transformer_blocks.0.attn.to_q.lora_B.weight", D, 3);
        float[] a = tensor("transformer.transformer_blocks.0.attn.to_q.lora_A.weight", 3, D);
        assertClose(product(b, a, 3, 10), added(flux(), TO_Q));
        number("transformer.transformer_blocks.0.attn.to_q.alpha", 6);
        assertClose(product(b, a, 3, 2), added(flux(), TO_Q));
    }

    @ParameterizedTest
    @CsvSource({"to_q,false,4", "attn.to_q,true,6.9282032", "^transformer.transformer_blocks.0.attn.to_q,false,4",
        "to_k,true,1.7320508", "transformer_blocks.1.attn.to_q,false,1"})
    void alphaMayBeGivenLayerByLayer(String pattern, boolean stabilised, double factor) throws Exception {
        metadata.put("lora_adapter_metadata", "{\"transformer.r\": 99, \"transformer.lora_alpha\": 3, "
                + "\"transformer.use_rslora\": " + stabilised + ", \"transformer.alpha_pattern\": {\"" + pattern
                + "\": 12}}");
        float[] b = tensor("transformer.transformer_blocks.0.attn.to_q.lora_B.weight", D, 3);
        float[] a = tensor("transformer.transformer_blocks.0.attn.to_q.lora_A.weight", 3, D);
        assertClose(product(b, a, 3, factor), added(flux(), TO_Q));
    }

    /** LoHa's and LoKr's configs call alpha by another name; where no matrix tells the rank, they do. */
    @Test
    void peftSaysAlphaOfOtherAlgorithmsToo() throws Exception {
        metadata.put("lora_adapter_metadata", "{\"transformer.r\": 3, \"transformer.alpha\": 12, "
                + "\"transformer.rank_pattern\": {\"to_out.0\": 6}}");
        String loha = "transformer.transformer_blocks.0.attn.to_q.hada_";
        float[] one = product(tensor(loha + "w1_a", D, 3), tensor(loha + "w1_b", 3, D), 3, 1);
        float[] other = product(tensor(loha + "w2_a", D, 3), tensor(loha + "w2_b", 3, D), 3, 4);
        float[] left = tensor("transformer.transformer_blocks.0.attn.to_out.0.lokr_w1", 4, 8);
        float[] right = tensor("transformer.transformer_blocks.0.attn.to_out.0.lokr_w2", 16, 8);
        float[] whole = new float[D * D];
        for (int i = 0; i < whole.length; i++) {
            one[i] *= other[i];
            whole[i] = 2 * left[i / D / 16 * 8 + i % D / 8] * right[i / D % 16 * 8 + i % D % 8];
        }
        assertClose(one, added(flux(), TO_Q));
        assertClose(whole, added(flux(), "transformer_blocks.0.attn.to_out.0.weight"));
    }

    @Test
    void convolutionsHaveACoreBetween() throws Exception {
        Model model = SharedLoras.model("transformer", "tiny-sd3");
        List<Long> shape = model.targets().shape("pos_embed.proj.weight");
        int out = shape.get(0).intValue();
        int in = shape.get(1).intValue();
        int kernel = (int) (shape.get(2) * shape.get(3));
        float[] up = tensor("lora_unet_x_embedder_proj.lora_up.weight", out, 2, 1, 1);
        float[] mid = tensor("lora_unet_x_embedder_proj.lora_mid.weight", 2, 3, shape.get(2), shape.get(3));
        float[] down = tensor("lora_unet_x_embedder_proj.lora_down.weight", 3, in, 1, 1);
        number("lora_unet_x_embedder_proj.alpha", 1.5f);
        float[] expected = new float[out * in * kernel];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                for (int k = 0; k < kernel; k++) {
                    double sum = 0;
                    for (int r = 0; r < 2; r++) {
                        for (int s = 0; s < 3; s++) {
                            sum += (double) up[o * 2 + r] * mid[(r * 3 + s) * kernel + k] * down[s * in + i];
                        }
                    }
                    expected[(o * in + i) * kernel + k] = (float) (0.5 * sum);
                }
            }
        }
        assertClose(expected, added(model, "pos_embed.proj.weight"));
    }

    @Test
    void whatIsAsLargeAsTheWeightIsAddedOrPutInItsPlace() throws Exception {
        Model model = flux();
        float[] difference = tensor("diffusion_model.double_blocks.0.img_attn.proj.diff", D, D);
        float[] bias = tensor("diffusion_model.double_blocks.0.img_attn.proj.diff_b", D);
        float[] norm = tensor("double_blocks.0.img_attn.norm.query_norm.scale",
                model.targets().shape("transformer_blocks.0.attn.norm_q.weight").getFirst());
        float[] set = tensor("diffusion_model.single_blocks.0.linear2.set_weight", D, 5 * D);
        assertClose(difference, added(model, "transformer_blocks.0.attn.to_out.0.weight"));
        assertClose(bias, added(model, "transformer_blocks.0.attn.to_out.0.bias"));
        LoraFile lora = LoraFile.open(write());
        try (Residence base = model.open(Residence.Policy.KEEP, DType.F32);
                AdaptedResidence whole = model.over(base, Residence.Policy.KEEP, lora, 1);
                AdaptedResidence half = model.over(base, Residence.Policy.KEEP, lora, 0.5)) {
            assertClose(norm, weight(model, whole, "transformer_blocks.0.attn.norm_q.weight"));
            assertClose(set, weight(model, whole, "single_transformer_blocks.0.proj_out.weight"));
            float[] own = weight(model, base, "transformer_blocks.0.attn.norm_q.weight");
            float[] between = weight(model, half, "transformer_blocks.0.attn.norm_q.weight");
            for (int i = 0; i < own.length; i++) {
                assertEquals((own[i] + norm[i]) / 2, between[i], 1e-5);
            }
        }
    }

    @Test
    void theBiasOfUpIsMultipliedLikeTheRest() throws Exception {
        tensor("transformer.transformer_blocks.0.attn.to_q.lora_B.weight", D, 3);
        tensor("transformer.transformer_blocks.0.attn.to_q.lora_A.weight", 3, D);
        float[] bias = tensor("transformer.transformer_blocks.0.attn.to_q.lora_B.bias", D);
        number("transformer.transformer_blocks.0.attn.to_q.alpha", 6);
        float[] expected = bias.clone();
        for (int i = 0; i < D; i++) {
            expected[i] *= 2;
        }
        assertClose(expected, added(flux(), "transformer_blocks.0.attn.to_q.bias"));
    }

    @Test
    void lengthsMayBeThoseOfColumns() throws Exception {
        float[] b = tensor("lora_unet_double_blocks_0_img_mlp_2.lora_up.weight", D, 3);
        float[] a = tensor("lora_unet_double_blocks_0_img_mlp_2.lora_down.weight", 3, 4 * D);
        float[] lengths = tensor("lora_unet_double_blocks_0_img_mlp_2.dora_scale", 1, 4 * D);
        String target = "transformer_blocks.0.ff.net.2.weight";
        Model model = flux();
        float[] own;
        try (Residence base = model.open(Residence.Policy.KEEP, DType.F32)) {
            own = weight(model, base, target);
        }
        float[] whole = product(b, a, 3, 1);
        for (int i = 0; i < whole.length; i++) {
            whole[i] += own[i];
        }
        float[] expected = new float[whole.length];
        for (int i = 0; i < whole.length; i++) {
            double squares = 0;
            for (int row = 0; row < D; row++) {
                squares += Math.pow(whole[row * 4 * D + i % (4 * D)], 2);
            }
            expected[i] = (float) (lengths[i % (4 * D)] * whole[i] / Math.sqrt(squares)) - own[i];
        }
        assertClose(expected, added(model, target));
    }

    @Test
    void aKroneckerProductOfWholeFactorsIsNotScaled() throws Exception {
        float[] left = tensor("lora_unet_double_blocks_0_img_attn_proj.lokr_w1", 4, 8);
        float[] right = tensor("lora_unet_double_blocks_0_img_attn_proj.lokr_w2", 16, 8);
        number("lora_unet_double_blocks_0_img_attn_proj.alpha", 7);
        float[] expected = new float[D * D];
        for (int i = 0; i < expected.length; i++) {
            int row = i / D;
            int column = i % D;
            expected[i] = left[row / 16 * 8 + column / 8] * right[row % 16 * 8 + column % 8];
        }
        assertClose(expected, added(flux(), "transformer_blocks.0.attn.to_out.0.weight"));
    }

    @Test
    void itsFirstFactorMayBeAProductToo() throws Exception {
        float[] a = tensor("lora_unet_double_blocks_0_img_attn_proj.lokr_w1_a", 4, 2);
        float[] b = tensor("lora_unet_double_blocks_0_img_attn_proj.lokr_w1_b", 2, 8);
        float[] right = tensor("lora_unet_double_blocks_0_img_attn_proj.lokr_w2", 16, 8);
        number("lora_unet_double_blocks_0_img_attn_proj.alpha", 5);
        float[] left = product(a, b, 2, 2.5);
        float[] expected = new float[D * D];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = left[i / D / 16 * 8 + i % D / 8] * right[i / D % 16 * 8 + i % D % 8];
        }
        assertClose(expected, added(flux(), "transformer_blocks.0.attn.to_out.0.weight"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "oft_blocks | 4, 16, 16 | is of an algorithm that is not computed",
        "a1.weight | 4, 64 | is of an algorithm that is not computed",
        "lora_up.weight | 64, 4 | is incomplete: it has only",
        "hada_w1_a | 64, 4 | is incomplete: it has only",
    })
    void whatIsNotComputedIsNamed(String end, String shape, String said) throws Exception {
        String other = "lora_unet_double_blocks_0_txt_attn_proj.";
        tensor(other + "lora_up.weight", D, 1);
        tensor(other + "lora_down.weight", 1, D);
        long[] sizes = Arrays.stream(shape.split(", ")).mapToLong(Long::parseLong).toArray();
        tensor("lora_unet_double_blocks_0_img_attn_proj." + end, sizes);
        List<String> warnings = LoraFit.of(LoraFile.open(write()), flux().targets()).warnings("x");
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().startsWith("Of LoRA \"x\", 1 layer cannot be used: "
                + "lora_unet_double_blocks_0_img_attn_proj " + said), warnings.getFirst());
    }

    @Test
    void loraForCannyAndDepthIsRefusedForWhatItIs() throws Exception {
        tensor("img_in.lora_A.weight", 4, 2 * D);
        tensor("img_in.lora_B.weight", D, 4);
        tensor("double_blocks.0.img_attn.norm.key_norm.scale", 8);
        String problem = LoraFit.of(LoraFile.open(write()), flux().targets()).problem("x").orElse("");
        assertTrue(problem.contains("img_in changes a weight of 64 x 128, but the model's is 64 x 64"), problem);
        assertTrue(problem.contains("as those for Canny, Depth or Fill do"), problem);
    }

    @Test
    void aFolderOfPeftSaysAlphaInItsConfig() throws Exception {
        float[] b = tensor("base_model.model.transformer_blocks.0.attn.to_q.lora_B.weight", D, 3);
        float[] a = tensor("base_model.model.transformer_blocks.0.attn.to_q.lora_A.weight", 3, D);
        Path file = folder.resolve("adapter_model.safetensors");
        SafetensorsWriter.write(file, tensors, metadata);
        Files.writeString(folder.resolve("adapter_config.json"), "{\"r\": 3, \"lora_alpha\": 12}");
        Model model = flux();
        for (Path path : List.of(folder, file)) {
            try (Residence base = model.open(Residence.Policy.KEEP, DType.F32);
                    AdaptedResidence adapted = model.over(base, Residence.Policy.KEEP, LoraFile.open(path), 1)) {
                float[] own = weight(model, base, TO_Q);
                float[] found = weight(model, adapted, TO_Q);
                float[] expected = product(b, a, 3, 4);
                for (int i = 0; i < own.length; i++) {
                    assertEquals(own[i] + expected[i], found[i], 2e-4);
                }
            }
        }
    }

    /** Chroma has FLUX's blocks by FLUX's names, and none of the layers that modulate them. */
    @Test
    void aLoraForFluxChangesWhatChromaHasOfIt() throws Exception {
        Model chroma = SharedLoras.transformer(TransformerFile.open(TestData.own("transformer/chroma/transformer")));
        long d = chroma.targets().shape(TO_Q).getFirst();
        tensor("lora_unet_double_blocks_0_img_attn_qkv.lora_up.weight", 3 * d, 2);
        tensor("lora_unet_double_blocks_0_img_attn_qkv.lora_down.weight", 2, d);
        tensor("lora_unet_double_blocks_0_img_mod_lin.lora_up.weight", 6 * d, 2);
        tensor("lora_unet_double_blocks_0_img_mod_lin.lora_down.weight", 2, d);
        tensor("lora_unet_single_blocks_0_linear1.lora_up.weight", 7 * d, 2);
        tensor("lora_unet_single_blocks_0_linear1.lora_down.weight", 2, d);
        LoraFit fit = LoraFit.of(LoraFile.open(write()), chroma.targets());
        assertEquals("", fit.problem("x").orElse(""));
        assertEquals(List.of("lora_unet_double_blocks_0_img_mod_lin"), fit.unmatched());
        assertEquals(List.of(3, 4), fit.patches().stream().map(patch -> patch.rows().size()).sorted().toList());
        float[] up = tensors.get("lora_unet_double_blocks_0_img_attn_qkv.lora_up.weight").floats();
        float[] down = tensors.get("lora_unet_double_blocks_0_img_attn_qkv.lora_down.weight").floats();
        float[] toK = Arrays.copyOfRange(up, (int) d * 2, (int) d * 4);
        try (Residence base = chroma.open(Residence.Policy.KEEP, DType.BF16);
                AdaptedResidence adapted = new AdaptedResidence(base, Residence.Policy.KEEP, Device.CPU, DType.BF16,
                        List.of(new AdaptedResidence.Applied(fit, 1)))) {
            String name = "transformer_blocks.0.attn.to_k.weight";
            float[] own = weight(chroma, base, name);
            float[] changed = weight(chroma, adapted, name);
            float[] expected = product(toK, down, 2, 1);
            for (int i = 0; i < own.length; i++) {
                // merged in float32, and rounded once
                assertEquals(own[i] + expected[i], changed[i], Math.abs(own[i] + expected[i]) / 256 + 1e-6);
            }
        }
    }
}
