// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.Optional;
import java.util.Set;
import org.stillroom.diffusion.files.ModelFile.Part;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.torch.formats.CheckpointException;

/** Autoencoders, whole or the halves that tiny ones are shared as. */
final class Autoencoders {

    private static final Set<String> TYPES = Set.of("AutoencoderKL", "AutoencoderTiny");

    private Autoencoders() {}

    static Optional<Part> recognise(Contents contents) {
        if (!contents.tells(TYPES::contains, VaeFile::recognises)) {
            return Optional.empty();
        }
        try {
            VaeFile file = VaeFile.open(contents.path());
            ModelKind kind = !file.decodes() ? ModelKind.VAE_ENCODER
                    : file.encodes() ? ModelKind.VAE : ModelKind.VAE_DECODER;
            return Optional.of(new Part(kind, label(file) + kind.label(), ""));
        } catch (CheckpointException e) {
            return Optional.of(new Part(ModelKind.VAE, ModelKind.VAE.label(), e.getMessage()));
        }
    }

    private static String label(VaeFile file) {
        if (file.tiny()) {
            return "tiny ";
        }
        Optional<LatentSpace> space = file.tells() ? file.latentSpace() : file.nameSpace();
        return space.map(known -> known.label() + " ").orElse("");
    }
}
