// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.util.Arrays;
import java.util.List;
import org.stillroom.diffusion.family.flux.FluxConfig;
import org.stillroom.diffusion.family.flux.FluxTransformer;
import org.stillroom.diffusion.sampling.Schedule;
import org.stillroom.diffusion.sampling.SchedulerConfig;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.distill.training.Stage;
import org.stillroom.torch.formats.DType;
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
     * Draws latents with the schedule that FLUX pipelines use.
     *
     * @param ids [B, tokens]
     * @param noise [B, channels, rows, columns]
     * @param guidance as the transformer's guidance embedding takes it
     */
    Tensor draw(Tensor ids, Tensor noise, int steps, float guidance, Weights transformer, Weights encoder) {
        Program program = program();
        int batch = (int) noise.size(0);
        Schedule schedule = Schedule.flux(SchedulerConfig.FLUX_DEV, steps, (int) (noise.size(2) * noise.size(3) / 4));
        float[] same = new float[batch];
        try (Tensor text = program.call("encode", ids, encoder, numbers()); Tensor pooled = pooled(noise.device())) {
            Tensor x = noise.to(text.device(), DType.F32);
            for (int i = 0; i < steps; i++) {
                Arrays.fill(same, guidance);
                try (Tensor old = x;
                        Tensor g = Tensor.of(same, batch);
                        Tensor sigma = sigma(schedule.sigmas()[i], batch);
                        Tensor velocity = program.call("velocity", old, sigma, g, pooled, text, transformer, numbers(),
                                flux.axesDimsRope())) {
                    x = program.call("advance", old, velocity,
                            (double) (schedule.sigmas()[i + 1] - schedule.sigmas()[i]));
                }
            }
            return x;
        }
    }

    private static Tensor sigma(float value, int batch) {
        float[] all = new float[batch];
        Arrays.fill(all, value);
        return Tensor.of(all, batch);
    }
}
