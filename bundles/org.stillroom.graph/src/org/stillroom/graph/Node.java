// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node as the file holds it. What its type means is the catalog's business, so a node of unknown type is as good as
 * any other here.
 *
 * @param id readable and stable: see {@link Ids}
 * @param type id of the node type, such as {@code org.stillroom.denoiser}
 * @param version version of the node type that wrote the parameters, at least 1
 * @param mode whether a run executes it
 * @param parameters only those that differ from nothing: a parameter that is absent has its type's default
 * @param inputs where each wired input port gets its value from
 * @param extra properties that this version does not know, kept as they are
 */
public record Node(
        String id,
        String type,
        int version,
        Mode mode,
        SortedMap<String, JsonNode> parameters,
        SortedMap<String, PortRef> inputs,
        SortedMap<String, JsonNode> extra) {

    /** Whether a run executes a node: muted nodes give nothing, bypassed nodes pass their input of the same type on. */
    public enum Mode { ACTIVE, MUTED, BYPASSED }

    public Node {
        Ids.require(id);
        parameters = Maps.copy(parameters);
        inputs = Maps.copy(inputs);
        extra = Maps.copy(extra);
    }

    public static Node of(String id, String type) {
        return new Node(id, type, 1, Mode.ACTIVE, Maps.none(), Maps.none(), Maps.none());
    }

    public Node withParameter(String name, JsonNode value) {
        SortedMap<String, JsonNode> changed = new TreeMap<>(parameters);
        changed.put(name, value);
        return new Node(id, type, version, mode, changed, inputs, extra);
    }

    /** This node with its input {@code port} wired to {@code from}; an earlier wire to that port is replaced. */
    public Node withInput(String port, PortRef from) {
        SortedMap<String, PortRef> changed = new TreeMap<>(inputs);
        changed.put(port, from);
        return withInputs(changed);
    }

    public Node withInputs(SortedMap<String, PortRef> changed) {
        return new Node(id, type, version, mode, parameters, changed, extra);
    }

    public Node withMode(Mode changed) {
        return new Node(id, type, version, changed, parameters, inputs, extra);
    }

    /** This node itself where none of the names concerns it. */
    Node renamed(Map<String, String> names) {
        if (!names.containsKey(id) && inputs.values().stream().noneMatch(from -> names.containsKey(from.node()))) {
            return this;
        }
        SortedMap<String, PortRef> changed = new TreeMap<>(inputs);
        changed.replaceAll((port, from) -> from.renamed(names));
        return new Node(names.getOrDefault(id, id), type, version, mode, parameters, changed, extra);
    }

    /** This node written by {@code version} of its type, with these parameters. */
    public Node withVersion(int changed, SortedMap<String, JsonNode> changedParameters) {
        return new Node(id, type, changed, mode, changedParameters, inputs, extra);
    }
}
