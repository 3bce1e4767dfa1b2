// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stillroom.diffusion.files.ModelFile.Part;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.torch.formats.CheckpointException;

/** Autoencoders, whole or the halves that tiny ones are shared as. */
final class Autoencoders {

    private static final Set<String> TYPES = Set.of("AutoencoderKL", "AutoencoderTiny");
    private static final List<String> PREFIXES = List.of("vae.", "first_stage_model.");

    private Autoencoders() {}

    static Optional<Part> recognise(Contents contents) {
        if (!contents.tells(TYPES::contains, VaeFile::recognises)) {
            return Optional.empty();
        }
        try {
            VaeFile file = VaeFile.open(contents.path());
            ModelKind kind = !file.decodes() ? ModelKind.VAE_ENCODER
                    : file.encodes() ? ModelKind.VAE : ModelKind.VAE_DECODER;
            return Optional.of(new Part(kind, label(contents, file) + kind.label(), ""));
        } catch (CheckpointException e) {
            return Optional.of(new Part(ModelKind.VAE, ModelKind.VAE.label(), e.getMessage()));
        }
    }

    private static String label(Contents contents, VaeFile file) {
        if (file.tiny()) {
            return "tiny ";
        }
        // without a config, scaling and shift are only what is usual
        return contents.folder() ? file.latentSpace().map(LatentSpace::label).map(space -> space + " ").orElse("") : "";
    }

    static Optional<Part> inCheckpoint(Contents contents) {
        boolean there = PREFIXES.stream().anyMatch(prefix -> contents.checkpoint()
                .filter(all -> all.has(prefix + "decoder.conv_in.weight")).isPresent());
        return there ? Optional.of(new Part(ModelKind.VAE, ModelKind.VAE.label(), contents.path()
                + " is an all-in-one checkpoint, and its VAE is not read from there; choose the VAE's own file."))
                : Optional.empty();
    }
}
