// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.Loras;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.models.ModelCache;
import org.stillroom.torch.runtime.Tensor;

/** LoRAs as nodes: a row of them, wired to denoisers and text encoders. */
class LoraNodesTest {

    private static final String T5 = "pipelines/tiny-flux-dev/text_encoder_2";
    private static final String FLUX = "pipelines/tiny-flux-dev/transformer";
    private static final String OF_T5 = "weights/lora/t5_kohya_te3.safetensors";

    @TempDir
    private Path out;

    private FakeContext node(String type) {
        return new FakeContext(type, TestData.shared(""), out);
    }

    private Loras.One lora(String file, double strength, double textStrength) {
        return new Loras.One(TestData.shared(file), file, strength, textStrength);
    }

    private Loras loras(Loras.One... row) {
        return new Loras(List.of(row));
    }

    /** What a port that gives LoRAs says of them. */
    @Test
    void aRowIsShownByNamesAndStrengths() {
        Loras row = loras(new Loras.One(out, "style", 0.8, 0.8), new Loras.One(out, "face", -1, 0.25));
        assertEquals("style at 0.8, face at -1 (texts at 0.25)", row.shown().words());
    }

    private static TokenIds tokens(String model) throws Exception {
        SortedMap<String, Tensor> inputs =
                TestData.tensors(TestData.shared("weights/inputs/" + model + ".safetensors"));
        List<Integer> ids = Arrays.stream(inputs.get("input_ids").longs()).mapToObj(id -> (int) id).toList();
        return new TokenIds(model.contains("clip") ? TokenIds.Kind.CLIP : TokenIds.Kind.T5, ids, Optional.empty());
    }

    private static float[] t5(FakeContext context) throws Exception {
        try (TextEmbedding embedding = context.execute().out("embedding", TextEmbedding.class)) {
            return embedding.hiddenStates().floats();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "unload", "stream"})
    void aStrengthChangesNothingOfTheModelThatIsLoaded(String memory) throws Exception {
        ModelCache cache = new ModelCache();
        try (FakeContext context = node("t5Encoder").set("model", T5).set("memory", memory)
                .in("tokens", tokens("tiny-flux-dev-t5")).share(ModelCache.class, cache)) {
            float[] own = t5(context);
            long bytes = cache.bytes();
            assertEquals(memory.equals("keep"), bytes > 0);
            float[] full = t5(context.in("lora", loras(lora(OF_T5, 0, 1))));
            float[] golden = TestData.tensors(TestData.shared("weights/expected/lora-t5-kohya-te3-t5.safetensors"))
                    .get("last_hidden_state").floats();
            assertTrue(TestData.relativeError(full, golden) < 1e-4);
            float[] less = t5(context.in("lora", loras(lora(OF_T5, 0, 0.5))));
            assertTrue(TestData.relativeError(less, full) > 1e-3);
            assertTrue(TestData.relativeError(less, own) > 1e-3);
            // the strength for denoisers is another one
            assertArrayEquals(own, t5(context.in("lora", loras(lora(OF_T5, 1, 0)))));
            assertArrayEquals(full, t5(context.in("lora", loras(lora(OF_T5, 0, 1)))));
            assertEquals(bytes, cache.bytes());
        }
    }

    @Test
    void clipTakesWhatIsForItOfALoraForAll() throws Exception {
        try (FakeContext context = node("clipEncoder").set("model", "pipelines/tiny-flux-dev/text_encoder")
                .in("tokens", tokens("tiny-flux-dev-clip"))
                .in("lora", loras(lora("weights/lora/flux_kohya.safetensors", 1, 1)))) {
            assertEquals(List.of(), context.configure().warnings);
            Tensor pooled = context.execute().out("embedding", ClipEmbedding.class).prompt().pooled();
            TestData.assertClose("pooled", pooled, TestData.tensors(TestData.shared(
                    "weights/expected/lora-flux-kohya-clip_l.safetensors")).get("pooler_output"), 1e-4);
        }
    }

    @Test
    void aDenoiserDrawsWithSeveralInARow() throws Exception {
        Loras.One kohya = lora("weights/lora/flux_kohya.safetensors", 0.7, 1);
        Loras.One loha = lora("weights/lora/flux_loha.safetensors", -1.5, 1);
        float[] own = draw(loras());
        float[] one = draw(loras(kohya));
        float[] both = draw(loras(kohya, loha));
        assertTrue(TestData.relativeError(one, own) > 1e-3);
        assertTrue(TestData.relativeError(both, one) > 1e-3);
        assertTrue(TestData.relativeError(draw(loras(loha, kohya)), both) < 1e-4);
        assertArrayEquals(own, draw(loras(lora("weights/lora/flux_kohya.safetensors", 0, 1))));
    }

