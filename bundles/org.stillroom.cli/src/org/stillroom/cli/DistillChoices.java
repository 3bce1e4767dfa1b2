// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.List;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.distill.vision.DistillOptions;
import org.stillroom.torch.formats.DType;
import picocli.CommandLine.Option;

/** How a student is distilled. What is not said is as recommended, or as in the published script. */
final class DistillChoices {

    private static final int WORLD_BATCH = 32;
    /** Each of its captions is used a few times only, with new noise: little is learned by heart. */
    private static final double WORLD_DROPOUT = 0;
    private static final double WORLD_RATE = 1e-3;

    /** Number formats of a student in training. */
    private enum Precision { FLOAT32, BFLOAT16 }

    @Option(names = "--method", paramLabel = "vision|embedding", defaultValue = "vision",
            description = "What the student learns from: the denoiser's predictions, as in the paper, or the teacher's "
            + "embeddings, its ablation. Default: ${DEFAULT-VALUE}.")
    private DistillOptions.Method method;

    @Option(names = "--published", description = "As the published script: random first weights, 77 tokens, zeros for "
            + "CLIP's pooled vector, one rate for all weights, student and optimizer in bfloat16; and 4 prompts, rate "
            + "0.0001 and dropout 0.1 for the miniature world, too. Other options still go before it.")
    private boolean published;

    @Option(names = "--tokens", paramLabel = "N",
            description = "Tokens that prompts are padded to, the same as in use. "
            + "Default: what the teacher's tokenizer says, 512 for FLUX.1 dev.")
    private Integer tokens;

    @Option(names = "--batch", paramLabel = "N", description = "Prompts of a step. Default: 4, or 32 for the miniature "
            + "world.")
    private Integer batch;

    @Option(names = "--timesteps", paramLabel = "N", description = "Noise levels at which a caption is looked at, from "
            + "pure noise to a picture, one step each. With fewer, as many steps see more captions. Default: 20, as in "
            + "the paper. Naive distilling looks at no pictures.")
    private Integer timesteps;

    @Option(names = "--lr", paramLabel = "X",
            description = "Learning rate, constant up to --cool-down. Default: 0.0001, or 0.001 for the "
            + "miniature world.")
    private Double rate;

    @Option(names = "--cool-down", paramLabel = "N", defaultValue = "0", description = "Last steps, over which the "
            + "learning rate falls to zero. Asking for more steps later goes on at the full rate. Default: none.")
    private long coolDown;

    @Option(names = "--dropout", paramLabel = "X", description = "Share of the student's values that is dropped. "
            + "Default: 0.1, or 0 for the miniature world.")
    private Double dropout;

    @Option(names = "--pooled", negatable = true, description = "Whether the denoiser gets CLIP's pooled vector, as in "
            + "use. Default: yes.")
    private Boolean pooled;

    @Option(names = "--max-norm", paramLabel = "X", description = "Longer gradients are scaled down to this length. "
            + "Default: never.")
    private Double maxNorm;

    @Option(names = "--precision", paramLabel = "float32|bfloat16", description = "Of the student, its gradients and "
            + "the optimizer. Default: float32.")
    private Precision precision;

    @Option(names = "--slow-queries", negatable = true,
            description = "Whether queries learn more slowly, by the square root "
            + "of the heads' width, so that attention does not freeze on single tokens. Default: yes.")
    private Boolean slowQueries;

    @Option(names = "--recompute", negatable = true,
            description = "Whether the denoiser's activations are computed again "
            + "on the way back, block by block: a third more time, and far less memory. Default: yes, or no for the "
            + "miniature world.")
    private Boolean recompute;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Of first weights, order of prompts, noise, guidance and dropout. Default: ${DEFAULT-VALUE}.")
    private long seed;

    boolean published() {
        return published;
    }

    /** @param usual tokens that prompts are padded to in use, by the teacher's tokenizer */
    DistillOptions options(boolean world, int usual, List<DistillOptions.Phase> phases) throws CliException {
        DistillOptions base = published ? DistillOptions.published(seed, phases) : DistillOptions.of(seed, phases);
        if (rate != null && !(rate > 0 && rate <= 1)) {
            throw new CliException(ExitCode.USAGE, "--lr is " + rate + ", expected a number above 0 and at most 1");
        }
        if (maxNorm != null && !(maxNorm >= 0)) {
            throw new CliException(ExitCode.USAGE, "--max-norm is " + maxNorm + ", expected 0 or more");
        }
        try {
            return base.with(method).with(text(base.text(), world, usual)).with(sampling(base.sampling(), world))
                    .with(update(base.update(), world));
        } catch (TrainingException e) {
            throw new CliException(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    private DistillOptions.Text text(DistillOptions.Text base, boolean world, int usual) {
        return new DistillOptions.Text(or(tokens, published ? base.tokens() : usual), or(pooled, base.pooled()),
                or(dropout, world && !published ? WORLD_DROPOUT : base.dropout()));
    }

    private DistillOptions.Sampling sampling(DistillOptions.Sampling base, boolean world) {
        return new DistillOptions.Sampling(or(timesteps, base.timesteps()), base.guidance(),
                or(batch, world && !published ? WORLD_BATCH : base.batch()));
    }

    private DistillOptions.Update update(DistillOptions.Update base, boolean world) {
        DType format = precision == null ? base.precision() : precision == Precision.BFLOAT16 ? DType.BF16 : DType.F32;
        return new DistillOptions.Update(or(rate, world && !published ? WORLD_RATE : base.lr()), base.weightDecay(),
                or(maxNorm, base.maxNorm()), format, or(slowQueries, base.slowQueries()), or(recompute, !world),
                coolDown);
    }

    private static <T> T or(T given, T usual) {
        return given == null ? usual : given;
    }
}
