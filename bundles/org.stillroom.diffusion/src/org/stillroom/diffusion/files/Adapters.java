// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.Optional;
import org.stillroom.diffusion.files.ModelFile.Part;
import org.stillroom.diffusion.lora.LoraFile;

/** What is put on a model. Its tensors have names of the model with something added. */
final class Adapters {

    private Adapters() {}

    static Optional<Part> lora(Contents contents) {
        return contents.checkpoint().filter(LoraFile::recognises)
                .map(all -> LoraLabels.foreign(all).map(label -> Part.notRun(ModelKind.FOREIGN, label, contents.path()))
                        .orElseGet(() -> Recogniser.read(ModelKind.LORA, ModelKind.LORA.label(),
                                () -> LoraLabels.of(LoraFile.of(all)))));
    }
}
