// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import java.nio.file.Path;
import java.util.Optional;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.nodes.ModelLoading;
import org.stillroom.distill.vision.TeacherSizes;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;

/** The FLUX pipeline whose T5 is to be replaced. Its weights are loaded where they are used. */
public final class TeacherNode implements NodeFunction {

    private static final String MODEL = "model";

    @Override
    public void configure(ConfigureContext context) {
        Optional<Path> model = ModelLoading.find(context, MODEL);
        try {
            if (model.isPresent()) {
                context.output("teacher", new Teacher.Info(ModelLoading.explained(MODEL, model.get(),
                        ModelKind.PIPELINE, () -> TeacherSizes.read(model.get()))));
            }
        } catch (NodeException e) {
            context.error(e);
        }
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        Path model = ModelLoading.find(context, MODEL);
        context.output("teacher", new Teacher(ModelLoading.explained(MODEL, () -> TeacherSizes.read(model))));
    }
}
