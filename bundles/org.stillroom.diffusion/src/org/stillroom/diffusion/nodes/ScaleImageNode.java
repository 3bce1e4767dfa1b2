// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.Locale;
import java.util.Optional;
import org.stillroom.diffusion.image.PictureResize;
import org.stillroom.diffusion.image.Resampling;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.torch.runtime.Tensor;

/** Gives pictures another size. */
public final class ScaleImageNode implements NodeFunction {

    private static final String IMAGE = "image";
    private static final double MEGAPIXEL = 1024 * 1024;

    @Override
    public void configure(ConfigureContext context) {
        Parameters parameters = context.parameters();
        Optional<Picture.Info> image = PictureSizes.known(context, IMAGE);
        Optional<Picture.Info> result = image.map(known -> result(known, parameters));
        result.ifPresent(scaled -> PictureSizes.check(context, at(parameters), scaled));
        // An exact size is known whatever comes.
        context.output(IMAGE, result.orElseGet(() -> exactly(parameters)
                ? result(new Picture.Info(0, 1, 1), parameters) : new Picture.Info(0, 0, 0)));
    }

    /** The parameter that a size comes from. */
    private static String at(Parameters parameters) {
        return parameters.text("size").equals("exact") ? "width" : parameters.text("size");
    }

    private static boolean exactly(Parameters parameters) {
        return parameters.text("size").equals("exact") && parameters.integer("width") > 0
                && parameters.integer("height") > 0;
    }

    private static Picture.Info result(Picture.Info image, Parameters parameters) {
        double width = image.width();
        double height = image.height();
        double factor = switch (parameters.text("size")) {
            case "longest" -> parameters.integer("longest") / Math.max(width, height);
            case "megapixels" -> Math.sqrt(parameters.number("megapixels") * MEGAPIXEL / (width * height));
            default -> 0;
        };
        double wide = factor * width;
        double high = factor * height;
        if (factor == 0) {
            wide = parameters.integer("width");
            high = parameters.integer("height");
            // Where one side is left out, it follows from the other; where both are, the size stays.
            wide = wide > 0 ? wide : high > 0 ? high * width / height : width;
            high = high > 0 ? high : wide * height / width;
        }
        int multiple = parameters.integer("multiple_of");
        return new Picture.Info(image.batch(), PictureSizes.nearest(wide, multiple),
                PictureSizes.nearest(high, multiple));
    }

    @Override
    public void execute(ExecuteContext context) {
        Tensor pixels = context.input(IMAGE, Picture.class).pixels();
        Parameters parameters = context.parameters();
        Picture.Info size = result(PictureSizes.of(pixels), parameters);
        Resampling method = Resampling.valueOf(parameters.text("method").toUpperCase(Locale.ROOT));
        if (!parameters.text("fit").equals("cut")) {
            context.output(IMAGE, new Picture(
                    PictureResize.resize(pixels, size.width(), size.height(), method, context)));
            return;
        }
        try (Tensor middle = middle(pixels, (double) size.width() / size.height())) {
            context.output(IMAGE, new Picture(
                    PictureResize.resize(middle, size.width(), size.height(), method, context)));
        }
    }

    /** The largest part in the middle that has the given shape. */
    private static Tensor middle(Tensor pixels, double shape) {
        long width = pixels.size(3);
        long height = pixels.size(2);
        long wide = Math.max(1, Math.min(width, Math.round(height * shape)));
        long high = Math.max(1, Math.min(height, Math.round(width / shape)));
        long left = (width - wide) / 2;
        long top = (height - high) / 2;
        try (Tensor columns = pixels.slice(3, left, left + wide)) {
            return columns.slice(2, top, top + high);
        }
    }
}
