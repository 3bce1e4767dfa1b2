// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.vae.PictureRange;
import org.stillroom.diffusion.vae.VaeEncoder;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.MemoryForecast;
import org.stillroom.nodes.contract.ModelMemory;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Tensor;

/** Turns a picture into a latent. */
public final class VaeEncoderNode implements MemoryForecast {

    /** The autoencoder makes an eighth of a picture, and denoisers take patches of 2 x 2 of that. */
    private static final int MULTIPLE = 16;

    @Override
    public void configure(ConfigureContext context) {
        Optional<Picture.Info> image = context.input("image", Picture.Info.class);
        image.flatMap(i -> sizeProblem(i.width(), i.height())).ifPresent(p -> context.error("image", p));
        Optional<Path> model = ModelLoading.find(context, "model");
        if (model.isEmpty()) {
            return;
        }
        try {
            Path path = part(model.get());
            VaeFile file = VaeLatents.settled(context, ModelLoading.explained("model", path, ModelKind.VAE,
                    () -> VaeFile.open(path)), VaeLatents.ofDenoiser(context, "latent"));
            if (!file.encodes()) {
                context.error("model", "This autoencoder has no encoder; choose the file that has one.");
            } else {
                ModelLoading.explained("model", file::encoderWeights);
            }
            image.ifPresent(i -> context.output("latent",
                    new Latent.Info(i.batch(), file.latentChannels(), i.width(), i.height(), file.latentSpace())));
        } catch (NodeException e) {
            context.error(e);
        }
    }

    private static Optional<String> sizeProblem(int width, int height) {
        if (width % MULTIPLE == 0 && height % MULTIPLE == 0) {
            return Optional.empty();
        }
        return Optional.of("The picture is " + width + " x " + height + " pixels; width and height must be multiples "
                + "of " + MULTIPLE + "; cut it to " + width / MULTIPLE * MULTIPLE + " x "
                + height / MULTIPLE * MULTIPLE + " with Crop or Pad, or scale it with Scale Image.");
    }

    private static Path part(Path model) throws NodeException {
        return PipelineParts.choose(model, "model", "vae", Files::isDirectory, "VAE");
    }

    @Override
    public Optional<ModelMemory> memory(ConfigureContext context, String device) throws NodeException {
        Path model = part(ModelLoading.find(context, "model")
                .orElseThrow(() -> new NodeException("model", "is missing")));
        Optional<Picture.Info> image = context.input("image", Picture.Info.class);
        return ModelLoading.explained("model", () -> {
            VaeFile file = VaeFile.open(model);
            ModelForecast forecast = ModelForecast.of(context, device);
            return Optional.of(forecast.of(new ModelForecast.Facts(VaeEncoder.class, model,
                    VaeLatents.label(context, file, VaeLatents.ofDenoiser(context, "latent")), file.encoderWeights(),
                    List.of(), image.map(Picture.Info::batch).orElse(1), numbers -> image.map(info ->
                            file.encodeBytes(info.batch(), info.width(), info.height(), forecast.device(), numbers))
                            .orElse(0L)), List.of()));
        });
    }

    @Override
    public void execute(ExecuteContext context) throws Exception {
        Tensor pixels = context.input("image", Picture.class).pixels();
        Path path = part(ModelLoading.find(context, "model"));
        String which = VaeLatents.space(context).map(LatentSpace::label).orElse("");
        ModelLoading.use(context, "model", path, which, VaeEncoder.class,
                (p, policy, on, dtype, cancel) -> VaeLatents.open(context, p).encoder(policy, on, dtype, cancel),
                encoder -> context.output("latent", ModelLoading.requireFinite(
                        ModelLoading.computed(context, "", () -> encode(encoder, pixels, context)),
                        Latent::close, "The latent", context)));
    }

    private static Latent encode(VaeEncoder encoder, Tensor pixels, ExecuteContext context)
            throws CheckpointException {
        try (Tensor image = PictureRange.fromPicture(pixels)) {
            return new Latent(encoder.encode(image, context));
        }
    }
}
