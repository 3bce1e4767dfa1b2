// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.diffusion.image.FileNames;
import org.stillroom.diffusion.image.PngFiles;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.graph.GraphFile;
import org.stillroom.nodes.check.Checksums;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.torch.runtime.Tensor;

/** Writes PNG files that carry the graph they were made by and the checksums of its models. */
public final class SaveImageNode implements NodeFunction {

    @Override
    public void configure(ConfigureContext context) {
        FileNames.problem(context.parameters().text("name")).ifPresent(problem -> context.error("name", problem));
    }

    @Override
    public void execute(ExecuteContext context) throws Exception {
        String name = context.parameters().text("name");
        if (FileNames.problem(name).isPresent()) {
            throw new NodeException("name", FileNames.problem(name).get());
        }
        Tensor pixels = context.input("image", Picture.class).pixels();
        SortedMap<String, String> texts = new TreeMap<>();
        texts.put(PngFiles.GRAPH, GraphFile.text(context.graph()));
        texts.put(PngFiles.MODELS, models(context));
        int batch = (int) pixels.size(0);
        for (int i = 0; i < batch; i++) {
            context.progress(i, batch);
            context.wrote(write(context, name, pixels, i, texts));
        }
        context.progress(batch, batch);
    }

    private static Path write(ExecuteContext context, String name, Tensor pixels, int index,
            SortedMap<String, String> texts) throws NodeException {
        try {
            return PngFiles.writeNext(context.outputFolder(), name, pixels, index, texts, context);
        } catch (IOException e) {
            throw new NodeException("", e.getMessage(), e);
        }
    }

    /** JSON, {@code {model name: {file: SHA-256}}}. */
    private static String models(ExecuteContext context) throws NodeException {
        Checksums checksums = context.shared(Checksums.class, Checksums::ofUser);
        ObjectNode models = JsonNodeFactory.instance.objectNode();
        for (String model : context.modelsUsed()) {
            Path path = context.modelUsed(model);
            ObjectNode files = models.putObject(model);
            try {
                checksums.of(path, context).forEach(files::put);
            } catch (IOException e) {
                throw new NodeException("", "The checksums of the model " + model
                        + " cannot be computed, because a file of it cannot be read (" + e.getMessage()
                        + "); check that it is there.", e);
            }
        }
        return models.toString();
    }
}
