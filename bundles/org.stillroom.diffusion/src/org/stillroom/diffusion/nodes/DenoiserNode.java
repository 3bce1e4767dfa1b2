// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.stillroom.diffusion.family.DenoiserInputs;
import org.stillroom.diffusion.family.DenoiserSettings;
import org.stillroom.diffusion.family.FamilyModel;
import org.stillroom.diffusion.family.Finding;
import org.stillroom.diffusion.family.TextInputs;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.lora.AdaptedResidence;
import org.stillroom.diffusion.pipeline.Denoising;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Skips;
import org.stillroom.diffusion.sampling.StepCaching;
import org.stillroom.diffusion.sampling.Unfinished;
import org.stillroom.diffusion.sampling.Watcher;
import org.stillroom.diffusion.vae.VaeConfig;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.MemoryForecast;
import org.stillroom.nodes.contract.ModelMemory;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Turns noise into the latent of a picture, step by step. */
public final class DenoiserNode implements MemoryForecast {

    private static final List<String> INPUTS = List.of("noise", "latent", "t5", "clip_l", "clip_g");

    @Override
    public void configure(ConfigureContext context) {
        DenoiserInputs inputs = inputs(context);
        inputs.noise().ifPresent(noise -> context.output("latent", noise.of(Optional.empty())));
        Optional<Path> model = ModelLoading.find(context, "model");
        if (model.isEmpty()) {
            return;
        }
        DenoiserSettings settings = settings(context.parameters());
        try {
            TransformerFile file = ModelLoading.explained("model", model.get(), ModelKind.TRANSFORMER,
                    () -> TransformerFile.open(model.get()));
            FamilyModel family = file.model();
            inputs.noise().ifPresent(noise ->
                    context.output("latent", noise.of(Optional.of(family.family().latentSpace()))));
            for (Finding finding : DenoiserCheck.findings(family, inputs, settings)) {
                if (finding.error()) {
                    context.error(finding.at(), finding.message());
                } else {
                    context.warning(finding.at(), finding.message());
                }
            }
            ModelLoading.explained("model", model.get(), ModelKind.TRANSFORMER, file::stored);
            LoraInput.ofDenoiser(file.loraTargets()).check(context);
        } catch (NodeException e) {
            context.error(e);
        }
        SpareSteps.warning(context.parameters()).ifPresent(warning -> context.warning("step_cache", warning));
        if (settings.startStep() == 0 && context.wired("latent")) {
            context.warning("latent", "The latent is not used, because the start step is 0.");
        }
    }

    private static DenoiserInputs inputs(ConfigureContext context) {
        Set<String> wired = new TreeSet<>(INPUTS);
        wired.removeIf(port -> !context.wired(port));
        return new DenoiserInputs(wired, context.input("noise", Latent.Info.class),
                context.input("latent", Latent.Info.class), context.input("t5", TextEmbedding.Info.class),
                context.input("clip_l", ClipEmbedding.Info.class), context.input("clip_g", ClipEmbedding.Info.class));
    }

    private static DenoiserSettings settings(Parameters parameters) {
        return new DenoiserSettings(parameters.text("model"), parameters.integer("steps"),
                parameters.integer("start_step"), parameters.number("guidance"), parameters.number("shift"),
                parameters.text("scheduler"), parameters.number("true_cfg"),
                new StepCaching(StepCaching.Kind.of(parameters.text("step_cache")),
                        parameters.number("cache_threshold")));
    }

    @Override
    public Optional<ModelMemory> memory(ConfigureContext context, String device) throws NodeException {
        Path model = ModelLoading.find(context, "model").orElseThrow(() -> new NodeException("model", "is missing"));
        DenoiserSettings settings = settings(context.parameters());
        return ModelLoading.explained("model", () -> {
            TransformerFile file = TransformerFile.open(model);
            DenoiserInputs inputs = inputs(context);
            Optional<Latent.Info> noise = inputs.noise();
            long pixels = noise.map(info -> (long) info.width() * info.height()).orElse(0L);
            int batch = noise.map(Latent.Info::batch).orElse(1);
            long token = (long) file.config().patchSize() * VaeConfig.SCALE;
            int text = inputs.t5().map(TextEmbedding.Info::tokens).orElse(0);
            int passes = file.model().scale(settings) > 1 ? 2 : 1;
            int reads = Math.max(1, settings.steps() - settings.startStep()) * passes;
            return Optional.of(ModelForecast.of(context, device).of(new ModelForecast.Facts(DiffusionTransformer.class,
                    model, "", file.stored(), List.of(0), reads, numbers -> file.config().workBytes(batch,
                            pixels / (token * token), text, numbers.size())), List.of()));
        });
    }

    @Override
    public void execute(ExecuteContext context) throws Exception {
        Path path = ModelLoading.find(context, "model");
        TransformerFile file = ModelLoading.explained("model", () -> TransformerFile.open(path));
        List<AdaptedResidence.Applied> loras = LoraInput.ofDenoiser(file.loraTargets()).applied(context);
        ModelLoading.use(context, "model", path, DiffusionTransformer.class,
                (p, policy, device, dtype, cancel) -> file.open(policy, device, dtype, cancel),
                transformer -> context.output("latent", new Latent(adapted(context, file, transformer, loras))));
    }

    private static Tensor adapted(ExecuteContext context, TransformerFile file, DiffusionTransformer transformer,
            List<AdaptedResidence.Applied> loras) throws NodeException {
        if (loras.isEmpty()) {
            return sample(context, file, transformer);
        }
        Device device = transformer.device();
        try (DiffusionTransformer changed = file.model().transformer(device,
                LoraInput.over(transformer.weights(), device, loras, context))) {
            return sample(context, file, changed);
        }
    }

    private static Tensor sample(ExecuteContext context, TransformerFile file, DiffusionTransformer transformer)
            throws NodeException {
        Tensor noise = context.input("noise", Latent.class).samples();
        Optional<Tensor> latent = context.optionalInput("latent", Latent.class).map(Latent::samples);
        TextInputs text = new TextInputs(context.optionalInput("t5", TextEmbedding.class),
                context.optionalInput("clip_l", ClipEmbedding.class),
                context.optionalInput("clip_g", ClipEmbedding.class));
        DenoiserSettings settings = settings(context.parameters());
        SpareSteps spared = new SpareSteps();
        Tensor made = ModelLoading.computed(context, "", () -> new Denoising(file, settings).sample(transformer, noise,
                latent, text, new Reporting(context, spared::skipped)));
        if (settings.caching().kind() == StepCaching.Kind.NONE) {
            return made;
        }
        try {
            if (context.parameters().flag("cache_measure")) {
                try (Tensor exact = ModelLoading.computed(context, "", () -> new Denoising(file, settings.exact())
                        .sample(transformer, noise, latent, text, new Reporting(context, skips -> { })))) {
                    spared.measured(made, exact);
                }
            }
            context.show(spared.shown(made));
            return made;
        } catch (NodeException | RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    /** Reports progress and what is to be seen so far to the run. */
    private record Reporting(ExecuteContext context, Consumer<Skips> skips) implements Watcher {

        @Override
        public void ended(Skips spared) {
            skips.accept(spared);
        }

        @Override
        public void progress(long done, long total) {
            context.progress(done, total);
        }

        @Override
        public void stepped(Unfinished picture) {
            context.preview(() -> {
                try (Tensor estimate = picture.estimate()) {
                    return LatentPreview.of(estimate);
                }
            });
        }

        @Override
        public void checkCancelled() {
            context.checkCancelled();
        }
    }
}
