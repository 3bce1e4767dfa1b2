// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.lora.LoraFile;
import org.stillroom.diffusion.values.Loras;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Parameters;

/** Puts a LoRA behind those that come in; what they are for takes them. */
public final class LoraNode implements NodeFunction {

    private static final String MODEL = "model";

    @Override
    public void configure(ConfigureContext context) {
        Optional<Path> model = ModelLoading.find(context, MODEL);
        if (model.isEmpty()) {
            return;
        }
        try {
            LoraFile file = open(model.get());
            LoraHints.of(file, context).forEach(hint -> context.warning("", hint));
            Optional<Loras> before = context.input(LoraInput.PORT, Loras.class);
            if (before.isPresent() || !context.wired(LoraInput.PORT)) {
                context.output(LoraInput.PORT, row(before, model.get(), context.parameters()));
            }
        } catch (NodeException e) {
            context.error(e);
        }
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        Path model = ModelLoading.find(context, MODEL);
        open(model);
        context.output(LoraInput.PORT, row(context.optionalInput(LoraInput.PORT, Loras.class), model,
                context.parameters()));
    }

    private static LoraFile open(Path model) throws NodeException {
        return ModelLoading.explained(MODEL, model, ModelKind.LORA, () -> LoraFile.open(model));
    }

    private static Loras row(Optional<Loras> before, Path model, Parameters parameters) {
        return before.orElse(new Loras(List.of())).and(new Loras.One(model, parameters.text(MODEL),
                parameters.number("strength"), parameters.number("text_strength")));
    }
}
