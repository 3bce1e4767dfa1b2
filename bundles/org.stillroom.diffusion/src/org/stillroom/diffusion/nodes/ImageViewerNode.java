// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.diffusion.image.FileNames;
import org.stillroom.diffusion.image.PngFiles;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.graph.GraphFile;
import org.stillroom.nodes.ExecuteContext;
import org.stillroom.nodes.NodeException;
import org.stillroom.nodes.NodeFunction;
import org.stillroom.torch.Tensor;

/**
 * Shows a picture: a window reads it from this node's input, and it is written as {@code <node>.png}, or
 * {@code <node>-1.png} and so on for a batch, with a {@code ~} after a name that Windows reserves. The next run
 * replaces the file.
 */
public final class ImageViewerNode implements NodeFunction {

    @Override
    public void execute(ExecuteContext context) throws Exception {
        Picture picture = context.input("image", Picture.class);
        Tensor pixels = picture.pixels();
        int batch = (int) pixels.size(0);
        SortedMap<String, String> texts = new TreeMap<>();
        texts.put(PngFiles.GRAPH, GraphFile.text(context.graph()));
        for (int i = 0; i < batch; i++) {
            context.progress(i, batch);
            String name = FileNames.ofNode(context.nodeId()) + (batch == 1 ? "" : "-" + (i + 1));
            try {
                context.wrote(PngFiles.writeOver(context.outputFolder(), name, pixels, i, texts,
                        context::checkCancelled));
            } catch (IOException e) {
                throw new NodeException("", e.getMessage(), e);
            }
        }
        context.progress(batch, batch);
    }
}
