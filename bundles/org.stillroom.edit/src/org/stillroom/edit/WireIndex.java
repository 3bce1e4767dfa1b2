// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillroom.graph.Graph;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;

/** Wires of one graph by their ends, found without walking through the whole graph. */
public final class WireIndex {

    private final Map<PortRef, List<Wire>> from = new HashMap<>();
    private final Map<PortRef, Wire> to = new HashMap<>();

    public WireIndex(Graph graph) {
        for (Wire wire : graph.wires()) {
            from.computeIfAbsent(wire.from(), port -> new ArrayList<>()).add(wire);
            to.put(wire.to(), wire);
        }
    }

    /** Wires that start at an output port. */
    public List<Wire> from(PortRef output) {
        return List.copyOf(from.getOrDefault(output, List.of()));
    }

    /** The wire that ends at an input port. */
    public Optional<Wire> to(PortRef input) {
        return Optional.ofNullable(to.get(input));
    }
}
