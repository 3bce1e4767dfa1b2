// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.stillroom.graph.Provider;

/**
 * A node type, as its contribution's plugin.xml describes it. Palette, property sheet, validation and help are made
 * from this alone; the class is not loaded until the node is configured or run. Only the catalog makes one, so that
 * what is described can become more without a new contract for others.
 *
 * @param id stable, not a class name, such as {@code org.stillroom.denoiser}
 * @param version raised when parameters change meaning
 * @param category path in the palette, such as {@code Text}
 * @param keywords further words by which people look for it, such as other programs' names
 * @param icon path of an SVG in the contributing bundle, or empty
 * @param sink a run executes it for its own sake: it shows or saves something
 * @param device its work runs on the device's queue rather than beside it
 * @param hidden never offered
 * @param deprecated no longer offered, still loads
 * @param renamedParameters old parameter ids to new ones, for graphs of earlier versions
 * @param provider bundle and feature to install for it
 * @param function makes the implementation; loads its class
 */
public record NodeType(
        String id,
        int version,
        String label,
        String category,
        List<String> keywords,
        String description,
        String icon,
        boolean sink,
        boolean device,
        boolean hidden,
        boolean deprecated,
        List<Port> inputs,
        List<Port> outputs,
        List<Parameter> parameters,
        SortedMap<String, String> renamedParameters,
        Provider provider,
        Supplier<NodeFunction> function) {

    public NodeType {
        keywords = List.copyOf(keywords);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        parameters = List.copyOf(parameters);
    }

    public Optional<Port> input(String port) {
        return inputs.stream().filter(p -> p.id().equals(port)).findFirst();
    }

    public Optional<Port> output(String port) {
        return outputs.stream().filter(p -> p.id().equals(port)).findFirst();
    }

    public Optional<Parameter> parameter(String parameter) {
        return parameters.stream().filter(p -> p.id().equals(parameter)).findFirst();
    }
}
