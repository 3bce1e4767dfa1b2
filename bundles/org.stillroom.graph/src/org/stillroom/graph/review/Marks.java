// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph.review;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stillroom.graph.Change;
import org.stillroom.graph.LayoutChange;
import org.stillroom.graph.LogicChange;
import org.stillroom.graph.PortRef;

/**
 * What of one of two graphs is different in the other.
 *
 * @param nodes by id
 * @param wires by target, {@code node.port}
 * @param parameters by {@code node.parameter}
 * @param items frames and notes, as {@code frame ID} and {@code note ID}
 */
record Marks(Map<String, Mark> nodes, Map<String, Mark> wires, Map<String, Mark> parameters, Map<String, Mark> items) {

    /** How something differs; the sign is for those who do not see the colour. */
    enum Mark {
        ADDED("+"), REMOVED("\u2212"), CHANGED("\u2260"), MOVED("\u2192");

        final String sign;

        Mark(String sign) {
            this.sign = sign;
        }

        /** For classes of a style sheet. */
        String style() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Marks before(List<Change> changes) {
        Map<String, String> earlier = new HashMap<>();
        changes.forEach(change -> {
            if (change instanceof LogicChange.NodeRenamed renamed) {
                earlier.put(renamed.after(), renamed.before());
            }
        });
        return of(changes, earlier);
    }

    static Marks after(List<Change> changes) {
        return of(changes, Map.of());
    }

    private static Marks of(List<Change> changes, Map<String, String> names) {
        Marks marks = new Marks(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        changes.forEach(change -> marks.mark(change, names));
        return marks;
    }

    private void mark(Change change, Map<String, String> names) {
        switch (change) {
            case LogicChange.NodeAdded added -> nodes.put(added.node().id(), Mark.ADDED);
            case LogicChange.NodeRemoved removed -> nodes.put(removed.node().id(), Mark.REMOVED);
            case LogicChange.NodeRenamed renamed -> node(renamed.after(), names);
            case LogicChange.TypeChanged type -> node(type.node(), names);
            case LogicChange.ModeChanged mode -> node(mode.node(), names);
            case LogicChange.ParameterChanged parameter -> {
                node(parameter.node(), names);
                parameters.put(name(parameter.node(), names) + "." + parameter.parameter(),
                        mark(parameter.before(), parameter.after()));
            }
            case LogicChange.PropertyChanged property -> node(property.node(), names);
            case LogicChange.WireAdded wire -> wires.put(target(wire.wire().to(), names), Mark.ADDED);
            case LogicChange.WireRemoved wire -> wires.put(target(wire.wire().to(), names), Mark.REMOVED);
            case LogicChange.WireChanged wire -> wires.put(target(wire.to(), names), Mark.CHANGED);
            case LogicChange.ModelPinChanged pin -> { }
            case LogicChange.ProviderChanged provider -> { }
            case LayoutChange.Moved moved -> nodes.putIfAbsent(name(moved.node(), names), Mark.MOVED);
            case LayoutChange.FrameChanged frame -> items.put("frame " + frame.frame(),
                    mark(frame.before(), frame.after()));
            case LayoutChange.NoteChanged note -> items.put("note " + note.note(), mark(note.before(), note.after()));
            case LayoutChange.RerouteChanged way -> {
                PortRef to = PortRef.parse(way.target());
                wires.putIfAbsent(target(to, names), Mark.MOVED);
            }
            case LayoutChange.LayoutPropertyChanged property -> { }
        }
    }

    private void node(String id, Map<String, String> names) {
        nodes.put(name(id, names), Mark.CHANGED);
    }

    private static String name(String id, Map<String, String> names) {
        return names.getOrDefault(id, id);
    }

    private static String target(PortRef to, Map<String, String> names) {
        return name(to.node(), names) + "." + to.port();
    }

    private static Mark mark(Optional<?> before, Optional<?> after) {
        return before.isEmpty() ? Mark.ADDED : after.isEmpty() ? Mark.REMOVED : Mark.CHANGED;
    }
}
