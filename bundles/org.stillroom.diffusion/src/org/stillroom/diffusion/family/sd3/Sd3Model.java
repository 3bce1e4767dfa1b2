// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.sd3;

import java.util.List;
import org.stillroom.diffusion.family.DenoiserInputs;
import org.stillroom.diffusion.family.DenoiserSettings;
import org.stillroom.diffusion.family.FamilyModel;
import org.stillroom.diffusion.family.Finding;
import org.stillroom.diffusion.family.ModelFamily;
import org.stillroom.diffusion.family.TextInputs;
import org.stillroom.diffusion.sampling.DiffusionTransformer;
import org.stillroom.diffusion.sampling.Prompt;
import org.stillroom.diffusion.sampling.Schedule;
import org.stillroom.diffusion.sampling.SchedulerConfig;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;

/** An SD3 or SD3.5. It takes up to three text encoders, and its guidance is classifier-free. */
record Sd3Model(ModelFamily family, Sd3Config config) implements FamilyModel {

    @Override
    public Layout original(String prefix) {
        return OriginalSd3.layout(prefix, config);
    }

    @Override
    public void check(Headers weights) {
        // shapes say the rest
    }

    @Override
    public SchedulerConfig scheduler() {
        return SchedulerConfig.SD3;
    }

    @Override
    public Schedule schedule(SchedulerConfig scheduler, int steps, int imageSeqLen) {
        return Schedule.sd3(scheduler, steps, imageSeqLen);
    }

    @Override
    public int t5Tokens() {
        return 256;
    }

    @Override
    public boolean takesNegative(double guidance) {
        return guidance > 1;
    }

    @Override
    public List<Finding> findings(DenoiserInputs inputs, DenoiserSettings settings) {
        return Sd3Check.findings(config, inputs, settings);
    }

    @Override
    public Prompt prompt(TextInputs text, boolean negative) {
        return Sd3Text.join(config, text, negative);
    }

    @Override
    public DiffusionTransformer transformer(Device device, Residence weights) {
        return new Sd3Transformer(config, device, weights);
    }
}
