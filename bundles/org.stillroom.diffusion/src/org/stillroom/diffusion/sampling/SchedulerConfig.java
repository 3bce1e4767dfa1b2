// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.sampling;

import java.util.List;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.CheckpointException;

/**
 * Settings of diffusers' {@code FlowMatchEulerDiscreteScheduler}, named as in scheduler_config.json.
 *
 * @param numTrainTimesteps timesteps that sigma 1 stands for
 * @param shift moves steps towards noise, where shifting is not dynamic; 1 leaves them
 * @param useDynamicShifting whether the shift follows the picture's size
 * @param baseShift logarithm of the shift at {@code baseImageSeqLen} image tokens
 * @param maxShift logarithm of the shift at {@code maxImageSeqLen} image tokens
 * @param spacing how steps are placed between the first and last sigma
 */
public record SchedulerConfig(
        int numTrainTimesteps,
        double shift,
        boolean useDynamicShifting,
        double baseShift,
        double maxShift,
        int baseImageSeqLen,
        int maxImageSeqLen,
        Spacing spacing) {

    public static final SchedulerConfig FLUX_DEV =
            new SchedulerConfig(1000, 3, true, 0.5, 1.15, 256, 4096, Spacing.UNIFORM);
    public static final SchedulerConfig FLUX_SCHNELL =
            new SchedulerConfig(1000, 1, false, 0.5, 1.15, 256, 4096, Spacing.UNIFORM);
    public static final SchedulerConfig SD3 =
            new SchedulerConfig(1000, 3, false, 0.5, 1.15, 256, 4096, Spacing.UNIFORM);

    private static final List<String> UNSUPPORTED = List.of("invert_sigmas", "stochastic_sampling");

    /** @throws CheckpointException if it is another scheduler, or asks for what this program does not compute */
    public static SchedulerConfig read(ConfigFile file) throws CheckpointException {
        String name = file.text("_class_name", "");
        if (!name.isEmpty() && !name.equals("FlowMatchEulerDiscreteScheduler")) {
            throw file.unsupported("_class_name", "only FlowMatchEulerDiscreteScheduler");
        }
        for (String key : UNSUPPORTED) {
            if (file.flag(key, false)) {
                throw file.unsupported(key, "only false");
            }
        }
        if (file.number("shift_terminal", 0) != 0 || file.text("time_shift_type", "").equals("linear")) {
            throw file.problem("it sets shift_terminal or a linear time_shift_type, which FLUX.1 and SD3 do not use "
                    + "and which is not supported; choose another model");
        }
        double shift = file.number("shift", 1);
        int base = file.integer("base_image_seq_len", 256);
        int max = file.integer("max_image_seq_len", 4096);
        if (shift <= 0 || base == max) {
            throw file.problem("shift must be above 0, and base_image_seq_len differ from max_image_seq_len; "
                    + "correct the file");
        }
        return new SchedulerConfig(file.integer("num_train_timesteps", 1000, 1 << 20), shift,
                file.flag("use_dynamic_shifting", false), file.number("base_shift", 0.5),
                file.number("max_shift", 1.15), base, max,
                Spacing.read(file));
    }

    /** The same with a fixed shift. */
    public SchedulerConfig withShift(double fixed) {
        return new SchedulerConfig(numTrainTimesteps, fixed, false, baseShift, maxShift, baseImageSeqLen,
                maxImageSeqLen, spacing);
    }

    /** The same with steps placed otherwise. */
    public SchedulerConfig withSpacing(Spacing other) {
        return new SchedulerConfig(numTrainTimesteps, shift, useDynamicShifting, baseShift, maxShift, baseImageSeqLen,
                maxImageSeqLen, other);
    }

    /**
     * Logarithm of the dynamic shift: a line through the two ends.
     *
     * @param imageSeqLen image tokens
     */
    public double mu(int imageSeqLen) {
        double slope = (maxShift - baseShift) / (maxImageSeqLen - baseImageSeqLen);
        return imageSeqLen * slope + (baseShift - slope * baseImageSeqLen);
    }
}
