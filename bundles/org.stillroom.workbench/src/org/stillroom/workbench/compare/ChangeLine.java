// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.List;
import java.util.Optional;
import org.stillroom.editor.document.CanvasItem;
import org.stillroom.graph.Change;
import org.stillroom.graph.Graph;
import org.stillroom.graph.LayoutChange;
import org.stillroom.graph.LogicChange;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;

/**
 * A line in the list of changes.
 *
 * @param movement whether only the drawing changed
 * @param before what it is about in the earlier graph, if that has it
 * @param after what it is about in the later graph, if that has it
 */
record ChangeLine(String text, boolean movement, Optional<CanvasItem> before, Optional<CanvasItem> after) {

    /** @param changes that lead from {@code earlier} to {@code later} */
    static List<ChangeLine> of(Graph earlier, Graph later, List<Change> changes) {
        EarlierIds ids = EarlierIds.of(changes);
        return changes.stream().map(change -> of(earlier, later, change, ids)).toList();
    }

    private static ChangeLine of(Graph earlier, Graph later, Change change, EarlierIds ids) {
        Optional<CanvasItem> before = Optional.empty();
        Optional<CanvasItem> after = Optional.empty();
        switch (change) {
            case LogicChange.WireAdded wire -> {
                after = Optional.of(item(wire.wire()));
                before = node(earlier, ids.of(wire.wire().to().node()));
            }
            case LogicChange.WireRemoved wire -> {
                PortRef to = ids.of(wire.wire().to());
                before = wire(earlier, to);
                after = node(later, wire.wire().to().node());
            }
            case LogicChange.WireChanged wire -> {
                before = wire(earlier, ids.of(wire.to()));
                after = Optional.of(item(new Wire(wire.after(), wire.to())));
            }
            case LayoutChange.FrameChanged frame -> {
                before = frame.before().map(there -> new CanvasItem.FrameItem(frame.frame()));
                after = frame.after().map(there -> new CanvasItem.FrameItem(frame.frame()));
            }
            case LayoutChange.NoteChanged note -> {
                before = note.before().map(there -> new CanvasItem.NoteItem(note.note()));
                after = note.after().map(there -> new CanvasItem.NoteItem(note.note()));
            }
            case LayoutChange.RerouteChanged reroute -> {
                PortRef to = PortRef.parse(reroute.target());
                before = wire(earlier, ids.of(to));
                after = wire(later, to);
            }
            default -> {
                String node = nodeOf(change);
                before = node(earlier, ids.of(node));
                after = node(later, node);
            }
        }
        return new ChangeLine(change.toString(), change.isMovement(), before, after);
    }

    /** The node that a change is of, by its later id; empty if it is of no single node. */
    private static String nodeOf(Change change) {
        return switch (change) {
            case LogicChange.NodeAdded added -> added.node().id();
            case LogicChange.NodeRemoved removed -> removed.node().id();
            case LogicChange.NodeRenamed renamed -> renamed.after();
            case LogicChange.TypeChanged type -> type.node();
            case LogicChange.ModeChanged mode -> mode.node();
            case LogicChange.ParameterChanged parameter -> parameter.node();
            case LogicChange.PropertyChanged property -> property.node();
            case LayoutChange.Moved moved -> moved.node();
            default -> "";
        };
    }

    private static Optional<CanvasItem> node(Graph graph, String id) {
        return graph.nodes().containsKey(id) ? Optional.of(new CanvasItem.NodeItem(id)) : Optional.empty();
    }

    private static Optional<CanvasItem> wire(Graph graph, PortRef to) {
        return Optional.ofNullable(graph.nodes().get(to.node())).map(node -> node.inputs().get(to.port()))
                .map(from -> item(new Wire(from, to)));
    }

    private static CanvasItem item(Wire wire) {
        return new CanvasItem.WireItem(wire.from(), wire.to());
    }
}
