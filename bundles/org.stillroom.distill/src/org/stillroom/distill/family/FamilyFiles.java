// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** Writes a trained family as a model folder in diffusers' layout, weights in half precision. */
final class FamilyFiles {

    private static final List<String> TOKENIZER_FILES =
            List.of("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json");

    private FamilyFiles() {
    }

    /**
     * @param family folder to write; what is there is replaced file by file
     * @param tokenizer folder of the T5 tokenizer
     */
    static void write(Path family, FamilyPlan plan, FlowModel model, Latents.Scale scale, Weights vae,
            Weights transformer, Weights encoder, Path tokenizer) throws IOException {
        FamilyConfigs.index(family, plan.prompts().wording());
        FamilyConfigs.vae(family.resolve("vae"), plan.vae(), scale);
        half(family.resolve("vae/diffusion_pytorch_model.safetensors"), vae);
        FamilyConfigs.flux(family.resolve("transformer"), model.flux());
        half(family.resolve("transformer/diffusion_pytorch_model.safetensors"), transformer);
        FamilyConfigs.t5(family.resolve("text_encoder_2"), model.t5());
        half(family.resolve("text_encoder_2/model.safetensors"), encoder);
        SilentClip.write(family, model.flux().pooledProjectionDim());
        Files.createDirectories(family.resolve(FamilyTraining.TOKENIZER));
        for (String file : TOKENIZER_FILES) {
            AtomicFile.copy(tokenizer.resolve(file), family.resolve(FamilyTraining.TOKENIZER).resolve(file));
        }
    }

    private static void half(Path file, Weights weights) throws IOException {
        Map<String, Tensor> halves = new LinkedHashMap<>();
        try {
            for (String name : weights.names()) {
                try (Tensor full = weights.get(name)) {
                    halves.put(name, full.to(Device.CPU, DType.F16));
                }
            }
            SafetensorsWriter.write(file, halves, Map.of("format", "pt"));
        } finally {
            halves.values().forEach(Tensor::close);
        }
    }
}
