// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.nodes.ModelLoading;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.distill.vision.StudentSize;
import org.stillroom.distill.vision.StudentStart;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Parameters;

/** A student to be distilled: a new one of some size, or one that is there. */
public final class StudentNode implements NodeFunction {

    private static final String MODEL = "model";

    @Override
    public void configure(ConfigureContext context) {
        try {
            StudentStart start = start(context.parameters(), context.models());
            if (start instanceof StudentStart.Existing existing) {
                ModelLoading.explained(MODEL, existing.model(), ModelKind.T5,
                        () -> T5Encoder.config(existing.model()));
            }
            context.output("student", new Student.Info(start));
        } catch (NodeException e) {
            context.error(e);
        }
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        context.output("student", new Student(start(context.parameters(), context.models())));
    }

    private static StudentStart start(Parameters parameters, ModelFolders models) throws NodeException {
        return switch (parameters.text("start")) {
            case "existing" -> new StudentStart.Existing(models.resolve(MODEL, parameters.text(MODEL)));
            case "random" -> new StudentStart.Random(size(parameters));
            default -> new StudentStart.TeacherEmbeddings(size(parameters));
        };
    }

    private static StudentSize size(Parameters parameters) {
        return switch (parameters.text("size")) {
            case "small" -> StudentSize.SMALL;
            case "base" -> StudentSize.BASE;
            case "large" -> StudentSize.LARGE;
            case "xl" -> StudentSize.XL;
            default -> new StudentSize(parameters.integer("d_model"), parameters.integer("d_kv"),
                    parameters.integer("d_ff"), parameters.integer("num_layers"), parameters.integer("num_heads"));
        };
    }
}
