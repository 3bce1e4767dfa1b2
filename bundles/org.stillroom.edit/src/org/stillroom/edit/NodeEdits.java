// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Layout.Point;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;

/** Edits of nodes. */
public final class NodeEdits {

    /** Names a parameter of a node of the graph. */
    public record ParameterRef(String node, String parameter) {}

    private NodeEdits() {}

    /** A readable id for a new node that no node of the graph has: {@code denoiser}, then {@code denoiser_2}. */
    public static String freshId(Graph graph, NodeType type) {
        return freshId(graph, FreshIds.slug(type.label()));
    }

    /** The wanted id, with a number if a node of the graph has it. */
    public static String freshId(Graph graph, String wanted) {
        return new FreshIds(graph.nodes().keySet()).take(wanted);
    }

    /** @param id that no node has; otherwise nothing happens */
    public static Edit add(NodeType type, String id, Point at) {
        return new Edit(Messages.of(Messages.add, type.label()), graph -> graph.nodes().containsKey(id) ? graph
                : Graphs.withNew(graph, type, id, at, Collections.emptySortedMap()));
    }

    /**
     * Adds a node for a wire that was dropped on empty canvas, and wires it by its first port that fits.
     *
     * @param end the port at which the wire is held
     * @param endIsOutput whether that is an output port, so that the new node's input is wired
     */
    public static Edit addAtWire(NodeCatalog catalog, NodeType type, String id, Point at, PortRef end,
            boolean endIsOutput) {
        Edit add = add(type, id, at);
        return new Edit(Messages.of(Messages.addAtWire, type.label()), graph -> {
            Graph added = add.change().apply(graph);
            if (added == graph) {
                return graph;
            }
            Optional<String> portType = PortTypes.of(graph, catalog, end, !endIsOutput);
            for (Port port : endIsOutput ? type.inputs() : type.outputs()) {
                if (portType.filter(port.type()::equals).isPresent()) {
                    PortRef own = new PortRef(id, port.id());
                    return endIsOutput ? Graphs.withInput(added, own, end) : Graphs.withInput(added, end, own);
                }
            }
            return added;
        });
    }

    /** Whether a wire can be led through a node of this type. */
    public static boolean fits(NodeCatalog catalog, NodeType type, Graph graph, Wire wire) {
        return Insertion.of(catalog, type, graph, wire, Set.of()).isPresent();
    }

    /** Adds a node and leads a wire through it; nothing happens where it does not fit. */
    public static Edit insert(NodeCatalog catalog, NodeType type, String id, Point at, Wire wire) {
        Edit add = add(type, id, at);
        return new Edit(Messages.of(Messages.insert, type.label()), graph -> {
            Optional<Insertion> way = Insertion.of(catalog, type, graph, wire, Set.of());
            Graph added = add.change().apply(graph);
            return added == graph || way.isEmpty() || !WireEdits.present(graph, wire) ? graph
                    : way.get().through(added, id, wire);
        });
    }

    /** Adds a node where room for it is or is made, and leads a wire through it, as one step. */
    public static Edit insert(NodeCatalog catalog, NodeType type, String id, Room room, Wire wire) {
        Edit insert = insert(catalog, type, id, room.place(), wire);
        return new Edit(insert.label(), graph -> {
            Graph made = room.make(graph);
            Graph inserted = insert.change().apply(made);
            return inserted == made ? graph : inserted;
        });
    }

    /** Leads a wire through a node of the graph by its free inputs; nothing happens where that is not possible. */
    public static Edit insertExisting(NodeCatalog catalog, String node, Wire wire) {
        return new Edit(Messages.of(Messages.insertExisting, node), graph -> insertion(catalog, graph, node, wire)
                .map(way -> way.through(graph, node, wire)).orElse(graph));
    }

    /** Whether a wire can be led through a node of the graph: by free inputs, and without a cycle. */
    public static boolean fits(NodeCatalog catalog, String node, Graph graph, Wire wire) {
        return insertion(catalog, graph, node, wire).isPresent();
    }

