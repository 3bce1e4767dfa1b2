// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.files.ModelFile.Part;
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
            new Telling("FLUX.2 transformer", List.of("double_stream_modulation_img.")),
            new Telling("Qwen-Image transformer", List.of("transformer_blocks.0.img_mod.", "txt_norm.")),
            new Telling("Wan transformer", List.of("blocks.0.cross_attn.", "head.modulation")),
            new Telling("Wan transformer", List.of("blocks.0.attn2.", "condition_embedder.")),
            new Telling("PixArt transformer", List.of("transformer_blocks.0.", "adaln_single.")),
            new Telling("SDXL model", List.of("input_blocks.0.", "label_emb.")),
            new Telling("SDXL model", List.of("input_blocks.0.", "conditioner.embedders.1.")),
            new Telling("Stable Diffusion model", List.of("input_blocks.0.", "time_embed.")),
            new Telling("Stable Diffusion UNet", List.of("down_blocks.0.", "time_embedding.")),
            new Telling("vision encoder", List.of("vision_model.encoder.layers.0.", "vision_model.embeddings.")));

    private static final Map<String, String> BY_CLASS = Map.of(
            "Flux2Transformer2DModel", "FLUX.2 transformer",
            "QwenImageTransformer2DModel", "Qwen-Image transformer",
            "qwen_image", "Qwen-Image transformer",
            "WanTransformer3DModel", "Wan transformer",
            "wan", "Wan transformer",
            "PixArtTransformer2DModel", "PixArt transformer",
            "UNet2DConditionModel", "Stable Diffusion UNet",
            "sd1", "Stable Diffusion UNet",
            "sdxl", "SDXL UNet");

    /** What GGUF files call models that are run here, and of which nothing was found in the file. */
    private static final Set<String> RUN = Set.of("flux", "sd3", "chroma", "t5", "t5encoder");

    private OtherModels() {}

    /** By the names of its tensors, before anything else is taken for it. */
    static Optional<Part> named(Contents contents) {
        if (!contents.type().isEmpty()) {
            return Optional.empty();
        }
        if (contents.anyName(name -> name.endsWith(".wscales"))) {
            return Optional.of(part("nunchaku (SVDQuant) model", contents.path()));
        }
        return contents.checkpoint()
                .flatMap(all -> BY_NAMES.stream().filter(each -> each.in(all)).findFirst())
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
