// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A graph: nodes with their parameters and wires, and how it is laid out. Immutable; every edit gives a new graph,
 * so that undo is keeping the old one and a run can never see a half-made edit.
 *
 * @param nodes by id
 * @param layout positions, frames and notes: everything that a run ignores
 * @param models what the model files were when the graph was saved, by the name that parameters use
 * @param providers who contributes each node type, so that an editor can say what to install
 * @param extra properties of the file that this version does not know, kept as they are
 */
public record Graph(
        SortedMap<String, Node> nodes,
        Layout layout,
        SortedMap<String, ModelPin> models,
        SortedMap<String, Provider> providers,
        SortedMap<String, JsonNode> extra) {

    public static final Graph EMPTY = new Graph(Maps.none(), Layout.EMPTY, Maps.none(), Maps.none(), Maps.none());

    public Graph {
        nodes = Maps.copy(nodes);
        nodes.forEach((id, node) -> {
            if (!id.equals(node.id())) {
                throw new IllegalArgumentException("node " + node.id() + " stands under the id " + id);
            }
        });
        models = Maps.copy(models);
        providers = Maps.copy(providers);
        extra = Maps.copy(extra);
    }

    /** All wires, sorted by target node, then target port. */
    public List<Wire> wires() {
        List<Wire> wires = new ArrayList<>();
        for (Node node : nodes.values()) {
            node.inputs().forEach((port, from) -> wires.add(new Wire(from, new PortRef(node.id(), port))));
        }
        return Collections.unmodifiableList(wires);
    }

    /** This graph with {@code node} added, or put in the place of the node with the same id. */
    public Graph with(Node node) {
        SortedMap<String, Node> changed = new TreeMap<>(nodes);
        changed.put(node.id(), node);
        return withNodes(changed);
    }

    /** This graph without the node, the wires that start at it and what a merge left unsettled in it. */
    public Graph without(String id) {
        return without(Set.of(id));
    }

    Graph without(Set<String> ids) {
        SortedMap<String, Node> changed = new TreeMap<>();
        for (Node node : nodes.values()) {
            if (!ids.contains(node.id())) {
                SortedMap<String, PortRef> kept = new TreeMap<>(node.inputs());
                kept.values().removeIf(from -> ids.contains(from.node()));
                changed.put(node.id(), kept.size() == node.inputs().size() ? node : node.withInputs(kept));
            }
        }
        return new Graph(changed, layout.without(ids), models, providers, Conflicts.withoutNodes(extra, ids));
    }

    /**
     * This graph with other node ids; wires and layout follow.
     *
     * @param names new ids by old ids; no new id may be the id of another node
     * @throws IllegalArgumentException if two nodes would have the same id
     */
    public Graph renamed(Map<String, String> names) {
        SortedMap<String, Node> changed = new TreeMap<>();
        for (Node node : nodes.values()) {
            Node renamed = node.renamed(names);
            if (changed.put(renamed.id(), renamed) != null) {
                throw new IllegalArgumentException("two nodes would have the id " + renamed.id());
            }
        }
        return new Graph(changed, layout.renamed(names), models, providers, Conflicts.renamed(extra, names));
    }

    public Graph withNodes(Map<String, Node> changed) {
        return new Graph(new TreeMap<>(changed), layout, models, providers, extra);
    }

    public Graph withLayout(Layout changed) {
        return new Graph(nodes, changed, models, providers, extra);
    }

    public Graph withModels(Map<String, ModelPin> changed) {
        return new Graph(nodes, layout, new TreeMap<>(changed), providers, extra);
    }

    public Graph withProviders(Map<String, Provider> changed) {
        return new Graph(nodes, layout, models, new TreeMap<>(changed), extra);
    }
}
