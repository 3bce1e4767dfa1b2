// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stillroom.diffusion.files.ModelFile.Part;

/** What is put on or beside a transformer. Its tensors have names of the transformer with something added. */
final class Adapters {

    /** As kohya, PEFT, diffusers, XLabs, OneTrainer and LyCORIS write them. */
    private static final Pattern LORA = Pattern.compile("(^|[._])lora[12]?[._](up|down|mid|A|B)([._]|$)"
            + "|lora_linear_layer|[._](hada_w[12]|lokr_w[12])|[._](dora_scale|lora_magnitude_vector)");
    private static final List<String> CONTROLNET = List.of("controlnet_blocks.", "controlnet_x_embedder.",
            "controlnet_cond_embedding.", "controlnet_single_blocks.", "control_model.", "input_hint_block.");

    private Adapters() {}

    static Optional<Part> controlNet(Contents contents) {
        boolean there = contents.tells(type -> type.contains("ControlNet"), all -> all.names().stream()
                .anyMatch(name -> CONTROLNET.stream().anyMatch(name::startsWith)));
        return there ? Optional.of(Part.notRun(ModelKind.CONTROLNET, ModelKind.CONTROLNET.label(), contents.path()))
                : Optional.empty();
    }

    static Optional<Part> lora(Contents contents) {
        return contents.anyName(LORA.asPredicate())
                ? Optional.of(Part.notRun(ModelKind.LORA, ModelKind.LORA.label(), contents.path())) : Optional.empty();
    }
}
