// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.stillroom.diffusion.image.FileNames;
import org.stillroom.diffusion.image.WriteFailures;
import org.stillroom.distill.vision.DistillRun;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;

/** Writes a student in DistillT5's layout, which any pipeline takes in place of its T5. */
public final class SaveEncoderNode implements NodeFunction {

    private static final String NAME = "name";

    @Override
    public void configure(ConfigureContext context) {
        FileNames.problem(context.parameters().text(NAME)).ifPresent(problem -> context.error(NAME, problem));
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        String name = context.parameters().text(NAME);
        Optional<String> problem = FileNames.problem(name);
        if (problem.isPresent()) {
            throw new NodeException(NAME, problem.get());
        }
        Path to = context.outputFolder().resolve(name);
        Path from = context.input("encoder", DistilledEncoder.class).folder();
        try {
            DistillRun.copyStudent(from, to).forEach(context::wrote);
        } catch (IOException e) {
            throw new NodeException("", "The encoder in " + from + " cannot be written to " + to + " ("
                    + WriteFailures.reason(e) + "); make room there, or run the distillation again if it is gone.", e);
        }
    }
}