    private float[] draw(Loras loras) throws Exception {
        SortedMap<String, Tensor> inputs =
                TestData.tensors(TestData.shared("weights/inputs/tiny-flux-dev.safetensors"));
        Tensor noise = Tensor.randn(1, 1, 16, 8, 8);
        Tensor pooled = inputs.get("pooled_projections");
        ClipEmbedding clip = new ClipEmbedding(
                new ClipOutput(pooled, Optional.empty(), pooled.reshape(1, 1, -1)), Optional.empty());
        try (FakeContext context = node("denoiser").set("model", FLUX).set("steps", 2).in("noise", new Latent(noise))
                .in("t5", new TextEmbedding(inputs.get("encoder_hidden_states"), Optional.empty()))
                .in("clip_l", clip)) {
            if (!loras.row().isEmpty()) {
                context.in("lora", loras);
            }
            return context.execute().out("latent", Latent.class).samples().floats();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "t5Encoder | " + T5 + " | t5_other_width | T5. | does not fit the T5 encoder: "
                + "lora_te3_encoder_block_0_layer_0_SelfAttention_q changes a weight of 4096 x 4096, but the model's "
                + "is 32 x 32; lora_te3_",
        "denoiser | " + FLUX + " | fits_nothing | Stable Diffusion or SDXL. | "
                + "does not fit the FLUX.1 dev transformer: of its 2 layers none is one of this model's ("
                + "lora_unet_input_blocks_4_1_transformer_blocks_0_attn1_to_q, "
                + "lora_unet_output_blocks_3_1_proj_in); choose",
        "denoiser | pipelines/tiny-sd3/transformer | flux_kohya | FLUX.1 and CLIP-L. | "
                + "does not fit the SD3 transformer: of its 7 layers none is one of this model's ("
                + "lora_unet_double_blocks_0_img_attn_qkv, "
                + "lora_unet_double_blocks_0_txt_attn_qkv, lora_unet_double_blocks_0_txt_mod_lin, and 4 more); choose",
    })
    void whatDoesNotFitIsRefusedBeforeAnythingIsLoaded(String type, String model, String file, String what,
            String said) {
        try (FakeContext context = node(type).set("model", model)
                .spec("lora", loras(lora("weights/lora/" + file + ".safetensors", 1, 1))).configure()) {
            List<String> errors = context.errors.stream().filter(each -> each.startsWith("lora")).toList();
            assertEquals(1, errors.size(), errors.toString());
            assertTrue(errors.getFirst().startsWith("lora: LoRA \"weights/lora/" + file + ".safetensors\" " + said),
                    errors.getFirst());
            assertTrue(errors.getFirst().contains(" It is a LoRA for " + what), errors.getFirst());
        }
    }

    @Test
    void runsRefuseItInTheSameWords() throws Exception {
        Loras loras = loras(lora("weights/lora/t5_other_width.safetensors", 1, 1));
        try (FakeContext context = node("t5Encoder").set("model", T5).in("tokens", tokens("tiny-flux-dev-t5"))
                .in("lora", loras)) {
            String run = assertThrows(NodeException.class, context::execute).getMessage();
            assertEquals(List.of("lora: " + run), context.spec("lora", loras).configure().errors);
        }
    }

    @Test
    void whatIsPassedOverIsNamed() {
        try (FakeContext context = node("denoiser").set("model", FLUX)
                .spec("lora", loras(lora("weights/lora/flux_partly_fits.safetensors", 1, 1))).configure()) {
            List<String> said = context.warnings.stream().filter(each -> each.startsWith("lora")).toList();
            assertEquals(List.of("lora: LoRA \"weights/lora/flux_partly_fits.safetensors\" changes 1 of its 3 layers; "
                    + "the FLUX.1 dev transformer has none of the name of lora_unet_double_blocks_18_img_attn_proj.",
                    "lora: Of LoRA \"weights/lora/flux_partly_fits.safetensors\", 1 layer cannot be used: "
                    + "lora_unet_double_blocks_0_img_mlp_0 is incomplete: it has only "
                    + "lora_unet_double_blocks_0_img_mlp_0.lora_down.weight."), said);
        }
    }

    @Test
    void aWireThatDoesNothingIsSaidToDoNothing() {
        try (FakeContext context = node("t5Encoder").set("model", T5)
                .spec("lora", loras(lora("weights/lora/flux_xlabs.safetensors", 1, 1))).configure()) {
            assertEquals(List.of("lora: Nothing of what is wired here is for the T5 encoder: remove the wire, or "
                    + "choose another LoRA."), context.warnings);
        }
    }

    @Test
    void aRowGrowsFromNodeToNode() throws Exception {
        Loras first = loras(lora(OF_T5, 2, -1));
        try (FakeContext context = node("lora").set("model", "weights/lora/sd3_peft").set("strength", 0.25)
                .spec("lora", first).configure()) {
            Loras row = context.spec("lora", Loras.class);
            assertEquals(first.row().getFirst(), row.row().getFirst());
            assertEquals("weights/lora/sd3_peft 0.25 1.0", row.row().getLast().name() + " "
                    + row.row().getLast().strength() + " " + row.row().getLast().textStrength());
            assertEquals(row, context.in("lora", first).execute().out("lora", Loras.class));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "denoiser, t5Encoder, clipEncoder | 1 | 1 |",
        "lora | 1 | 1 |",
        "denoiser | 1 | 1 | It also changes CLIP-L, where its output is not wired: wire it there as well, or set its "
                + "text strength to 0.",
        "denoiser | 1 | 0 |",
        "clipEncoder | 1 | 1 | It also changes the transformer, where its output is not wired: wire it there as "
                + "well, or set its strength to 0.",
        "clipEncoder | 0 | 1 |",
    })
    void whatNobodyTakesIsSaid(String readers, double strength, double textStrength, String said) {
        Graph graph = Graph.EMPTY.with(Node.of("node", "org.stillroom.lora"));
        for (String type : readers.split(", ")) {
            graph = graph.with(Node.of(type, "org.stillroom." + type)
                    .withInput("lora", new PortRef("node", "lora")));
        }
        if (readers.equals("lora")) {
            PortRef next = new PortRef("lora", "lora");
            graph = graph.with(Node.of("a", "org.stillroom.denoiser").withInput("lora", next))
                    .with(Node.of("b", "org.stillroom.clipEncoder").withInput("lora", next));
        }
        try (FakeContext context = node("lora").set("model", "weights/lora/flux_kohya.safetensors")
                .set("strength", strength).set("text_strength", textStrength)) {
            context.graph = graph;
            context.configure();
            assertEquals(said == null ? List.of() : List.of(": " + said), context.warnings);
        }
    }
}
