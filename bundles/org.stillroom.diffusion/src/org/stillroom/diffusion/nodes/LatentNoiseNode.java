// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.ModelCache;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** The noise a picture starts from: made from a seed, or read from a file. Its size may come from a picture. */
public final class LatentNoiseNode implements NodeFunction {

    /** Of the noise in a file: as many pictures, and as large, as the parameters allow. */
    private static final List<Integer> LARGEST = List.of(64, 256, 1024, 1024);

    /** The autoencoder makes an eighth of a picture, and denoisers take patches of 2 x 2 of that. */
    private static final int MULTIPLE = 16;

    @Override
    public void configure(ConfigureContext context) {
        Parameters parameters = context.parameters();
        if (parameters.text("file").isEmpty() && context.wired("image")) {
            likePicture(context);
            return;
        }
        if (parameters.text("file").isEmpty()) {
            put(context, parameters.integer("batch") > 1 ? "batch" : "width", new Latent.Info(
                    parameters.integer("batch"), parameters.integer("channels"),
                    parameters.integer("width"), parameters.integer("height")));
            return;
        }
        if (context.wired("image")) {
            context.warning("image", "The noise comes from a file, so this picture's size does not count; empty the "
                    + "noise file to use it.");
        }
        try {
            List<Long> shape = shape(open(parameters, context.models()), parameters.text("tensor"));
            put(context, "file", new Latent.Info(shape.get(0).intValue(), shape.get(1).intValue(),
                    shape.get(3).intValue() * 8, shape.get(2).intValue() * 8));
        } catch (NodeException e) {
            context.error(e);
        }
    }

    private static void likePicture(ConfigureContext context) {
        Parameters parameters = context.parameters();
        Optional<Picture.Info> image = PictureSizes.known(context, "image");
        Picture.Info size = image.map(known -> new Picture.Info(known.batch(), cut(known.width()), cut(known.height())))
                .orElse(new Picture.Info(0, 0, 0));
        image.filter(known -> known.width() != size.width() || known.height() != size.height())
                .ifPresent(known -> problem(context, known, size));
        put(context, "image", new Latent.Info(parameters.integer("batch"), parameters.integer("channels"),
                size.width(), size.height()));
    }

    private static void problem(ConfigureContext context, Picture.Info image, Picture.Info size) {
        String found = "The picture is " + image.width() + " x " + image.height() + " pixels; ";
        if (size.width() == 0 || size.height() == 0) {
            context.error("image", found + "noise is for at least " + MULTIPLE + " x " + MULTIPLE
                    + ". Make it larger with Scale Image.");
        } else {
            context.warning("image", found + "the noise is for " + size.width() + " x " + size.height()
                    + ", as width and height must be multiples of " + MULTIPLE + ".");
        }
    }

    private static int cut(int side) {
        return side / MULTIPLE * MULTIPLE;
    }

    private static void put(ConfigureContext context, String parameter, Latent.Info noise) {
        context.output("latent", noise);
        PictureMemory.problem(noise, ModelCache.machineMemory())
                .ifPresent(problem -> context.error(parameter, problem));
    }

    @Override
    public void execute(ExecuteContext context) throws Exception {
        Parameters parameters = context.parameters();
        Tensor noise = parameters.text("file").isEmpty() ? made(context) : read(context);
        context.output("latent", new Latent(noise));
    }

    private static Tensor made(ExecuteContext context) throws NodeException {
        Parameters parameters = context.parameters();
        Optional<Picture.Info> image =
                context.optionalInput("image", Picture.class).map(picture -> PictureSizes.of(picture.pixels()));
        int width = image.map(size -> cut(size.width())).orElse(parameters.integer("width"));
        int height = image.map(size -> cut(size.height())).orElse(parameters.integer("height"));
        return ModelLoading.explained("", () -> Tensor.randn(parameters.seed("seed"), parameters.integer("batch"),
                parameters.integer("channels"), height / 8, width / 8));
    }

    private static Tensor read(ExecuteContext context) throws NodeException {
        Checkpoint file = open(context.parameters(), context.models());
        String name = context.parameters().text("tensor");
        shape(file, name);
        return ModelLoading.explained("file", () -> {
            try (Weights read = WeightLoader.load(file, WeightLoader.whole(List.of(name)), Device.CPU, DType.F32,
                    context); Tensor stored = read.get(name)) {
                return stored.to(Device.CPU, DType.F32);
            }
        });
    }

    private static Checkpoint open(Parameters parameters, ModelFolders files) throws NodeException {
        Path path = files.file("file", parameters.text("file"));
        return ModelLoading.explained("file", () -> Checkpoint.open(path));
    }

    private static List<Long> shape(Checkpoint file, String name) throws NodeException {
        if (!file.has(name)) {
            throw new NodeException("tensor", file.path() + " has no tensor \"" + name + "\"; it has "
                    + String.join(", ", file.names().stream().limit(8).toList())
                    + (file.names().size() > 8 ? " and others." : "."));
        }
        List<Long> shape = ModelLoading.explained("file", () -> file.info(name)).shape();
        boolean fits = shape.size() == LARGEST.size() && IntStream.range(0, LARGEST.size())
                .allMatch(i -> shape.get(i) > 0 && shape.get(i) <= LARGEST.get(i));
        if (!fits) {
            throw new NodeException("tensor", "Tensor \"" + name + "\" of " + file.path() + " has shape " + shape
                    + "; [batch, channels, height / 8, width / 8] is expected, at most " + LARGEST + ".");
        }
        return shape;
    }
}
