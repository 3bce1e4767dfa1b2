// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.scripted;

import java.util.List;
import java.util.Optional;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.MemoryForecast;
import org.stillroom.nodes.contract.MemoryShare;
import org.stillroom.nodes.contract.ModelMemory;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.nodes.contract.Stay;

/** Foretells what its parameters say, and puts out what it was given. */
public final class ModelledNode implements MemoryForecast {

    @Override
    public Optional<ModelMemory> memory(ConfigureContext context, String device) {
        Parameters parameters = context.parameters();
        ModelMemory memory = memory(parameters, parameters.integer("weights"), List.of());
        int smaller = parameters.integer("smaller");
        return Optional.of(smaller < 0 ? memory : memory(parameters, parameters.integer("weights"),
                List.of(new ModelMemory.Saving("a smaller one", memory(parameters, smaller, List.of())))));
    }

    private static ModelMemory memory(Parameters parameters, long weights, List<ModelMemory.Saving> savings) {
        Optional<Stay> stay = Optional.of(parameters.text("stay")).filter(text -> !text.isEmpty()).map(Stay::valueOf);
        Optional<Long> tiled = Optional.of((long) parameters.integer("tiled")).filter(bytes -> bytes >= 0);
        return new ModelMemory("model " + parameters.text("key"), parameters.text("key"), stay, weights, 0,
                parameters.integer("streamed"), parameters.integer("reads"), parameters.integer("work"), tiled,
                savings);
    }

    @Override
    public void execute(ExecuteContext context) {
        Script.EXECUTED.add(context.nodeId());
        context.output("text", context.memory().map(MemoryShare::toString).orElse("nothing"));
    }
}
