// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.diffusion.image.PngFiles;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.graph.GraphFile;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;

/** Writes what a node shows as PNG files with the graph in them. The next run replaces the files. */
final class ShownPictures {

    private ShownPictures() {}

    /**
     * Writes pictures one after another.
     *
     * @param pictures by the first part of their file names: a batch of one becomes {@code NAME.png}, others
     *        {@code NAME-1.png} and so on
     */
    static void write(ExecuteContext context, SortedMap<String, Picture> pictures) throws NodeException {
        SortedMap<String, String> texts = new TreeMap<>();
        texts.put(PngFiles.GRAPH, GraphFile.text(context.graph()));
        long total = pictures.values().stream().mapToLong(picture -> picture.pixels().size(0)).sum();
        long done = 0;
        for (var picture : pictures.entrySet()) {
            int batch = (int) picture.getValue().pixels().size(0);
            for (int i = 0; i < batch; i++) {
                context.progress(done++, total);
                write(context, picture.getKey() + (batch == 1 ? "" : "-" + (i + 1)), picture.getValue(), i, texts);
            }
        }
        context.progress(total, total);
    }

    private static void write(ExecuteContext context, String name, Picture picture, int index,
            SortedMap<String, String> texts) throws NodeException {
        try {
            context.wrote(PngFiles.writeOver(context.outputFolder(), name, picture.pixels(), index, texts,
                    context));
        } catch (IOException e) {
            throw new NodeException("", e.getMessage(), e);
        }
    }
}
