// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.files.ModelFile.Part;
import org.stillroom.test.TestData;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

/** What files and folders are said to be, of every kind that people have. */
class ModelFileTest {

    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text/t5-plain | t5 | T5 encoder, F32, 16.7 thousand parameters, 67.0 kB",
        "text/t5-sharded | t5 | T5 encoder, BF16, 16.7 thousand parameters, 33.5 kB",
        "text/t5-single/t5_fp8_e4m3fn.safetensors | t5 | T5 encoder, F8_E4M3, 12.3 thousand parameters, 12.3 kB",
        "text/t5-student | t5 | distilled T5 encoder, F32, 7.6 thousand parameters, 30.5 kB",
        "text/clip-l | clip | CLIP text encoder, F16, 18.6 thousand parameters, 37.1 kB",
        "text/clip-single/clip_fp16.safetensors | clip | CLIP text encoder, F16, 58.5 thousand parameters, 117 kB",
        "text/tokenizer-t5 | tokenizer | T5 tokenizer",
        "text/tokenizer-t5/tokenizer.json | tokenizer | T5 tokenizer",
        "text/tokenizer-clip | tokenizer | CLIP tokenizer",
        "transformer/flux-dev/transformer | transformer | "
                + "FLUX.1 dev transformer, F32, 30.2 thousand parameters, 121 kB",
        "transformer/flux-original.safetensors | transformer | "
                + "FLUX.1 dev transformer, F32, 30.2 thousand parameters, 121 kB",
        "transformer/flux-schnell/transformer | transformer | "
                + "FLUX.1 schnell transformer, F32, 25.9 thousand parameters, 103 kB",
        "transformer/sd3/transformer | transformer | SD3 transformer, F32, 25.0 thousand parameters, 100 kB",
        "transformer/sd35-medium-original.safetensors | transformer | "
                + "SD3.5 medium transformer, F32, 27.0 thousand parameters, 108 kB",
        "transformer/chroma/transformer | transformer | Chroma transformer, BF16, 219 thousand parameters, 438 kB",
        "vae/kl-no-attention | vae | SD3 VAE, F16, 70.1 thousand parameters, 140 kB",
        "vae/kl-original/ae.safetensors | vae | FLUX.1 VAE, F16, 72.3 thousand parameters, 145 kB",
        "vae/tiny | vae | tiny VAE, F16, 41.3 thousand parameters, 82.5 kB",
        "vae/tiny-original-encoder.safetensors | vaeEncoder | tiny VAE encoder, F16, 20.6 thousand parameters, 41.3 kB",
        "vae/tiny-original-decoder.safetensors | vaeDecoder | tiny VAE decoder, F16, 20.6 thousand parameters, 41.3 kB",
    })
    void modelsThatRun(String model, String kind, String summary) {
        ModelFile file = ModelFile.identify(TestData.own(model));
        assertEquals(summary, file.summary());
        assertEquals(Set.of(kind), file.kinds());
        assertEquals("", file.problem());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "lora_unet_double_blocks_0_img_mlp_0.lora_down.weight, lora_unet_double_blocks_0_img_mlp_0.alpha | FLUX.1",
        "transformer.single_transformer_blocks.0.attn.to_q.lora_A.weight | FLUX.1",
        "base_model.model.transformer_blocks.0.attn.to_q.lora_B.default.weight | a transformer",
        "double_blocks.0.processor.qkv_lora1.down.weight | FLUX.1",
        "img_in.lora_A.weight, double_blocks.0.img_attn.norm.key_norm.scale | FLUX.1",
        "lycoris_blocks_0_attn.hada_w1_a, lycoris_blocks_0_attn.hada_w1_b | a transformer",
        "lora_unet_txt_in.lora_up.weight | FLUX.1",
        "lora_unet_joint_blocks_0_x_block_attn_qkv.lokr_w1 | SD3",
        "lora_te3_encoder_block_0_layer_0_SelfAttention_q.lora_up.weight | T5",
        "lora_te1_text_model_encoder_layers_0_mlp_fc1.lora_up.weight, "
                + "transformer_blocks.0.attn.to_q.lora_down.weight, "
                + "lora_te2_text_model_encoder_layers_0_mlp_fc1.lora_up.weight | SD3, CLIP-L and CLIP-G",
    })
    void lorasSayWhatTheyAreFor(String names, String label) throws IOException {
        ModelFile file = ModelFile.identify(named("model.safetensors", names.split(", ")));
        assertEquals("LoRA for " + label, file.label());
        assertEquals(Set.of("lora"), file.kinds());
        assertEquals("", file.problem());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "unet.down_blocks.0.attn1.processor.to_q_lora.up.weight | LoRA for Stable Diffusion or SDXL",
        "lora_unet_input_blocks_4_1_proj_in.lora_down.weight | LoRA for Stable Diffusion or SDXL",
        "diffusion_model.blocks.0.cross_attn.k.lora_A.weight | LoRA for Wan",
        "transformer.transformer_blocks.0.img_mod.1.lora_B.default.weight | LoRA for Qwen-Image",
        "controlnet_blocks.0.weight, double_blocks.0.img_attn.norm.key_norm.scale | FLUX.1 ControlNet (XLabs)",
        "controlnet_x_embedder.weight, transformer_blocks.0.attn.to_q.weight | FLUX.1 ControlNet",
        "double_stream_modulation_img.lin.weight, double_blocks.0.img_attn.qkv.weight | FLUX.2 transformer",
        "model.diffusion_model.input_blocks.0.0.weight, model.diffusion_model.label_emb.0.0.weight, "
                + "conditioner.embedders.0.transformer.text_model.embeddings.token_embedding.weight, "
                + "first_stage_model.decoder.conv_in.weight | SDXL model",
        "model.diffusion_model.input_blocks.0.0.weight, model.diffusion_model.time_embed.0.weight, "
                + "cond_stage_model.transformer.text_model.embeddings.token_embedding.weight | Stable Diffusion model",
        "transformer_blocks.0.img_mod.1.weight, txt_norm.weight | Qwen-Image transformer",
        "blocks.0.cross_attn.q.weight, head.modulation | Wan transformer",
        "double_blocks.0.img_attn.qkv.qweight, double_blocks.0.img_attn.qkv.wscales | nunchaku (SVDQuant) model",
        "double_blocks.0.img_attn.qkv.weight._data, double_blocks.0.img_attn.qkv.weight._scale | "
                + "model quantised by quanto",
        "encoder.block.0.layer.0.SelfAttention.q.qweight, encoder.block.0.layer.0.SelfAttention.q.scales | "
                + "model quantised by AWQ or GPTQ",
        "controlnet_blocks.0.linear.weight, double_blocks.0.img_attn.qkv.weight | FLUX.1 ControlNet (MistoLine)",
        "controlnet_mode_embedder.weight, controlnet_x_embedder.weight | FLUX.1 ControlNet (Union)",
        "controlnet_blocks.0.weight, transformer_blocks.0.adaLN_modulation.1.bias | "
                + "SD3.5 large ControlNet (Stability AI)",
        "controlnet_blocks.0.weight, pos_embed_input.proj.weight, pos_embed.proj.weight | SD3 ControlNet",
        "control_model.input_blocks.0.0.weight, control_model.time_embed.0.weight | Stable Diffusion ControlNet",
        "model.diffusion_model.double_blocks.0.img_attn_qkv.weight, "
                + "model.diffusion_model.txt_in.individual_token_refiner.blocks.0.norm1.weight | "
                + "HunyuanVideo transformer",
        "transformer_blocks.0.attn1.to_q.weight, adaln_single.linear.weight, patchify_proj.weight | "
                + "LTX-Video transformer",
        "transformer_blocks.0.attn1.to_q.weight, adaln_single.linear.weight | PixArt transformer",
        "cap_embedder.0.weight, noise_refiner.0.attention.qkv.weight | Lumina 2 or Z-Image transformer",
        "double_layers.0.attn.w1q.weight, cond_seq_linear.weight | AuraFlow transformer",
        "double_blocks.0.img_attn.qkv.weight, distilled_guidance_layer.in_proj.weight, nerf_blocks.0.norm.scale | "
                + "Chroma Radiance transformer",
        "redux_up.weight, redux_down.weight | FLUX.1 Redux image embedder",
        "vision_model.encoder.layers.0.mlp.fc1.weight, vision_model.head.probe | SigLIP vision encoder",
        "decoder.middle.0.residual.0.gamma, decoder.upsamples.0.residual.0.gamma | Wan or Qwen-Image VAE",
        "model.layers.0.self_attn.q_proj.weight, model.layers.0.self_attn.q_norm.weight | Qwen 3 language model",
        "ip_adapter.1.to_k_ip.weight | IP-Adapter",
    })
    void modelsThatDoNotRunAreNamed(String names, String label) throws IOException {
        Path path = named("model.safetensors", names.split(", "));
        ModelFile file = ModelFile.identify(path);
        assertEquals(label, file.label());
        assertFalse(file.kind().run());
        assertTrue(file.problem().startsWith(path + " is a"), file.problem());
        assertTrue(file.problem().contains(label), file.problem());
    }

    @ParameterizedTest
    @CsvSource({"_class_name,Flux2Transformer2DModel,foreign,FLUX.2 transformer",
        "_class_name,UNet2DConditionModel,foreign,Stable Diffusion UNet",
        "_class_name,SanaTransformer2DModel,foreign,Sana transformer",
        "model_type,gemma2,foreign,Gemma 2 language model",
        "_class_name,NewTransformer2DModel,foreign,NewTransformer2DModel", "model_type,bloom,foreign,bloom model",
        "_class_name,ReduxImageEncoder,foreign,FLUX.1 Redux image embedder",
        "_class_name,FluxControlNetModel,controlnet,FLUX.1 ControlNet",
        "_class_name,SD3ControlNetModel,controlnet,SD3 ControlNet",
        "_class_name,ControlNetModel,controlnet,ControlNet"})
    void soAreFoldersByTheirConfig(String key, String value, String kind, String label) throws IOException {
        ModelFile file = ModelFile.identify(folder("config.json", "{\"" + key + "\": \"" + value + "\"}"));
        assertEquals(kind, file.kind().id());
        assertEquals(label, file.label());
    }

    @ParameterizedTest
    @CsvSource({"qwen_image,foreign,Qwen-Image transformer", "llama,foreign,Llama language model",
        "mamba,foreign,mamba model",
        "t5,unknown,model of an unknown kind"})
    void soAreGgufFilesByTheirMetadata(String architecture, String kind, String label) throws IOException {
        String text = "GGUF\3\0\0\0" + "\0".repeat(8) + length(1) + length(20) + "general.architecture\10\0\0\0"
                + length(architecture.length()) + architecture + "\0".repeat(32);
        ModelFile file = ModelFile.identify(bytes(text));
        assertEquals(label, file.label());
        assertEquals(kind, file.kind().id());
    }

    /** Eight bytes. */
    private static String length(int number) {
        return (char) number + "\0".repeat(7);
    }

    /** What it takes for a token, or its name, tells what a FLUX.1 was made for; what takes a picture is not run. */
    @ParameterizedTest
    @CsvSource({"flux1-fill-dev,384,1,FLUX.1 Fill", "flux1-canny-dev,128,1,FLUX.1 Canny",
        "flux1_depth,128,1,FLUX.1 Depth", "control,128,1,FLUX.1 Canny or Depth", "flux1-dev,64,1,FLUX.1 dev",
        "flux1-dev-kontext_fp8_scaled,64,1,FLUX.1 Kontext dev", "flux1-krea-dev,64,1,FLUX.1 Krea dev",
        "flux1-schnell,64,0,FLUX.1 schnell", "recanny,128,1,FLUX.1 Canny or Depth"})
    void fluxIsNamedByWhatItWasMadeFor(String name, int in, int guidance, String label) throws Exception {
        Path file = temp.resolve(name + ".safetensors");
        Map<String, Tensor> tensors = new TreeMap<>(Map.of("img_in.weight", Tensor.randn(1, 128, in),
                "final_layer.linear.weight", Tensor.randn(1, 64, 128),
                "double_blocks.0.img_attn.norm.query_norm.scale", Tensor.randn(1, 128)));
        if (guidance == 1) {
            tensors.put("guidance_in.in_layer.weight", Tensor.randn(1, 128, 256));
        }
        SafetensorsWriter.write(file, tensors, Map.of());
        ModelFile found = ModelFile.identify(file);
        assertEquals(label + " transformer", found.label());
        assertEquals(in > 64, found.problem().contains("it is " + label + ", which takes a picture"), found.problem());
    }

    @ParameterizedTest
    @CsvSource({"1536,0,SD3 medium", "1536,1,SD3.5 medium", "2432,1,SD3.5 large", "512,0,SD3"})
    void sd3IsNamedByItsSize(int width, int norms, String label) throws Exception {
        Map<String, Object> json = Map.of("_class_name", "SD3Transformer2DModel", "num_attention_heads", width / 64,
                "caption_projection_dim", width, "num_layers", 1, "qk_norm", norms == 1 ? "rms_norm" : "");
        Path folder = folder("config.json", new ObjectMapper().writeValueAsString(json));
        assertEquals(label, TransformerFile.open(folder).config().family());
    }

    /** Nothing is passed over in silence: what nobody reads is counted and named. */
    @Test
    void tensorsAndBytesThatNobodyReadsAreNoted() throws Exception {
        Path sound = TestData.own("text/t5-single/t5_fp16.safetensors");
        assertEquals(List.of(), ModelFile.identify(sound).notes());
        Path more = changed("text/t5-single/t5_fp16.safetensors", tensors -> {
            tensors.put("decoder.block.0.layer.0.layer_norm.weight", Tensor.of(new float[] {1}));
            tensors.put("ema.step", Tensor.of(new float[] {1}));
            tensors.put("encoder.block.0.layer.0.SelfAttention.q.input_scale", Tensor.of(new float[] {1}));
        });
        assertEquals(List.of("2 tensors are not read: decoder.block.0.layer.0.layer_norm.weight, ema.step."),
                ModelFile.identify(more).notes());
    }

    @Test
    void whatStandsInPlaceOfAModelIsNamed() throws IOException {
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64)
                + "\nsize 4893934904\n";
        assertNoModel("Git LFS pointer", pointer, "4,893,934,904 bytes");
        assertNoModel("web page", "\n<!DOCTYPE html>\n<html><head>", "download the model's file itself");
        assertNoModel("text file", "Access to model x is restricted.", "Access to model x is restricted.");
        assertNoModel("JSON file", "{\"error\": \"not found\"}", "download");
        assertNoModel("empty file", "", "again");
        assertNoModel("pickle", "PK\3\4\24\0\0\10\10" + "\0".repeat(21) + "model/data.pkl", "run code");
        assertNoModel("pickle", "\u0080\2}q\0.".repeat(9), "run code");
        assertNoModel("zip archive", "PK\3\4\24\0\0\10\10\0" + "\0".repeat(40), "unpack");
        Path pickle = Files.write(temp.resolve("model.ckpt"), new byte[] {(byte) 0x80, 4, '}', '.'});
        assertEquals("pickle", label(pickle, ModelKind.NOT_A_MODEL));
        assertEquals("GGUF file that cannot be read", label(bytes("GGUF\4\0\0\0" + "\0".repeat(20)),
                ModelKind.NOT_A_MODEL));
        assertEquals("missing file", label(temp.resolve("nothing.safetensors"), ModelKind.NOT_A_MODEL));
        assertEquals("folder with a damaged config.json", label(folder("config.json", "{"), ModelKind.NOT_A_MODEL));
        assertEquals("folder of an unknown kind", label(Files.createDirectory(temp.resolve("none")),
                ModelKind.UNKNOWN));
        assertEquals("model of an unknown kind", label(named("other.safetensors", "w"), ModelKind.UNKNOWN));
    }

    @Test
    void aLinkWithoutItsTargetSaysWhereItLeads() throws IOException {
        Path target = temp.resolve("blobs/0123");
        Path link = Files.createSymbolicLink(temp.resolve("model.safetensors"), target);
        ModelFile file = ModelFile.identify(link);
        assertEquals("link without target", file.label());
        assertTrue(file.problem().contains("is a link to " + target), file.problem());
        Path loop = Files.createSymbolicLink(temp.resolve("loop.safetensors"), temp.resolve("loop.safetensors"));
        assertEquals(ModelKind.NOT_A_MODEL, ModelFile.identify(loop).kind());
    }

    @Test
    void aFileThatIsCutOrLiesIsUnreadable() throws IOException {
        byte[] sound = Files.readAllBytes(TestData.own("text/t5-single/t5_fp16.safetensors"));
        assertUnreadable(Arrays.copyOf(sound, sound.length - 100), "100 of ");
        assertUnreadable(Arrays.copyOf(sound, 500), "cut short");
        assertUnreadable(Arrays.copyOf(sound, 7), "too small");
        byte[] huge = sound.clone();
        ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 90_000_000_000L);
        assertUnreadable(huge, "90000000000");
        String shape = "{\"shared.weight\":{\"dtype\":\"F16\",\"shape\":[4611686018427387904],"
                + "\"data_offsets\":[0,9223372036854775806]}}";
        assertUnreadable(safetensors(shape, 0), "shape of more than 2^63");
    }

    @Test
    void whatIsWrongWithAModelIsSaidBesideWhatItIs() throws IOException {
        Path folder = folder("config.json", Files.readString(TestData.own("text/t5-plain/config.json")));
        assertEquals("T5 encoder", label(folder, ModelKind.T5));
        Files.writeString(folder.resolve("model.safetensors"), "version https://git-lfs.github.com/spec/v1\nsize 12\n");
        ModelFile pointer = ModelFile.identify(folder);
        assertEquals(ModelKind.T5, pointer.kind());
        assertTrue(pointer.problem().contains("model.safetensors is a Git LFS pointer"), pointer.problem());
        Path fill = named("fill.safetensors", "double_blocks.0.img_attn.qkv.weight");
        assertEquals("FLUX.1 transformer", label(fill, ModelKind.TRANSFORMER));
        assertFalse(ModelFile.identify(fill).problem().isEmpty());
    }

    @Test
    void aT5WithATableInEveryBlockIsAnUmT5() throws Exception {
        Path file = changed("text/t5-single/t5_fp16.safetensors", tensors -> tensors.put(
                "encoder.block.1.layer.0.SelfAttention.relative_attention_bias.weight",
                tensors.get("encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight").copy()));
        assertEquals("umT5 encoder", label(file, ModelKind.T5));
        assertEquals("", ModelFile.identify(file).problem());
    }

    @Test
    void scaledNumbersAreNamed() throws Exception {
        Path file = changed("text/t5-single/t5_fp8_e4m3fn.safetensors", tensors ->
                tensors.put("encoder.block.0.layer.0.SelfAttention.q.scale_weight", Tensor.of(new float[] {2})));
        ModelFile scaled = ModelFile.identify(file);
        assertEquals("scaled fp8", scaled.format());
        assertEquals("", scaled.problem());
    }

    @Test
    void aCheckpointHasPartsAndServesThoseThatCanBeReadFromIt() throws Exception {
        Path file = changed("text/t5-single/t5_fp16.safetensors", tensors -> {
            SortedMap<String, Tensor> alone = new TreeMap<>(tensors);
            tensors.clear();
            alone.forEach((name, tensor) -> tensors.put("text_encoders.t5xxl.transformer." + name, tensor));
            tensors.put("model.diffusion_model.double_blocks.0.img_attn.qkv.weight", Tensor.of(new float[] {1}));
            tensors.put("vae.decoder.conv_in.weight", Tensor.of(new float[] {1}));
            tensors.put("vae.decoder.conv_out.weight", Tensor.of(new float[] {1}));
        });
        ModelFile checkpoint = ModelFile.identify(file);
        assertEquals(ModelKind.CHECKPOINT, checkpoint.kind());
        assertEquals(List.of("FLUX.1 transformer", "T5 encoder", "VAE"),
                checkpoint.parts().stream().map(Part::label).toList());
        assertEquals(Set.of("checkpoint", "t5"), checkpoint.kinds());
    }

    @Test
    void aPipelineServesWhatItHasOnceOf() throws IOException {
        Path pipeline = folder("model_index.json", "{\"_class_name\": \"FluxPipeline\"}");
        copy("transformer/flux-dev/transformer", pipeline.resolve("transformer"));
        copy("text/t5-plain", pipeline.resolve("text_encoder_2"));
        copy("text/tokenizer-clip", pipeline.resolve("tokenizer"));
        copy("vae/kl-quant", pipeline.resolve("vae"));
        Files.delete(pipeline.resolve("text_encoder_2/golden.safetensors"));
        ModelFile file = ModelFile.identify(pipeline);
        assertEquals("FLUX.1 dev pipeline", file.label());
        assertEquals(Set.of("pipeline", "pipeline/transformer", "pipeline/t5", "pipeline/vae", "pipeline/tokenizer"),
                file.kinds());
        copy("text/tokenizer-t5", pipeline.resolve("tokenizer_2"));
        assertEquals(Set.of("pipeline", "pipeline/transformer", "pipeline/t5", "pipeline/vae"),
                ModelFile.identify(pipeline).kinds());
        ModelFile other = ModelFile.identify(folder("model_index.json", "{\"_class_name\": \"WanPipeline\"}"));
        assertEquals("WanPipeline", other.label());
        assertTrue(other.problem().contains("does not run"), other.problem());
    }

    /** An encoder's repository often has its tokenizer beside the weights. */
    @Test
    void anEncodersFolderMayServeAsItsTokenizer() throws IOException {
        Path folder = temp.resolve("both");
        copy("text/t5-plain", folder);
        copy("text/tokenizer-t5", folder);
        ModelFile file = ModelFile.identify(folder);
        assertEquals("T5 encoder", file.label());
        assertEquals(Set.of("t5", "tokenizer"), file.kinds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/t5-single/t5_fp16.safetensors", "transformer/flux-original.safetensors",
        "vae/tiny-original-decoder.safetensors", "text/clip-single/clip_fp16.safetensors"})
    void noHeaderMakesItFail(String model) throws IOException {
        byte[] sound = Files.readAllBytes(TestData.own(model));
        int header = (int) ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] spoiled = sound.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                spoiled[8 + random.nextInt(header)] = (byte) "0123456789[]{}\",:.a_".charAt(random.nextInt(20));
            }
            ModelFile file = ModelFile.identify(Files.write(temp.resolve("model.safetensors"), spoiled));
            assertFalse(file.label().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/t5-plain", "text/clip-l", "vae/kl-quant", "vae/tiny", "transformer/sd3/transformer",
        "transformer/chroma/transformer"})
    void noConfigMakesItFail(String model) throws IOException {
        Path folder = temp.resolve("model");
        copy(model, folder);
        byte[] sound = Files.readAllBytes(folder.resolve("config.json"));
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] spoiled = sound.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                spoiled[random.nextInt(spoiled.length)] = (byte) "0123456789[]{}\",:.a_e-".charAt(random.nextInt(22));
            }
            Files.write(folder.resolve("config.json"), spoiled);
            assertFalse(ModelFile.identify(folder).label().isEmpty());
        }
    }

    private interface Change {
        void on(SortedMap<String, Tensor> tensors) throws Exception;
    }

    private Path changed(String model, Change change) throws Exception {
        SortedMap<String, Tensor> tensors = WeightLoader.readAll(TestData.own(model));
        change.on(tensors);
        Path file = temp.resolve("changed.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        tensors.values().forEach(Tensor::close);
        return file;
    }

    private void assertNoModel(String label, String content, String advice) throws IOException {
        Path path = bytes(content);
        ModelFile file = ModelFile.identify(path);
        assertEquals(label, file.label());
        assertEquals(Set.of("notAModel"), file.kinds());
        assertTrue(file.problem().startsWith(path + " is a"), file.problem());
        assertTrue(file.problem().contains(label) && file.problem().contains(advice), file.problem());
    }

    private void assertUnreadable(byte[] content, String reason) throws IOException {
        ModelFile file = ModelFile.identify(Files.write(temp.resolve("cut.safetensors"), content));
        assertEquals("unreadable .safetensors file", file.label());
        assertTrue(file.problem().contains(reason), file.problem());
    }

    private static String label(Path path, ModelKind kind) {
        ModelFile file = ModelFile.identify(path);
        assertEquals(kind, file.kind());
        return file.label();
    }

    private Path bytes(String latin) throws IOException {
        return Files.write(temp.resolve("model.safetensors"), latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A file with tensors of these names, of one number each. */
    private Path named(String file, String... names) throws IOException {
        String header = Stream.iterate(0, i -> i + 1).limit(names.length).map(i -> "\"" + names[i]
                + "\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[" + 2 * i + "," + (2 * i + 2) + "]}")
                .collect(Collectors.joining(",", "{", "}"));
        return Files.write(temp.resolve(file), safetensors(header, 2 * names.length));
    }

    private static byte[] safetensors(String header, int data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json)
                .array();
    }

    private Path folder(String file, String content) throws IOException {
        Path folder = Files.createTempDirectory(temp, "model");
        Files.writeString(folder.resolve(file), content);
        return folder;
    }

    private static void copy(String from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(TestData.own(from))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
