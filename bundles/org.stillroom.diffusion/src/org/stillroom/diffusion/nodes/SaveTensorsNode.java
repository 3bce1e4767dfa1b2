// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stillroom.diffusion.image.FileNames;
import org.stillroom.diffusion.image.NumberedFiles;
import org.stillroom.diffusion.image.WriteFailures;
import org.stillroom.diffusion.text.NamedTensors;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.runtime.Tensor;

/** Writes what arrives as a safetensors file, under the next number that is free. */
public final class SaveTensorsNode implements NodeFunction {

    private static final String NOTHING = "Nothing is wired: wire at least one input.";

    @Override
    public void configure(ConfigureContext context) {
        FileNames.problem(context.parameters().text("name")).ifPresent(problem -> context.error("name", problem));
        if (!context.wired("t5") && !context.wired("clip") && !context.wired("latent") && !context.wired("image")) {
            context.error("", NOTHING);
        }
    }

    @Override
    public void execute(ExecuteContext context) throws Exception {
        String name = context.parameters().text("name");
        Optional<String> problem = FileNames.problem(name);
        if (problem.isPresent()) {
            throw new NodeException("name", problem.get());
        }
        Map<String, Tensor> tensors = tensors(context);
        if (tensors.isEmpty()) {
            throw new NodeException("", NOTHING);
        }
        try {
            context.wrote(NumberedFiles.write(context.outputFolder(), name, "safetensors",
                    SafetensorsWriter.content(tensors, Map.of())));
        } catch (IOException e) {
            throw new NodeException("", "The tensors \"" + name + "\" cannot be written to the folder "
                    + context.outputFolder() + " (" + WriteFailures.reason(e)
                    + "); make room there or choose another folder.", e);
        }
    }

    private static Map<String, Tensor> tensors(ExecuteContext context) {
        Map<String, Tensor> tensors = new TreeMap<>();
        context.optionalInput("t5", TextEmbedding.class).map(NamedTensors::of)
                .ifPresent(t5 -> tensors.putAll(t5.tensors()));
        context.optionalInput("clip", ClipEmbedding.class).map(NamedTensors::of)
                .ifPresent(clip -> tensors.putAll(clip.tensors()));
        context.optionalInput("latent", Latent.class).ifPresent(latent -> tensors.put("latents", latent.samples()));
        context.optionalInput("image", Picture.class).ifPresent(picture -> tensors.put("image", picture.pixels()));
        return tensors;
    }
}
