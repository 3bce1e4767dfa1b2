// SPDX-License-Identifier: EPL-2.0
package org.stillroom.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.stillroom.diffusion.family.flux.FluxTransformer;
import org.stillroom.diffusion.family.sd3.Sd3Transformer;
import org.stillroom.diffusion.sampling.StepCache;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.diffusion.weights.Blocks;
import org.stillroom.torch.runtime.Program;

/**
 * Writes what gpu/run.py measures on a card: the programs as the very archives that libtorch is given here, and
 * models.json, which says how large the models are and which tensors they have.
 */
public final class Archives {

    /** Programs that are measured; each is written as its name and {@code .pt}. */
    public static final List<Program.Library> PROGRAMS = List.of(T5Encoder.LIBRARY, FluxTransformer.LIBRARY,
            Sd3Transformer.LIBRARY, VaeConfig.LIBRARY, StepCache.LIBRARY, Blocks.STORED);

    private Archives() {}

    /** @param arguments the folder to write to */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]));
    }

    /** @param folder is made if it is not there */
    public static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Program.Library program : PROGRAMS) {
            Files.write(folder.resolve(program.name() + ".pt"), Program.archive(program));
        }
        ObjectMapper json = new ObjectMapper();
        ArrayNode models = json.createArrayNode();
        for (MeasuredModel model : MeasuredModel.all()) {
            ObjectNode node = models.addObject().put("name", model.name()).put("title", model.title())
                    .put("program", model.program().name()).put("small", model.small());
            node.set("config", json.valueToTree(model.config()));
            node.set("tensors", json.valueToTree(model.tensors()));
        }
        json.writeValue(folder.resolve("models.json").toFile(), models);
    }
}
