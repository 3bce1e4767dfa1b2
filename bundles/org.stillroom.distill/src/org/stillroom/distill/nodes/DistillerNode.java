// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.stillroom.diffusion.image.FileNames;
import org.stillroom.diffusion.nodes.ModelLoading;
import org.stillroom.distill.training.LossCurve;
import org.stillroom.distill.training.Stage;
import org.stillroom.distill.training.TrainingWatcher;
import org.stillroom.distill.vision.DistillOptions;
import org.stillroom.distill.vision.DistillRun;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Quantity;

/**
 * Distils a student. What it does is kept in a folder below the engine's output folder, so that the next run goes on
 * where this one was cancelled, and one with more steps where this one ended.
 */
public final class DistillerNode implements NodeFunction {

    private static final String RUN = "run";

    @Override
    public void configure(ConfigureContext context) {
        String run = context.parameters().text(RUN);
        if (!run.isEmpty()) {
            FileNames.problem(run).ifPresent(problem -> context.error(RUN, problem));
        }
        Optional<Teacher.Info> teacher = context.input("teacher", Teacher.Info.class);
        Optional<Student.Info> student = context.input("student", Student.Info.class);
        try {
            if (teacher.isPresent() && student.isPresent()) {
                ModelLoading.explained("student", () -> teacher.get().sizes().student(student.get().start()));
            }
        } catch (NodeException e) {
            context.error(e);
        }
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        Teacher teacher = context.input("teacher", Teacher.class);
        Student student = context.input("student", Student.class);
        DistillOptions options = DistillerSettings.of(context, teacher);
        DistillRun run = new DistillRun(folder(context), teacher.folder(), student.start(), options,
                ModelLoading.device(context), context.parameters().integer("checkpoint"));
        if (!distil(context, run)) {
            throw new CancellationException("the run was cancelled");
        }
        tell(context, run);
        context.output("encoder", new DistilledEncoder(run.student()));
        context.output("losses", new StepLosses(losses(run.folder())));
    }

    private static Path folder(ExecuteContext context) throws NodeException {
        String name = context.parameters().text(RUN);
        if (name.isEmpty()) {
            return context.outputFolder().resolve(FileNames.ofNode(context.nodeId()));
        }
        Optional<String> problem = FileNames.problem(name);
        if (problem.isPresent()) {
            throw new NodeException(RUN, problem.get());
        }
        return context.outputFolder().resolve(name);
    }

    /** @return whether all steps are done; false if the run was cancelled, and the checkpoint is written */
    private static boolean distil(ExecuteContext context, DistillRun run) throws NodeException {
        Reporting reporting = new Reporting(context, new LossPreview(losses(run.folder())));
        return ModelLoading.explained(RUN, () -> run.run(reporting));
    }

    /** Reports steps and losses to the run, and after which step it went on. */
    private static final class Reporting implements TrainingWatcher {

        private final ExecuteContext context;
        private final LossPreview preview;
        private long first;

        Reporting(ExecuteContext context, LossPreview preview) {
            this.context = context;
            this.preview = preview;
        }

        @Override
        public void checkCancelled() {
            context.checkCancelled();
        }

        @Override
        public void stepped(long step, long steps, Stage.Result did) {
            first = first == 0 ? step : first;
            preview.add(step, did.loss());
            try {
                context.progress(step, steps, "loss " + Quantity.of(preview.mean()).text()
                        + (first > 1 ? ", gone on after step " + (first - 1) : ""));
            } catch (CancellationException e) {
                // asked again before the next step, when this one is sure to get into the checkpoint
            }
            context.preview(preview::picture);
        }
    }

    private static void tell(ExecuteContext context, DistillRun run) {
        run.studentFiles().forEach(context::wrote);
        for (String name : new String[] {"loss.csv", "loss.png", "pictures.png"}) {
            Path file = run.folder().resolve(name);
            if (Files.exists(file)) {
                context.wrote(file);
            }
        }
    }

    private static double[] losses(Path folder) throws NodeException {
        try {
            return LossCurve.read(folder);
        } catch (IOException | NumberFormatException e) {
            throw new NodeException(RUN, "The losses in " + folder + " cannot be read (" + e.getMessage()
                    + "); remove the folder to start anew, or name another.", e);
        }
    }
}
