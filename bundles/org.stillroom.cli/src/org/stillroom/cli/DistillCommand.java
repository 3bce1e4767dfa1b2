// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.distill.training.Stage;
import org.stillroom.distill.training.TrainingException;
import org.stillroom.distill.vision.DistillOptions;
import org.stillroom.distill.vision.DistillRun;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.MissingFileException;
import org.stillroom.torch.runtime.ProcessEnd;
import org.stillroom.torch.runtime.TorchException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "distill", description = {
        "Distils a small T5 text encoder from the one of a FLUX.1 pipeline: the pipeline's denoiser is to draw the "
        + "same with the student's text as with the teacher's.",
        "Goes on from the last checkpoint in the run's folder, where loss.csv, loss.png, pictures.png (the teacher's "
        + "above, the student's below) and the folder student show how it goes. Ctrl-C stops at once; what was done "
        + "since the last checkpoint is done again.",
        "At the end the student is written in DistillT5's layout, as T5 Encoder nodes take it."})
final class DistillCommand implements Callable<Integer> {

    private static final String WORK = "distill";

    private final Context context;

    @Option(names = "--teacher", paramLabel = "DIR", required = true,
            description = "Folder of a FLUX.1 pipeline in diffusers' layout, such as the small family or a checkpoint "
            + "of FLUX.1 dev. Its text_encoder_2 is the teacher.")
    private Path teacher;

    @Mixin
    private DistillStudent student;

    @Mixin
    private DistillPrompts prompts;

    @Mixin
    private DistillChoices choices;

    @Option(names = "--run", paramLabel = "DIR", defaultValue = "training/student",
            description = "The run's folder; made if it is not there. Default: ${DEFAULT-VALUE}.")
    private Path run;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where the student is written. Default: student in the run's folder.")
    private Path out;

    @Option(names = "--checkpoint", paramLabel = "N", defaultValue = "500",
            description = "Steps between two checkpoints. Default: ${DEFAULT-VALUE}.")
    private long checkpoint;

    @Mixin
    private DeviceOption device;

    DistillCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException {
        ProcessEnd.prepare();
        Path pipeline = context.shell().resolve(teacher);
        if (!Files.isDirectory(pipeline)) {
            throw new CliException(ExitCode.MISSING, pipeline + " is no folder of a pipeline; check --teacher");
        }
        if (checkpoint < 1) {
            throw new CliException(ExitCode.USAGE, "--checkpoint must be 1 or more");
        }
        Path folder = OutputFolder.check(context.shell().resolve(run), "what is trained", "--run");
        if (out != null) {
            OutputFolder.check(context.shell().resolve(out), "the student", "--out");
        }
        try {
            DistillOptions options = choices.options(prompts.world(),
                    TextTokenizer.usualLength(pipeline.resolve("tokenizer_2")),
                    prompts.phases(context.shell(), pipeline));
            DistillRun distillation = new DistillRun(folder, pipeline,
                    student.start(context.shell(), prompts.world(), choices.published()), options, device.working(),
                    checkpoint);
            if (!distil(distillation)) {
                context.interrupts().tellCancelled();
                return ExitCode.CANCELLED;
            }
            context.shell().out().println(write(distillation));
            return ExitCode.DONE;
        } catch (MissingFileException e) {
            throw new CliException(ExitCode.MISSING, e.getMessage(), e);
        } catch (TrainingException | CheckpointException | TorchException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage() + "; check that the files are there and can be read",
                    e);
        }
    }

    private boolean distil(DistillRun distillation) throws CheckpointException {
        boolean finished = false;
        ProgressDisplay progress = ProgressDisplay.to(context.shell(), Set.of(WORK));
        try {
            progress.started(WORK);
            finished = distillation.run(
                    new TrainingProgress(context.interrupts(), progress, WORK, DistillCommand::line));
            return finished;
        } finally {
            progress.finished(WORK, finished ? ProgressDisplay.Outcome.DONE
                    : ProgressDisplay.Outcome.unfinished(context.interrupts().interrupted()), "");
            progress.close();
        }
    }

    private static String line(long step, Stage.Result did) {
        return String.format(Locale.ROOT, "step %d, loss %.4g, gradients' norm %.3g", step, did.loss(), did.gradNorm());
    }

    private Path write(DistillRun distillation) throws CliException {
        if (out == null) {
            return distillation.student();
        }
        Path to = context.shell().resolve(out);
        try {
            DistillRun.copyStudent(distillation.student(), to);
            return to;
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, "the student cannot be written to " + to + ": " + e.getMessage()
                    + "; it is in " + distillation.student() + ", copy it from there", e);
        }
    }
}
