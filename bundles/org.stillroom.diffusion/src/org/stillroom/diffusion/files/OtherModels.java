// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.files.ModelFile.Part;
import org.stillroom.diffusion.text.ClipFiles;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.torch.formats.Checkpoint;

/** Models that other programs run, by the names that people know. */
final class OtherModels {

    /** @param names beginnings of tensors' names, all of which it has, with or without the transformer's prefix */
    private record Telling(String label, List<String> names) {

        boolean in(Checkpoint checkpoint) {
            Header inside = TransformerFile.header(checkpoint);
            Header whole = new Header(checkpoint, "");
            return names.stream().allMatch(name -> inside.hasAny(name) || whole.hasAny(name));
        }
    }

    /** The first one that fits is meant. */
    private static final List<Telling> BY_NAMES = List.of(
            // transformers
            telling("FLUX.2 transformer", "double_stream_modulation_img."),
            telling("HunyuanVideo transformer", "txt_in.individual_token_refiner."),
            telling("Chroma Radiance transformer", "distilled_guidance_layer.", "nerf_"),
            telling("Qwen-Image transformer", "transformer_blocks.0.img_mod.", "txt_norm."),
            telling("Wan transformer", "blocks.0.cross_attn.", "head.modulation"),
            telling("Wan transformer", "blocks.0.attn2.", "condition_embedder."),
            telling("LTX-Video transformer", "transformer_blocks.0.", "patchify_proj."),
            telling("LTX-Video transformer", "transformer_blocks.0.", "adaln_single.", "scale_shift_table", "proj_in."),
            telling("PixArt transformer", "transformer_blocks.0.", "adaln_single."),
            telling("PixArt transformer", "blocks.0.cross_attn.", "t_block.", "y_embedder."),
            telling("Lumina 2 or Z-Image transformer", "cap_embedder.", "noise_refiner.0."),
            telling("AuraFlow transformer", "double_layers.0.", "cond_seq_linear."),
            telling("AuraFlow transformer", "joint_transformer_blocks.0.", "register_tokens"),
            telling("HiDream transformer", "double_stream_blocks.0.", "caption_projection.0."),
            telling("Hunyuan-DiT transformer", "mlp_t5.", "blocks.0."),
            telling("Mochi transformer", "t5_yproj."),
            telling("Cosmos transformer", "net.blocks.", "net.x_embedder."),
            telling("OmniGen 2 transformer", "time_caption_embed."),
            telling("Kandinsky 5 transformer", "visual_transformer_blocks.0."),
            telling("Stable Cascade model", "clf.1.", "down_blocks.0."),
            telling("SDXL model", "input_blocks.0.", "label_emb."),
            telling("SDXL model", "input_blocks.0.", "conditioner.embedders."),
            telling("Stable Diffusion model", "input_blocks.0.", "time_embed."),
            telling("SDXL UNet", "down_blocks.0.", "time_embedding.", "add_embedding."),
            telling("Stable Diffusion UNet", "down_blocks.0.", "time_embedding."),
            // what goes with them
            telling("FLUX.1 Redux image embedder", "redux_up.", "redux_down."),
            telling("IP-Adapter", "ip_adapter."), telling("IP-Adapter", "ip_adapter_proj_model."),
            telling("IP-Adapter", "image_proj."),
            telling("AnimateDiff motion module", "down_blocks.0.motion_modules."),
            telling("SigLIP vision encoder", "vision_model.encoder.layers.0.", "vision_model.head."),
            telling("CLIP vision encoder", "vision_model.encoder.layers.0.", "vision_model.embeddings."),
            telling("vision encoder", "vision_model.encoder.layers.0.", "vision_model.embeddings."),
            telling("Wan or Qwen-Image VAE", "decoder.middle.0.residual.", "decoder.upsamples."),
            telling("HunyuanVideo VAE", "decoder.conv_in.conv.", "decoder.mid."),
            telling("LTX-Video VAE", "decoder.up_blocks.0.res_blocks.0.", "per_channel_statistics."),
            telling("FLUX.2 VAE", "bn.running_mean", "decoder.conv_in."),
            telling("Gemma 2 language model", "model.layers.0.post_feedforward_layernorm."),
            telling("Qwen 3 language model", "model.layers.0.self_attn.q_norm."),
            telling("Qwen-VL language model", "model.layers.0.self_attn.q_proj.", "visual.blocks.0."),
            telling("language model, such as Llama", "model.layers.0.self_attn.q_proj."),
            telling("upscaler", "conv_first.", "conv_last."),
            telling("upscaler", "model.0.weight", "model.1.sub.0."),
            telling("embedding (textual inversion)", "emb_params"));

    private static final Map<String, String> BY_CLASS = classes();

    private static Telling telling(String label, String... names) {
        return new Telling(label, List.of(names));
    }

