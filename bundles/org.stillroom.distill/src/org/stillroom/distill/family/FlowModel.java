// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.family.flux.FluxTransformer;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.sampling.Sampler;
import org.stillroom.diffusion.sampling.Sampling;
import org.stillroom.diffusion.sampling.Schedule;
import org.stillroom.diffusion.sampling.SchedulerConfig;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.distill.training.Stage;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * The sizes of a transformer and its text encoder, and what is computed with both: the program flow.py.
 *
 * @param flux the transformer
 * @param t5 the encoder; its width is the transformer's joint_attention_dim
 */
record FlowModel(FluxConfig flux, T5Config t5) {

    /** @throws IllegalArgumentException if flow.py computes encoders of other numbers only */
    FlowModel {
        if (t5.maxDistance() != 128 || t5.epsilon() != 1e-6 || !t5.gated() || t5.projection().isPresent()
                || !flux.guidanceEmbeds()) {
            throw new IllegalArgumentException("flow.py trains a gated T5 with the largest distance 128, epsilon 1e-6 "
                    + "and no projection, for a transformer that takes guidance; these are " + t5 + " and " + flux
                    + ".");
        }
    }

    static Program program() {
        return Program.load(FlowModel.class, "flow.py",
                FluxTransformer.LIBRARY, T5Encoder.LIBRARY,
                new Program.Library("optim", Stage.class, "optim.py"));
    }

    /** Layers and heads, as flow.py takes them. */
    List<Integer> numbers() {
        return List.of(flux.numLayers(), flux.numSingleLayers(), flux.numAttentionHeads(), t5.layers(), t5.heads());
    }

    /** What the transformer is given in place of CLIP's pooled vector, in training and at any later time: zeros. */
    Tensor pooled(Device device) {
        return Tensor.zeros(DType.F32, device, 1, flux.pooledProjectionDim());
    }

    /**
     * Draws latents as a pipeline does with the same weights, which stay the caller's.
     *
     * @param ids tokens of each prompt
     * @param noise [prompts, channels, rows, columns]
     * @param guidance as the transformer's guidance embedding takes it
     */
    Tensor draw(List<List<Integer>> ids, Tensor noise, int steps, double guidance, Weights transformer,
            Weights encoder, Device device) throws CheckpointException {
        Schedule schedule = Schedule.flux(SchedulerConfig.FLUX_DEV, steps, (int) (noise.size(2) * noise.size(3) / 4));
        // neither is closed, as that would close the weights
        T5Encoder text = T5Encoder.of("the text encoder", t5, Residence.of(encoder), device);
        Sampler sampler = new Sampler(new FluxTransformer(flux, device, Residence.of(transformer)));
        try (Tensor states = text.encode(ids, Progress.NONE); Tensor pooled = pooled(Device.CPU)) {
            return sampler.sample(new Sampling(schedule, 0, noise, Optional.empty(), new Prompt(states, pooled),
                    Optional.empty(), guidance), () -> { });
        }
    }
}
