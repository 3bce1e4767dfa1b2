// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.io.IOException;
import java.nio.file.Path;
import org.stillroom.diffusion.image.PictureFiles;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;

/** Reads the file of a picture; what is transparent in it is a picture of its own. */
public final class LoadImageNode implements NodeFunction {

    @Override
    public void configure(ConfigureContext context) {
        try {
            Path file = context.models().file("file", context.parameters().text("file"));
            PictureFiles.Size size = PictureFiles.size(file);
            Picture.Info info = new Picture.Info(1, size.width(), size.height());
            context.output("image", info);
            context.output("mask", info);
        } catch (NodeException e) {
            context.error(e);
        } catch (IOException e) {
            context.error("file", e.getMessage());
        }
    }

    @Override
    public void execute(ExecuteContext context) throws Exception {
        Path file = context.models().file("file", context.parameters().text("file"));
        try {
            PictureFiles.Masked picture = PictureFiles.masked(file, context);
            context.output("image", new Picture(picture.pixels()));
            context.output("mask", new Picture(picture.mask()));
        } catch (IOException e) {
            throw new NodeException("file", e.getMessage(), e);
        }
    }
}
