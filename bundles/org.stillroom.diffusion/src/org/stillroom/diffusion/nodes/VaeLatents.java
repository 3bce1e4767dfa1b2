// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.nodes.contract.Reader;
import org.stillroom.nodes.contract.Settled;
import org.stillroom.torch.formats.CheckpointException;

/**
 * Whose latents an autoencoder is for, where its file does not say, as single files without a config do not: what the
 * parameter chooses, what it is wired to, what its name tells; in this order.
 */
final class VaeLatents {

    static final String PARAMETER = "latents";

    private VaeLatents() {}

    /**
     * Decides it, while the graph is edited.
     *
     * @param wired whose latents those are that it is wired to, if that is known
     */
    static VaeFile settled(ConfigureContext context, VaeFile file, Optional<LatentSpace> wired) {
        Optional<LatentSpace> chosen = chosen(context.parameters());
        if (file.tells()) {
            chosen.filter(space -> !file.latentSpace().map(space::equals).orElse(file.tiny())).ifPresent(space ->
                    context.warning(PARAMETER, "The latents of " + space.label() + " are chosen, but the VAE says "
                            + "itself how it scales them, and that is what counts."));
            return file;
        }
        if (chosen.isPresent()) {
            return file.as(chosen.get());
        }
        Optional<LatentSpace> known = wired.or(file::nameSpace);
        if (known.isEmpty()) {
            context.warning(PARAMETER, "The file of the VAE does not say whether it is for latents of FLUX.1 or SD3, "
                    + "nor does what it is wired to; those of FLUX.1 are assumed. Choose whose they are.");
        }
        LatentSpace space = known.orElse(LatentSpace.FLUX);
        context.settle(PARAMETER, Settled.value(space.label()));
        return file.as(space);
    }

    /** Whose latents those are in the end, as {@link #space} gives them back in a run; empty where the file says it. */
    static String label(ConfigureContext context, VaeFile file, Optional<LatentSpace> wired) {
        Optional<LatentSpace> chosen = chosen(context.parameters());
        Optional<LatentSpace> space = file.tells() ? chosen
                : chosen.or(() -> wired).or(file::nameSpace).or(() -> Optional.of(LatentSpace.FLUX));
        return space.map(LatentSpace::label).orElse("");
    }

    /** The file as it was settled, in a run. */
    static VaeFile open(ExecuteContext context, Path path) throws CheckpointException {
        VaeFile file = VaeFile.open(path);
        return space(context).map(file::as).orElse(file);
    }

    /** What was chosen or settled; empty where the file says it itself. */
    static Optional<LatentSpace> space(ExecuteContext context) {
        Optional<String> settled = context.settled(PARAMETER).map(Settled::value);
        return chosen(context.parameters()).or(() -> Stream.of(LatentSpace.values())
                .filter(space -> settled.equals(Optional.of(space.label()))).findFirst());
    }

    private static Optional<LatentSpace> chosen(Parameters parameters) {
        return switch (parameters.text(PARAMETER)) {
            case "flux" -> Optional.of(LatentSpace.FLUX);
            case "sd3" -> Optional.of(LatentSpace.SD3);
            default -> Optional.empty();
        };
    }

    /** Whose latents the denoisers take that an output is wired to; empty if there is none that can be read. */
    static Optional<LatentSpace> ofDenoiser(ConfigureContext context, String output) {
        return context.readers(output).stream().flatMap(reader -> ofModel(context, reader).stream()).findFirst();
    }

    private static Optional<LatentSpace> ofModel(ConfigureContext context, Reader reader) {
        return reader.type().parameters().stream()
                .filter(parameter -> parameter.accepts().contains(ModelKind.TRANSFORMER.id()))
                .findFirst().flatMap(parameter -> {
                    try {
                        Path model = context.models().resolve(parameter.id(), reader.parameters().text(parameter.id()));
                        return Optional.of(TransformerFile.open(model).model().family().latentSpace());
                    } catch (NodeException | CheckpointException e) {
                        // the denoiser itself says what is wrong
                        return Optional.empty();
                    }
                });
    }
}