    private static Map<String, String> classes() {
        Map<String, String> classes = new HashMap<>();
        String[] each = {
            "Flux2Transformer2DModel", "FLUX.2 transformer", "flux2", "FLUX.2 transformer",
            "QwenImageTransformer2DModel", "Qwen-Image transformer", "qwen_image", "Qwen-Image transformer",
            "WanTransformer3DModel", "Wan transformer", "wan", "Wan transformer",
            "PixArtTransformer2DModel", "PixArt transformer", "pixart", "PixArt transformer",
            "LTXVideoTransformer3DModel", "LTX-Video transformer", "ltxv", "LTX-Video transformer",
            "HunyuanVideoTransformer3DModel", "HunyuanVideo transformer", "hyvid", "HunyuanVideo transformer",
            "Lumina2Transformer2DModel", "Lumina 2 transformer", "lumina2", "Lumina 2 or Z-Image transformer",
            "ZImageTransformer2DModel", "Z-Image transformer", "AuraFlowTransformer2DModel", "AuraFlow transformer",
            "aura", "AuraFlow transformer", "HiDreamImageTransformer2DModel", "HiDream transformer",
            "hidream", "HiDream transformer", "cosmos", "Cosmos transformer", "SanaTransformer2DModel",
            "Sana transformer", "HunyuanDiT2DModel", "Hunyuan-DiT transformer", "MochiTransformer3DModel",
            "Mochi transformer", "CogVideoXTransformer3DModel", "CogVideoX transformer", "UNet2DConditionModel",
            "Stable Diffusion UNet", "sd1", "Stable Diffusion UNet", "sdxl", "SDXL UNet",
            "ReduxImageEncoder", "FLUX.1 Redux image embedder", "siglip_vision_model", "SigLIP vision encoder",
            "clip_vision_model", "CLIP vision encoder", "AutoencoderKLWan", "Wan VAE", "AutoencoderKLQwenImage",
            "Qwen-Image VAE", "AutoencoderKLFlux2", "FLUX.2 VAE", "AutoencoderDC", "DC-AE VAE",
            "gemma2", "Gemma 2 language model", "llama", "Llama language model", "qwen2vl", "Qwen-VL language model",
            "qwen2_5_vl", "Qwen-VL language model", "qwen3", "Qwen 3 language model", "qwen3vl",
            "Qwen-VL language model"};
        for (int i = 0; i < each.length; i += 2) {
            classes.put(each[i], each[i + 1]);
        }
        return classes;
    }

    /** What GGUF files call models that are run here, and of which nothing was found in the file. */
    private static final Set<String> RUN = Set.of("flux", "sd3", "chroma", "t5", "t5encoder");

    private OtherModels() {}

    /** Models whose numbers only other programs can make sense of, whatever they are. */
    static Optional<Part> quantised(Contents contents) {
        if (contents.anyName(name -> name.endsWith(".wscales") || name.endsWith(".smooth_factor"))) {
            return Optional.of(part("nunchaku (SVDQuant) model", contents.path()));
        }
        if (contents.anyName(name -> name.endsWith(".weight._data")) || contents.hasFile("quantization_map.json")) {
            return Optional.of(part("model quantised by quanto", contents.path()));
        }
        return contents.anyName(name -> name.endsWith(".qweight"))
                ? Optional.of(part("model quantised by AWQ or GPTQ", contents.path())) : Optional.empty();
    }

    /** By the names of its tensors, before anything else is taken for it. */
    static Optional<Part> named(Contents contents) {
        if (!contents.type().isEmpty()) {
            return Optional.empty();
        }
        // of a whole CLIP model the text encoder is meant
        Optional<Checkpoint> alone = contents.checkpoint().filter(all ->
                ClipFiles.parts(all).isEmpty() || !new Header(all, "").hasAny("vision_model."));
        return alone.flatMap(all -> BY_NAMES.stream().filter(each -> each.in(all)).findFirst())
                .map(telling -> part(telling.label(), contents.path()));
    }

    /** By what its config.json or its metadata say, after nothing else was found in it. */
    static Optional<Part> configured(Contents contents) {
        String type = contents.type().isEmpty() ? architecture(contents) : contents.type();
        String plain = type.toLowerCase(Locale.ROOT).endsWith("model") ? type : type + " model";
        return type.isEmpty() ? Optional.empty()
                : Optional.of(part(BY_CLASS.getOrDefault(type, plain), contents.path()));
    }

    /** What a GGUF file says that it is; empty if it does not, or is none. */
    private static String architecture(Contents contents) {
        return contents.checkpoint().map(all -> all.metadata().getOrDefault("general.architecture", ""))
                .filter(name -> !RUN.contains(name)).orElse("");
    }

    private static Part part(String label, Path path) {
        return Part.notRun(ModelKind.FOREIGN, label, path);
    }
}
