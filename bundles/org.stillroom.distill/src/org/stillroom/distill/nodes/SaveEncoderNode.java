// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.stillroom.diffusion.image.FileNames;
import org.stillroom.diffusion.image.WriteFailures;
import org.stillroom.distill.vision.DistillRun;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.evaluation.report.Learning;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Settled;
import org.stillroom.nodes.contract.Shown;

/**
 * Writes a student in DistillT5's layout, which any pipeline takes in place of its T5; into a model folder, so that it
 * is offered as an encoder at once, or beside the pictures.
 */
public final class SaveEncoderNode implements NodeFunction {

    private static final String NAME = "name";
    private static final String PLACE = "place";
    private static final String MODELS = "models";

    @Override
    public void configure(ConfigureContext context) {
        String name = context.parameters().text(NAME);
        Optional<String> problem = FileNames.problem(name);
        problem.ifPresent(told -> context.error(NAME, told));
        if (problem.isPresent() || !context.parameters().text(PLACE).equals(MODELS)) {
            return;
        }
        try {
            Path home = context.models().home().orElseThrow(() -> new MissingModelException(PLACE, "there is no "
                    + "model folder that a student can be written to; name one, or choose the output folder"));
            requireOurs(home.resolve(name));
            context.settle(PLACE, Settled.value(home.toString()));
        } catch (NodeException e) {
            context.error(e);
        }
    }

    /** What somebody else made is never replaced. */
    private static void requireOurs(Path to) throws NodeException {
        try {
            if (Files.exists(to) && Learning.read(to).isEmpty()) {
                throw new NodeException(NAME, to + " is there and is no student that was distilled here; choose "
                        + "another name");
            }
        } catch (EvaluationException e) {
            throw new NodeException(NAME, e.getMessage(), e);
        }
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        String name = context.parameters().text(NAME);
        Path folder = context.settled(PLACE).map(place -> Path.of(place.value())).orElseGet(context::outputFolder);
        Path to = folder.resolve(name);
        Path from = context.input("encoder", DistilledEncoder.class).folder();
        try {
            DistillRun.copyStudent(from, to).forEach(context::wrote);
            context.show(new Shown.Words(to.toString()));
        } catch (IOException e) {
            throw new NodeException("", "The encoder in " + from + " cannot be written to " + to + " ("
                    + WriteFailures.reason(e) + "); make room there, or run the distillation again if it is gone.", e);
        }
    }
}