    private static Optional<Insertion> insertion(NodeCatalog catalog, Graph graph, String id, Wire wire) {
        Node node = graph.nodes().get(id);
        if (node == null || wire.from().node().equals(id) || wire.to().node().equals(id)
                || !WireEdits.present(graph, wire)) {
            return Optional.empty();
        }
        boolean cycle = !Reach.path(graph, id, wire.from().node()).isEmpty()
                || !Reach.path(graph, wire.to().node(), id).isEmpty();
        return cycle ? Optional.empty() : catalog.nodeType(node.type())
                .flatMap(type -> Insertion.of(catalog, type, graph, wire, node.inputs().keySet()));
    }

    /**
     * Deletes nodes, wires, frames, notes and reroute points.
     *
     * @param heal whether a wire into a deleted node goes on to what the node fed, where the types allow
     */
    public static Edit delete(NodeCatalog catalog, Set<CanvasItem> items, boolean heal) {
        Deletion deletion = new Deletion(catalog, items, heal);
        String label = heal ? Items.label(Messages.deleteHealing, Messages.deleteManyHealing, items)
                : Items.label(Messages.delete, Messages.deleteMany, items);
        return new Edit(label, deletion::apply);
    }

    /** @param value null for the type's default */
    public static Edit parameter(String node, String parameter, JsonNode value) {
        Map<ParameterRef, JsonNode> one = Collections.singletonMap(new ParameterRef(node, parameter), value);
        return new Edit(Messages.of(Messages.parameter, parameter, node), graph -> ParameterChange.apply(graph, one));
    }

    /** @param values null for the type's default */
    public static Edit parameters(Map<ParameterRef, JsonNode> values) {
        Map<ParameterRef, JsonNode> all = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        return new Edit(Messages.of(Messages.parameters, all.size()), graph -> ParameterChange.apply(graph, all));
    }

    /** Gives a node another id; nothing happens where {@link #renameRefusal} tells why not. */
    public static Edit rename(String node, String newId) {
        return new Edit(Messages.of(Messages.rename, node, newId),
                graph -> node.equals(newId) || renameRefusal(graph, node, newId).isPresent() ? graph
                        : graph.renamed(Map.of(node, newId)));
    }

    /** Why a node cannot have another id, as a sentence. */
    public static Optional<String> renameRefusal(Graph graph, String node, String newId) {
        if (!graph.nodes().containsKey(node)) {
            return Optional.of(Messages.of(Messages.noNode, Ids.shorten(node)));
        }
        if (!Ids.isId(newId)) {
            return Optional.of(Messages.of(Messages.idInvalid, Ids.shorten(newId)));
        }
        return node.equals(newId) || !graph.nodes().containsKey(newId) ? Optional.empty()
                : Optional.of(Messages.of(Messages.idTaken, newId));
    }

    /** Puts all nodes into a mode; back to active, if all of them are in it. */
    public static Edit mode(Set<String> nodes, Node.Mode mode) {
        Set<String> ids = new TreeSet<>(nodes);
        String label = switch (mode) {
            case ACTIVE -> Messages.modeActive;
            case MUTED -> Messages.modeMute;
            case BYPASSED -> Messages.modeBypass;
        };
        return new Edit(label, graph -> {
            SortedMap<String, Node> changed = new TreeMap<>(graph.nodes());
            changed.keySet().retainAll(ids);
            boolean back = changed.values().stream().allMatch(node -> node.mode() == mode);
            Node.Mode wanted = back ? Node.Mode.ACTIVE : mode;
            changed.values().removeIf(node -> node.mode() == wanted);
            changed.replaceAll((id, node) -> node.withMode(wanted));
            SortedMap<String, Node> all = new TreeMap<>(graph.nodes());
            all.putAll(changed);
            return changed.isEmpty() ? graph : graph.withNodes(all);
        });
    }
}
