// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.vae.VaeDecoder;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.MemoryForecast;
import org.stillroom.nodes.contract.MemoryShare;
import org.stillroom.nodes.contract.ModelMemory;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Tensor;

/** Turns a latent into a picture. */
public final class VaeDecoderNode implements MemoryForecast {

    @Override
    public void configure(ConfigureContext context) {
        Optional<Latent.Info> latent = context.input("latent", Latent.Info.class);
        latent.ifPresent(l -> context.output("image", new Picture.Info(l.batch(), l.width(), l.height())));
        Optional<Path> model = ModelLoading.find(context, "model");
        if (model.isEmpty()) {
            return;
        }
        try {
            VaeFile file = VaeLatents.settled(context, open(part(model.get())), latent.flatMap(Latent.Info::space));
            if (!file.decodes()) {
                context.error("model", "This autoencoder has no decoder; choose the file that has one.");
            } else {
                ModelLoading.explained("model", file::decoderWeights);
            }
            if (latent.isPresent() && latent.get().channels() > 0
                    && latent.get().channels() != file.latentChannels()) {
                context.error("latent", mismatch(latent.get().channels(), file));
            } else {
                latent.flatMap(Latent.Info::space).ifPresent(space -> checkSpace(context, space, file));
            }
        } catch (NodeException e) {
            context.error(e);
        }
    }

    private static void checkSpace(ConfigureContext context, LatentSpace latents, VaeFile file) {
        String model = context.parameters().text("model");
        file.latentSpace().filter(space -> space != latents).ifPresent(space -> context.error("latent",
                "The latent is one of " + latents.described() + ", but the VAE \"" + model + "\" is for those of "
                        + space.described() + "; choose the VAE that belongs to the denoiser, or put its config.json "
                        + "beside a single file."));
        file.nameSpace().filter(space -> space != latents).ifPresent(space -> context.warning("latent",
                "The latent is one of " + latents.label() + ", but by its name the VAE \"" + model
                        + "\" is for those of " + space.label() + "; check that it belongs to the denoiser."));
    }

    private static Path part(Path model) throws NodeException {
        return PipelineParts.choose(model, "model", "vae", Files::isDirectory, "VAE");
    }

    private static VaeFile open(Path path) throws NodeException {
        return ModelLoading.explained("model", path, ModelKind.VAE, () -> VaeFile.open(path));
    }

    private static String mismatch(int channels, VaeFile file) {
        return "The latent has " + channels + " channels and this VAE takes " + file.latentChannels()
                + "; choose the VAE that belongs to the denoiser.";
    }

    @Override
    public Optional<ModelMemory> memory(ConfigureContext context, String device) throws NodeException {
        Path model = part(ModelLoading.find(context, "model")
                .orElseThrow(() -> new NodeException("model", "is missing")));
        Optional<Latent.Info> latent = context.input("latent", Latent.Info.class);
        return ModelLoading.explained("model", () -> {
            VaeFile file = VaeFile.open(model);
            ModelForecast forecast = ModelForecast.of(context, device);
            DType dtype = forecast.dtype();
            long whole = latent.map(info -> file.decodeBytes(info.batch(), info.width(), info.height(),
                    forecast.device(), dtype)).orElse(0L);
            long tiled = latent.map(info -> file.tiledBytes(info.batch(), info.width(), info.height(),
                    forecast.device(), dtype)).orElse(0L);
            String chosen = context.parameters().text("tiles");
            ModelMemory memory = forecast.of(new ModelForecast.Facts(VaeDecoder.class, model,
                    VaeLatents.label(context, file, latent.flatMap(Latent.Info::space)), file.decoderWeights(),
                    List.of(), latent.map(Latent.Info::batch).orElse(1),
                    numbers -> chosen.equals("on") ? tiled : whole), List.of());
            return Optional.of(chosen.equals("auto") && tiled < whole ? memory.tiled(tiled) : memory);
        });
    }

    /** What the parameter says or, where it leaves that open, the plan. */
    private static boolean tiles(ExecuteContext context) {
        return switch (context.parameters().text("tiles")) {
            case "on" -> true;
            case "off" -> false;
            default -> context.memory().filter(MemoryShare::tiles).isPresent();
        };
    }

    @Override
    public void execute(ExecuteContext context) throws Exception {
        Tensor latents = context.input("latent", Latent.class).samples();
        Path path = part(ModelLoading.find(context, "model"));
        if (!latents.finite()) {
            throw new NodeException("latent", "The latent has values that are not numbers (NaN or infinite); "
                    + "look at the node it comes from.");
        }
        String which = VaeLatents.space(context).map(LatentSpace::label).orElse("");
        ModelLoading.use(context, "model", path, which, VaeDecoder.class,
                (p, policy, on, dtype, cancel) -> VaeLatents.open(context, p).decoder(policy, on, dtype, cancel),
                decoder -> context.output("image", new Picture(ModelLoading.computed(context, "",
                        () -> decoder.pictures(latents, tiles(context), context).orElseThrow(
                                () -> ModelLoading.notFinite("The decoded picture", context))))));
    }
}
