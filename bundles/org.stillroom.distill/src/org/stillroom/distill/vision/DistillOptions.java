// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.graph.io.Digest;
import org.stillroom.torch.formats.DType;

/**
 * How a student is distilled. Each point at which the published training script surprises is an option here: {@link
 * #of} has what is recommended, {@link #published} what the script does.
 *
 * @param method what the student learns from
 * @param seed of the student's first weights, the order of prompts, noise, guidance and dropout
 * @param text what the encoders are given
 * @param sampling how pictures come about on which teacher and student are compared
 * @param update how the student is changed
 * @param phases one after the other; at least one
 */
public record DistillOptions(Method method, long seed, Text text, Sampling sampling, Update update,
        List<Phase> phases) {

    private static final int DIGEST_BYTES = 8;

    public DistillOptions {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new TrainingException("The distillation has no phases; give at least one list of prompts.");
        }
    }

    /** What the student learns from. */
    public enum Method {
        /** The paper's: the denoiser must predict the same with the student's text as with the teacher's. */
        VISION,
        /**
         * The paper's ablation, naive embedding distillation: the student's text must be the teacher's. Each step has
         * prompts of its own, as there is no picture to go on with; so for the same number of steps it sees as many
         * times more prompts as a picture has timesteps.
         */
        EMBEDDING
    }

    /**
     * What the encoders are given.
     *
     * @param tokens that prompts are padded to. The script trains with 77 and is used with 512; the default is 512 for
     *        both, as padding is attended to
     * @param pooled whether the denoiser gets CLIP's pooled vector, as it does at inference; the script gives zeros
     * @param dropout of the student, at all places where T5 and the projection have it; 0.1 in the script and by
     *        default, 0 for none
     */
    public record Text(int tokens, boolean pooled, double dropout) {

        public static final Text USUAL = new Text(512, true, 0.1);
        public static final Text PUBLISHED = new Text(77, false, 0.1);

        public Text {
            if (tokens < 1 || dropout < 0 || dropout >= 1) {
                throw new TrainingException("Prompts have " + tokens + " tokens and dropout is " + dropout
                        + "; expected 1 token or more, and dropout from 0 to below 1.");
            }
        }
    }

    /**
     * How pictures come about. Timesteps are those that diffusers sets without sigmas: evenly from 1 to 0.001, then
     * shifted as the pipeline's scheduler says.
     *
     * @param timesteps from pure noise to a picture, one optimizer step each; 20 in the paper
     * @param guidance values of which one is drawn for each batch of prompts; 2, 2.5, … 5 in the paper. A denoiser
     *        that takes no guidance does not see it
     * @param batch prompts of a step; 4 on each GPU in the paper
     */
    public record Sampling(int timesteps, List<Double> guidance, int batch) {

        public static final Sampling USUAL = new Sampling(20, List.of(2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0), 4);

        public Sampling {
            guidance = List.copyOf(guidance);
            if (timesteps < 1 || batch < 1 || guidance.isEmpty()) {
                throw new TrainingException("There are " + timesteps + " timesteps, " + batch + " prompts in a batch "
                        + "and " + guidance.size() + " values of guidance; expected 1 or more of each.");
            }
        }
    }

    /**
     * AdamW at a constant rate, which may fall at the end.
     *
     * @param lr learning rate; 1e-4 in the paper
     * @param weightDecay 1e-3 in the paper
     * @param maxNorm the student's gradients are scaled down to this length; 0, the default, for never. The script
     *        clips gradients of parameters that are frozen, which does nothing
     * @param precision of the student, its gradients and the optimizer: F32, the default; BF16 in the script, where a
     *        small step is often rounded away
     * @param slowQueries whether the rate of the queries' weights is divided by the square root of the heads' width,
     *        8 for the published T5s, which do not divide their attention's scores by it. The script steps all weights
     *        alike; so a small T5 soon looks at one token with each head, and forgets the order of words
     * @param recompute whether the denoiser's activations are computed again, block by block, on the way back: about a
     *        third more time, and memory for one block in place of all; see {@link Distillation}
     * @param coolDown last steps, over which the rate falls evenly to zero, so that the last captions do not pull the
     *        student about (https://arxiv.org/abs/2405.18392); 0, as in the script, for none
     */
    public record Update(double lr, double weightDecay, double maxNorm, DType precision, boolean slowQueries,
            boolean recompute, long coolDown) {

        public static final Update USUAL = new Update(1e-4, 1e-3, 0, DType.F32, true, true, 0);
        public static final Update PUBLISHED = new Update(1e-4, 1e-3, 0, DType.BF16, false, true, 0);

        private static final double BETA1 = 0.9;
        private static final double BETA2 = 0.999;
        private static final double EPS = 1e-8;

        public Update {
            if (precision != DType.F32 && precision != DType.BF16) {
                throw new TrainingException("The student's precision is " + precision + "; expected F32 or BF16.");
            }
            if (coolDown < 0) {
                throw new TrainingException("The rate falls over the last " + coolDown
                        + " steps; expected 0 or more.");
            }
        }

        /** As distill.py takes them, before the rate falls. */
        List<Double> rates() {
            return rates(lr);
        }

        private List<Double> rates(double rate) {
            return List.of(rate, BETA1, BETA2, EPS, weightDecay, maxNorm, slowQueries ? 1.0 : 0);
        }
    }

    /**
     * Prompts and how long they are used.
     *
     * @param name for people and checkpoints, such as {@code T2I-CompBench}
     * @param prompts used in a new random order each time all were used
     * @param steps optimizer steps, which the paper counts as iterations
     * @param size height and width of the pictures in pixels, a multiple of 16
     */
    public record Phase(String name, List<String> prompts, long steps, int size) {

        public Phase {
            prompts = List.copyOf(prompts);
            if (prompts.isEmpty()) {
                throw new TrainingException("The list of prompts of " + name + " is empty; give at least one prompt.");
            }
            if (steps < 1 || size < 16 || size % 16 != 0) {
                throw new TrainingException(name + " has " + steps + " steps with pictures of " + size
                        + " pixels; expected 1 step or more, and a multiple of 16 pixels.");
            }
        }
    }

    /** What is recommended: trained as it is used, in float32, and with slow queries. */
    public static DistillOptions of(long seed, List<Phase> phases) {
        return new DistillOptions(Method.VISION, seed, Text.USUAL, Sampling.USUAL, Update.USUAL, phases);
    }

    /** What the published script does; together with {@link StudentStart.Random}. */
    public static DistillOptions published(long seed, List<Phase> phases) {
        return new DistillOptions(Method.VISION, seed, Text.PUBLISHED, Sampling.USUAL, Update.PUBLISHED, phases);
    }

    public DistillOptions with(Method other) {
        return new DistillOptions(other, seed, text, sampling, update, phases);
    }

    public DistillOptions with(Text other) {
        return new DistillOptions(method, seed, other, sampling, update, phases);
    }

    public DistillOptions with(Sampling other) {
        return new DistillOptions(method, seed, text, other, update, phases);
    }

    public DistillOptions with(Update other) {
        return new DistillOptions(method, seed, text, sampling, other, phases);
    }

    /** Optimizer steps of all phases. */
    public long steps() {
        return phases.stream().mapToLong(Phase::steps).sum();
    }

    /** Learning rate of a step, which counts from 1. */
    double rate(long step) {
        return update.lr() * Math.min(1, (steps() - step + 1) / (update.coolDown() + 1.0));
    }

    /** The rates of a step, as distill.py takes them. */
    List<Double> rates(long step) {
        return update.rates(rate(step));
    }

    /**
     * What must be the same for a checkpoint to be continued. Of phases it is where those that had begun by then
     * started, so a student may be trained for longer, and with further phases: the rate is then the full one again.
     * Nor is {@code recompute} among it, which changes only rounding.
     *
     * @param step of the checkpoint
     */
    Map<String, String> settings(long step) {
        Map<String, String> settings = new TreeMap<>(Map.of("method", method.toString(), "seed", Long.toString(seed),
                "text", text.toString(), "sampling", sampling.toString(), "rates", update.rates().toString(),
                "precision", update.precision().toString()));
        long start = 0;
        for (int i = 0; i < phases.size() && (i == 0 || start < step); i++) {
            Phase phase = phases.get(i);
            settings.put("phase " + (i + 1), phase.name() + " from step " + (start + 1) + ", " + phase.size()
                    + " pixels, " + phase.prompts().size() + " prompts " + digest(phase.prompts()));
            start += phase.steps();
        }
        return settings;
    }

    private static String digest(List<String> prompts) {
        return Digest.of(prompts.stream().map(prompt -> prompt + "\0").collect(Collectors.joining()), DIGEST_BYTES);
    }
}
