// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/**
 * Cuts pictures to a size, or puts something around them. Pixels stay as they are; a mask says which ones are new.
 */
public final class CropOrPadNode implements NodeFunction {

    private static final String IMAGE = "image";
    private static final String MASK = "mask";
    private static final int CHANNELS = 3;
    private static final int HEIGHT = 2;
    private static final int WIDTH = 3;

    @Override
    public void configure(ConfigureContext context) {
        Optional<Picture.Info> result =
                PictureSizes.known(context, IMAGE).map(image -> result(image, context.parameters()));
        result.ifPresent(size -> PictureSizes.check(context, "width", size));
        Parameters parameters = context.parameters();
        Picture.Info info = result.orElseGet(() -> parameters.integer("width") > 0 && parameters.integer("height") > 0
                ? new Picture.Info(0, parameters.integer("width"), parameters.integer("height"))
                : new Picture.Info(0, 0, 0));
        context.output(IMAGE, info);
        context.output(MASK, info);
    }

    private static Picture.Info result(Picture.Info image, Parameters parameters) {
        int multiple = parameters.integer("multiple_of");
        return new Picture.Info(image.batch(), side(parameters.integer("width"), image.width(), multiple),
                side(parameters.integer("height"), image.height(), multiple));
    }

    /** What is too small for the multiple is padded to it, anything else cut. */
    private static int side(int wanted, int found, int multiple) {
        return wanted > 0 ? wanted : Math.max(multiple, found / multiple * multiple);
    }

    @Override
    public void execute(ExecuteContext context) {
        Tensor pixels = context.input(IMAGE, Picture.class).pixels();
        Parameters parameters = context.parameters();
        Picture.Info from = PictureSizes.of(pixels);
        Picture.Info to = result(from, parameters);
        Axis columns = Axis.of(from.width(), to.width(), parameters.text("horizontal"));
        Axis rows = Axis.of(from.height(), to.height(), parameters.text("vertical"));
        OptionalDouble colour = switch (parameters.text("fill")) {
            case "edge" -> OptionalDouble.empty();
            case "black" -> OptionalDouble.of(0);
            case "grey" -> OptionalDouble.of(0.5);
            default -> OptionalDouble.of(1);
        };
        Tensor image = placed(pixels, columns, rows, colour);
        Tensor mask;
        try (Tensor old = Tensor.zeros(DType.F32, Device.CPU, 1, CHANNELS, from.height(), from.width())) {
            mask = placed(old, columns, rows, OptionalDouble.of(1));
        } catch (RuntimeException e) {
            image.close();
            throw e;
        }
        context.output(IMAGE, new Picture(image));
        context.output(MASK, new Picture(mask));
    }

    /**
     * Where a side of the result comes from.
     *
     * @param first of the picture's pixels in the result, negative where some are cut
     * @param found how many the picture has
     */
    private record Axis(int first, int found, int wanted) {

        static Axis of(int found, int wanted, String place) {
            int missing = wanted - found;
            int first = switch (place) {
                case "left", "top" -> 0;
                case "right", "bottom" -> missing;
                default -> missing / 2;
            };
            return new Axis(first, found, wanted);
        }
    }

    private static Tensor placed(Tensor pixels, Axis columns, Axis rows, OptionalDouble colour) {
        try (Tensor wide = along(pixels, WIDTH, columns, colour)) {
            return along(wide, HEIGHT, rows, colour);
        }
    }

    /** @param colour of the lines that are put around the picture; empty for those at its edge */
    private static Tensor along(Tensor pixels, int dim, Axis axis, OptionalDouble colour) {
        int end = axis.first() + axis.found();
        try (Tensor kept = pixels.slice(dim, Math.max(0, -axis.first()),
                Math.min(axis.found(), axis.wanted() - axis.first()));
                Tensor before = line(pixels, dim, 0, colour);
                Tensor after = line(pixels, dim, axis.found() - 1, colour)) {
            List<Tensor> parts = new ArrayList<>(Collections.nCopies(Math.max(0, axis.first()), before));
            parts.add(kept);
            parts.addAll(Collections.nCopies(Math.max(0, axis.wanted() - end), after));
            return Tensor.cat(dim, parts);
        }
    }

    private static Tensor line(Tensor pixels, int dim, long at, OptionalDouble colour) {
        if (colour.isEmpty()) {
            return pixels.slice(dim, at, at + 1);
        }
        long[] shape = pixels.shape();
        shape[dim] = 1;
        float[] line = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        Arrays.fill(line, (float) colour.getAsDouble());
        return Tensor.of(line, shape);
    }
}
