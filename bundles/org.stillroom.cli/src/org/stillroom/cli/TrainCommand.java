// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.stillroom.distill.family.FamilyTraining.Part;
import org.stillroom.distill.family.FamilyTraining;
import org.stillroom.distill.training.Stage;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.torch.runtime.ProcessEnd;
import org.stillroom.torch.runtime.TorchException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "train", description = {
        "Trains the small family that comes with Stillroom, from scratch, on pictures that it makes itself.",
        "Parts in their order: vae (the autoencoder), latents (what the transformer is trained on), flow (the "
        + "transformer and the text encoder that teaches the students). With --faithful also language, before them "
        + "(the text encoder, as a language model that sees no picture), and texts, before flow (what it gives for the "
        + "captions). language, vae and flow go on from their last checkpoints in the run's folder, where loss.csv, "
        + "loss.png and pictures.png show how it goes; latents and texts, some minutes each, begin anew. Ctrl-C stops "
        + "at once; what was done since the last checkpoint is done again.",
        "Then the family is written as a model folder."})
final class TrainCommand implements Callable<Integer> {

    private static final Set<String> NAMES = Arrays.stream(Part.values()).map(Part::word)
            .collect(Collectors.toUnmodifiableSet());

    private final Context context;

    @Option(names = "--run", paramLabel = "DIR",
            description = "The run's folder; made if it is not there. Default: training/mini, or training/quick with "
            + "--quick.")
    private Path run;

    @Option(names = "--part", paramLabel = "language|vae|latents|texts|flow",
            description = "Trains only this part; may be given several times. Default: all that are not finished.")
    private Set<Part> parts = EnumSet.noneOf(Part.class);

    @Option(names = "--family", paramLabel = "DIR",
            description = "Where the family is written. Default: family in the run's folder.")
    private Path family;

    @Option(names = "--export", description = "Trains nothing: writes the family as it is at the last checkpoint, to "
            + "draw with it while it is not finished.")
    private boolean export;

    @Option(names = "--last", description = "Writes the family of the last step. Default: that of the step after which "
            + "most pictures and letters of validation captions were right, as they were drawn while it was trained.")
    private boolean last;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Of weights, pictures and noise. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--quick", description = "A few steps of everything, to see that it works: minutes, not hours. "
            + "The family then draws nothing that can be recognised.")
    private boolean quick;

    @Mixin
    private TrainChoices choices;

    @Mixin
    private DeviceOption device;

    TrainCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException, InterruptedException {
        ProcessEnd.prepare();
        Path folder = OutputFolder.check(context.shell().resolve(
                run != null ? run : Path.of("training", quick ? "quick" : "mini")), "what is trained", "--run");
        Path to = OutputFolder.check(
                family == null ? folder.resolve("family") : context.shell().resolve(family), "the family", "--family");
        FamilyTraining training = new FamilyTraining(folder, choices.plan(quick).withSeed(seed),
                choices.start(context.shell()), device.working());
        try (ProgressDisplay progress = ProgressDisplay.to(context.shell(), NAMES)) {
            for (Part part : parts(training)) {
                if (!train(training, part, progress)) {
                    context.interrupts().tellCancelled();
                    return ExitCode.CANCELLED;
                }
            }
            if (export || parts(training).contains(Part.FLOW)) {
                FamilyTraining.Exported exported = training.export(to, last);
                progress.line("The family of step " + exported.step() + " is in " + to + (exported.words().isEmpty()
                        ? "" : "; it did best on validation captions: " + exported.words()));
                context.shell().out().println(to);
            }
            return ExitCode.DONE;
        } catch (TrainingException | TorchException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage() + "; check that the files are there and can be read",
                    e);
        }
    }

    private Set<Part> parts(FamilyTraining training) {
        if (export) {
            return EnumSet.noneOf(Part.class);
        }
        return parts.isEmpty() ? training.parts() : EnumSet.copyOf(parts);
    }

    private boolean train(FamilyTraining training, Part part, ProgressDisplay progress) throws InterruptedException {
        String name = part.word();
        progress.started(name);
        boolean finished = false;
        try {
            finished = training.train(part, new TrainingProgress(context.interrupts(), progress, name,
                    (step, did) -> line(name, step, did)));
            return finished;
        } finally {
            progress.finished(name, finished ? ProgressDisplay.Outcome.DONE
                    : ProgressDisplay.Outcome.unfinished(context.interrupts().interrupted()), "");
        }
    }

    private static String line(String name, long step, Stage.Result done) {
        return String.format(Locale.ROOT, "%s: step %d, loss %.4f, gradients' norm %.3f, learning rate %.2g", name,
                step, done.loss(), done.gradNorm(), done.rate());
    }
}
