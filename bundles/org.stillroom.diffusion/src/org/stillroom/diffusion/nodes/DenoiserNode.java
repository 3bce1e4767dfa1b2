// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.family.TransformerConfig;
import org.stillroom.diffusion.family.TransformerFile;
import org.stillroom.diffusion.family.sd3.Sd3Config;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Sampler;
import org.stillroom.diffusion.sampling.Sampling;
import org.stillroom.diffusion.sampling.Schedule;
import org.stillroom.diffusion.sampling.Unfinished;
import org.stillroom.diffusion.sampling.Watcher;
import org.stillroom.diffusion.vae.Latent;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Lease;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** Turns noise into the latent of a picture, step by step. */
public final class DenoiserNode implements NodeFunction {

    @Override
    public void configure(ConfigureContext context) {
        DenoiserInputs inputs = DenoiserInputs.of(context);
        inputs.noise().ifPresent(noise -> context.output("latent", noise.of(Optional.empty())));
        Optional<Path> model = ModelLoading.find(context, "model");
        if (model.isEmpty()) {
            return;
        }
        DenoiserSettings settings = DenoiserSettings.of(context.parameters());
        try {
            TransformerConfig config =
                    ModelLoading.explained("model", () -> TransformerFile.open(model.get())).config();
            inputs.noise().ifPresent(noise ->
                    context.output("latent", noise.of(Optional.of(config.latentSpace()))));
            DenoiserCheck.findings(config, inputs, settings)
                    .forEach(finding -> context.error(finding.at(), finding.message()));
            if (config instanceof Sd3Config) {
                Sd3Check.exchanged(inputs).ifPresent(warning -> context.warning("clip_l", warning));
            }
        } catch (NodeException e) {
            context.error(e);
        }
        if (settings.startStep() == 0 && context.wired("latent")) {
            context.warning("latent", "The latent is not used, because the start step is 0.");
        }
    }

    @Override
    public void execute(ExecuteContext context) throws Exception {
        Path path = ModelLoading.find(context, "model");
        TransformerFile file = ModelLoading.explained("model", () -> TransformerFile.open(path));
        DenoiserSettings settings = DenoiserSettings.of(context.parameters());
        List<DenoiserCheck.Finding> findings =
                DenoiserCheck.findings(file.config(), DenoiserInputs.of(context), settings);
        if (!findings.isEmpty()) {
            throw new NodeException(findings.get(0).at(), findings.get(0).message());
        }
        Device device = ModelLoading.device(context);
        DType dtype = ModelLoading.dtype(context, device);
        try (Lease<DiffusionTransformer> lease = ModelLoading.lease(context, "model", path, device, dtype,
                DiffusionTransformer.class, (p, on, in, cancel) -> TransformerFile.open(p).load(on, in, cancel))) {
            context.output("latent", new Latent(sample(context, settings, file, lease.model())));
        }
    }

    private static Tensor sample(ExecuteContext context, DenoiserSettings settings, TransformerFile file,
            DiffusionTransformer transformer) throws NodeException {
        Tensor noise = context.input("noise", Latent.class).samples();
        Optional<Tensor> latent = context.optionalInput("latent", Latent.class).map(Latent::samples);
        Schedule schedule = settings.schedule(file.config(), file.scheduler(), noise);
        boolean guided = file.config() instanceof Sd3Config && settings.guidance() > 1;
        try (DenoiserPrompts prompts = DenoiserPrompts.of(file.config(), guided, context)) {
            Sampling sampling = new Sampling(schedule, settings.startStep(), noise, latent, prompts.prompt(),
                    prompts.negative(), settings.guidance());
            return ModelLoading.computed(context, "",
                    () -> new Sampler(transformer).sample(sampling, new Reporting(context)));
        }
    }

    /** Reports progress and what is to be seen so far to the run. */
    private record Reporting(ExecuteContext context) implements Watcher {

        @Override
        public void progress(int done, int total) {
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
