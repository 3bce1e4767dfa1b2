// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.Optional;
import java.util.regex.Pattern;
import org.stillroom.diffusion.files.ModelFile.Part;

/** What is put on a model. Its tensors have names of the model with something added. */
final class Adapters {

    /** As kohya, PEFT, diffusers, XLabs, OneTrainer and LyCORIS write them. */
    private static final Pattern LORA = Pattern.compile("(^|[._])lora[12]?[._](up|down|mid|A|B)([._]|$)"
            + "|lora_linear_layer|[._](hada_w[12]|lokr_w[12])|[._](dora_scale|lora_magnitude_vector)");

    private Adapters() {}

    static Optional<Part> lora(Contents contents) {
        return contents.anyName(LORA.asPredicate())
                ? Optional.of(Part.notRun(ModelKind.LORA, ModelKind.LORA.label(), contents.path())) : Optional.empty();
    }
}
