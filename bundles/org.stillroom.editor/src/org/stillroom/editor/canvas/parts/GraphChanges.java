// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.ConflictPlaces;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;

/** What differs between two graphs, as far as the canvas shows it. Equal records are usually the same object. */
final class GraphChanges {

    private final boolean itemsChanged;
    private final Set<String> nodes = new LinkedHashSet<>();
    private final Set<String> moved = new LinkedHashSet<>();
    private final Set<PortRef> outputs = new LinkedHashSet<>();
    private final Set<PortRef> inputs = new LinkedHashSet<>();
    private final Set<PortRef> rerouted = new LinkedHashSet<>();
    private final Set<String> frames;
    private final Set<String> notes;
    private final Set<CanvasItem> conflicts;

    GraphChanges(Graph before, Graph after) {
        itemsChanged = !before.nodes().keySet().equals(after.nodes().keySet())
                || !before.layout().frames().keySet().equals(after.layout().frames().keySet())
                || !before.layout().notes().keySet().equals(after.layout().notes().keySet());
        for (Node node : after.nodes().values()) {
            Node old = before.nodes().get(node.id());
            if (old == null || old != node && !old.equals(node)) {
                nodes.add(node.id());
                wires(old, node);
            }
        }
        for (Node node : before.nodes().values()) {
            if (!after.nodes().containsKey(node.id())) {
                wires(node, null);
            }
        }
        if (before.layout() != after.layout()) {
            moved.addAll(changed(before.layout().nodes(), after.layout().nodes()));
            changed(before.layout().reroutes(), after.layout().reroutes())
                    .forEach(target -> rerouted.add(PortRef.parse(target)));
        }
        frames = changed(before.layout().frames(), after.layout().frames());
        notes = changed(before.layout().notes(), after.layout().notes());
        conflicts = changed(ConflictPlaces.of(before).all(), ConflictPlaces.of(after).all());
    }

    /** Whether nodes, frames or notes were added or removed. */
    boolean itemsChanged() {
        return itemsChanged;
    }

    /** Nodes that are new or different. */
    Set<String> nodes() {
        return nodes;
    }

    /** Nodes whose place is different. */
    Set<String> moved() {
        return moved;
    }

    /** Outputs where wires start or end to start. */
    Set<PortRef> outputs() {
        return outputs;
    }

    /** Inputs with another wire. */
    Set<PortRef> inputs() {
        return inputs;
    }

    /** Inputs whose wire takes another way. */
    Set<PortRef> rerouted() {
        return rerouted;
    }

    Set<String> frames() {
        return frames;
    }

    Set<String> notes() {
        return notes;
    }

    /** What a merge left unsettled before but not now, or the other way round. */
    Set<CanvasItem> conflicts() {
        return conflicts;
    }

    private void wires(Node before, Node after) {
        Map<String, PortRef> old = before == null ? Map.of() : before.inputs();
        Map<String, PortRef> now = after == null ? Map.of() : after.inputs();
        String id = before == null ? after.id() : before.id();
        for (String port : changed(old, now)) {
            inputs.add(new PortRef(id, port));
            if (old.containsKey(port)) {
                outputs.add(old.get(port));
            }
            if (now.containsKey(port)) {
                outputs.add(now.get(port));
            }
        }
    }

    private static <K, V> Set<K> changed(Map<K, V> before, Map<K, V> after) {
        Set<K> changed = new LinkedHashSet<>();
        if (before == after) {
            return changed;
        }
        after.forEach((key, value) -> {
            V old = before.get(key);
            if (old != value && !Objects.equals(old, value)) {
                changed.add(key);
            }
        });
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(changed::add);
        return changed;
    }
}
