// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.world.Wording;

/** The JSON files of a family in diffusers' folder layout, which diffusers and transformers read, too. */
final class FamilyConfigs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FamilyConfigs() {
    }

    static void index(Path family, Wording captions) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("_class_name", "FluxPipeline");
        if (captions != Wording.PLAIN) {
            values.put(FamilyCaptions.KEY, captions.name().toLowerCase(Locale.ROOT));
        }
        values.put("scheduler", List.of("diffusers", "FlowMatchEulerDiscreteScheduler"));
        values.put("text_encoder", List.of("transformers", "CLIPTextModel"));
        values.put("text_encoder_2", List.of("transformers", "T5EncoderModel"));
        values.put("tokenizer", List.of("transformers", "CLIPTokenizer"));
        values.put("tokenizer_2", List.of("transformers", "T5TokenizerFast"));
        values.put("transformer", List.of("diffusers", "FluxTransformer2DModel"));
        values.put("vae", List.of("diffusers", "AutoencoderKL"));
        write(family.resolve(FamilyCaptions.FILE), values);
        write(family.resolve("scheduler/scheduler_config.json"), Map.of(
                "_class_name", "FlowMatchEulerDiscreteScheduler",
                "base_image_seq_len", 256,
                "base_shift", 0.5,
                "max_image_seq_len", 4096,
                "max_shift", 1.15,
                "num_train_timesteps", 1000,
                "shift", 3.0,
                "use_dynamic_shifting", true));
    }

    static void flux(Path folder, FluxConfig config) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("_class_name", "FluxTransformer2DModel");
        values.put("attention_head_dim", config.attentionHeadDim());
        values.put("axes_dims_rope", config.axesDimsRope());
        values.put("guidance_embeds", config.guidanceEmbeds());
        values.put("in_channels", config.inChannels());
        values.put("joint_attention_dim", config.jointAttentionDim());
        values.put("num_attention_heads", config.numAttentionHeads());
        values.put("num_layers", config.numLayers());
        values.put("num_single_layers", config.numSingleLayers());
        values.put("patch_size", 1);
        values.put("pooled_projection_dim", config.pooledProjectionDim());
        write(folder.resolve("config.json"), values);
    }

    static void t5(Path folder, T5Config config) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("architectures", List.of("T5EncoderModel"));
        values.put("d_ff", config.dFf());
        values.put("d_kv", config.dKv());
        values.put("d_model", config.dModel());
        values.put("dense_act_fn", "gelu_new");
        values.put("dropout_rate", 0.0);
        values.put("eos_token_id", 1);
        values.put("feed_forward_proj", "gated-gelu");
        values.put("is_encoder_decoder", false);
        values.put("is_gated_act", true);
        values.put("layer_norm_epsilon", config.epsilon());
        values.put("model_type", "t5");
        values.put("num_heads", config.heads());
        values.put("num_layers", config.layers());
        values.put("pad_token_id", 0);
        values.put("relative_attention_max_distance", config.maxDistance());
        values.put("relative_attention_num_buckets", config.buckets());
        values.put("tie_word_embeddings", false);
        values.put("vocab_size", config.vocabSize());
        write(folder.resolve("config.json"), values);
    }

    static void vae(Path folder, VaeConfig config, Latents.Scale scale) throws IOException {
        int blocks = config.blockOutChannels().size();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("_class_name", "AutoencoderKL");
        values.put("act_fn", "silu");
        values.put("block_out_channels", config.blockOutChannels());
        values.put("down_block_types", Collections.nCopies(blocks, "DownEncoderBlock2D"));
        values.put("in_channels", 3);
        values.put("latent_channels", config.latentChannels());
        values.put("layers_per_block", config.layersPerBlock());
        values.put("mid_block_add_attention", config.midBlockAddAttention());
        values.put("norm_num_groups", config.normNumGroups());
        values.put("out_channels", 3);
        values.put("sample_size", 64);
        values.put("scaling_factor", scale.scalingFactor());
        values.put("shift_factor", scale.shiftFactor());
        values.put("up_block_types", Collections.nCopies(blocks, "UpDecoderBlock2D"));
        values.put("use_post_quant_conv", config.usePostQuantConv());
        values.put("use_quant_conv", config.useQuantConv());
        write(folder.resolve("config.json"), values);
    }

    /** Sorted by name: the same values give the same bytes. */
    static void write(Path file, Map<String, Object> values) throws IOException {
        Files.createDirectories(file.getParent());
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new TreeMap<>(values)) + "\n";
        AtomicFile.write(file, text);
    }
}
