// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.Optional;
import org.stillroom.diffusion.vae.PictureRange;
import org.stillroom.diffusion.vae.VaeEncoder;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.nodes.ConfigureContext;
import org.stillroom.nodes.ExecuteContext;
import org.stillroom.nodes.NodeException;
import org.stillroom.nodes.NodeFunction;
import org.stillroom.torch.CheckpointException;
import org.stillroom.torch.DType;
import org.stillroom.torch.Device;
import org.stillroom.torch.Lease;
import org.stillroom.torch.Tensor;

/** Turns a picture into a latent. */
public final class VaeEncoderNode implements NodeFunction {

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
            VaeFile file = VaeFile.open(ModelLoading.part(model.get(), "vae"));
            if (!file.encodes()) {
                context.error("model", "This autoencoder has no encoder; choose the file that has one.");
            }
            image.ifPresent(i -> context.output("latent",
                    new Latent.Info(i.batch(), file.latentChannels(), i.width(), i.height())));
        } catch (CheckpointException e) {
            context.error("model", e.getMessage());
        }
    }

    private static Optional<String> sizeProblem(long width, long height) {
        if (width % MULTIPLE == 0 && height % MULTIPLE == 0) {
            return Optional.empty();
        }
        return Optional.of("The picture is " + width + " x " + height
                + " pixels; width and height must be multiples of " + MULTIPLE + ". Cut it to " + width / MULTIPLE * MULTIPLE + " x " + height / MULTIPLE * MULTIPLE + ".");
    }

    @Override
    public void execute(ExecuteContext context) throws Exception {
        Tensor pixels = context.input("image", Picture.class).pixels();
        Optional<String> problem = sizeProblem(pixels.size(3), pixels.size(2));
        if (problem.isPresent()) {
            throw new NodeException("image", problem.get());
        }
        Path path = ModelLoading.part(ModelLoading.find(context, "model"), "vae");
        Device device = ModelLoading.device(context);
        DType dtype = ModelLoading.dtype(context, device);
        try (Lease<VaeEncoder> lease = ModelLoading.lease(context, "model", path, device, dtype,
                VaeEncoder.class, (p, on, in, cancel) -> VaeFile.open(p).loadEncoder(on, in, cancel))) {
            Tensor latents = ModelLoading.explained("", () -> encode(lease.model(), pixels, context));
            context.output("latent", new Latent(latents));
        }
    }

    private static Tensor encode(VaeEncoder encoder, Tensor pixels, ExecuteContext context) throws NodeException {
        try (Tensor image = PictureRange.fromPicture(pixels)) {
            Tensor latents = encoder.encode(image, context::progress);
            if (!latents.finite()) {
                latents.close();
                throw new NodeException("", "The VAE gave values that are not numbers (NaN or infinite);"
                        + " compute in float32, and check the VAE's file.");
            }
            return latents;
        }
    }
}
