// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.diffusion.image.FileNames;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;

/**
 * Shows a picture: a window reads it from this node's input, and it is written as {@code <node>.png}, or
 * {@code <node>-1.png} and so on for a batch, with a {@code ~} after a name that Windows reserves. The next run
 * replaces the file.
 */
public final class ImageViewerNode implements NodeFunction {

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        SortedMap<String, Picture> picture = new TreeMap<>();
        picture.put(FileNames.ofNode(context.nodeId()), context.input("image", Picture.class));
        ShownPictures.write(context, picture);
    }
}
