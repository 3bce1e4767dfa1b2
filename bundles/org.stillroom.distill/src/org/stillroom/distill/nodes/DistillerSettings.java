// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import java.util.ArrayList;
import java.util.List;
import org.stillroom.diffusion.nodes.ModelLoading;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.distill.vision.DistillOptions;
import org.stillroom.evaluation.nodes.PromptSet;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.torch.formats.DType;

/** A distiller's parameters and prompts, as the library takes them. */
final class DistillerSettings {

    /** Input, steps and size of each of the paper's three stages. */
    private static final List<String> STAGES = List.of("", "_2", "_3");

    private DistillerSettings() {
    }

    static DistillOptions of(ExecuteContext context, Teacher teacher) throws NodeException {
        Parameters parameters = context.parameters();
        DistillOptions usual = DistillOptions.of(parameters.seed("seed"), phases(context));
        DType precision = parameters.text("precision").equals("bfloat16") ? DType.BF16 : DType.F32;
        return usual
                .with(parameters.text("method").equals("embedding") ? DistillOptions.Method.EMBEDDING
                        : DistillOptions.Method.VISION)
                .with(new DistillOptions.Text(tokens(parameters, teacher), parameters.flag("pooled"),
                        parameters.number("dropout")))
                .with(new DistillOptions.Sampling(parameters.integer("timesteps"),
                        usual.sampling().guidance(), parameters.integer("batch")))
                .with(new DistillOptions.Update(parameters.number("lr"), usual.update().weightDecay(),
                        parameters.number("max_norm"), precision, parameters.flag("slow_queries"),
                        parameters.flag("recompute"), parameters.integer("cool_down")));
    }

    /** As chosen, or as the teacher's tokenizer says. */
    private static int tokens(Parameters parameters, Teacher teacher) throws NodeException {
        int chosen = parameters.integer("tokens");
        return chosen > 0 ? chosen : ModelLoading.explained("teacher",
                () -> TextTokenizer.usualLength(teacher.folder().resolve("tokenizer_2")));
    }

    private static List<DistillOptions.Phase> phases(ExecuteContext context) throws NodeException {
        List<DistillOptions.Phase> phases = new ArrayList<>();
        for (String stage : STAGES) {
            PromptSet set = context.optionalInput("prompts" + stage, PromptSet.class).orElse(null);
            if (set != null) {
                phases.add(ModelLoading.explained("prompts" + stage, () -> new DistillOptions.Phase(set.name(),
                        set.prompts(), context.parameters().integer("steps" + stage),
                        context.parameters().integer("size" + stage))));
            }
        }
        return phases;
    }
}
