// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.Optional;
import org.stillroom.edit.CanvasItem;
import org.stillroom.graph.Change;
import org.stillroom.graph.Graph;
import org.stillroom.graph.LayoutChange;
import org.stillroom.graph.LogicChange;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;

/**
 * What a change is about on the canvases of the two graphs that it leads between.
 *
 * @param before in the earlier graph, if that has it
 * @param after in the later graph, if that has it
 */
record ChangedItems(Optional<CanvasItem> before, Optional<CanvasItem> after) {

    static ChangedItems of(Branch branch, Change change) {
        Graph earlier = branch.ancestor();
        Graph later = branch.version();
        NodeNames names = branch.names();
        return switch (change) {
            case LogicChange.WireAdded wire -> new ChangedItems(
                    node(earlier, names.earlier(wire.wire().to().node())), Optional.of(item(wire.wire())));
            case LogicChange.WireRemoved wire -> new ChangedItems(
                    wire(earlier, names.earlier(wire.wire().to())), node(later, wire.wire().to().node()));
            case LogicChange.WireChanged wire -> new ChangedItems(wire(earlier, names.earlier(wire.to())),
                    Optional.of(item(new Wire(wire.after(), wire.to()))));
            case LayoutChange.FrameChanged frame -> new ChangedItems(
                    frame.before().map(there -> new CanvasItem.FrameItem(frame.frame())),
                    frame.after().map(there -> new CanvasItem.FrameItem(frame.frame())));
            case LayoutChange.NoteChanged note -> new ChangedItems(
                    note.before().map(there -> new CanvasItem.NoteItem(note.note())),
                    note.after().map(there -> new CanvasItem.NoteItem(note.note())));
            case LayoutChange.RerouteChanged reroute -> {
                PortRef to = PortRef.parse(reroute.target());
                yield new ChangedItems(wire(earlier, names.earlier(to)), wire(later, to));
            }
            case LogicChange.NodeAdded added -> nodes(branch, added.node().id());
            case LogicChange.NodeRemoved removed -> nodes(branch, removed.node().id());
            case LogicChange.NodeRenamed renamed -> nodes(branch, renamed.after());
            case LogicChange.TypeChanged type -> nodes(branch, type.node());
            case LogicChange.ModeChanged mode -> nodes(branch, mode.node());
            case LogicChange.ParameterChanged parameter -> nodes(branch, parameter.node());
            case LogicChange.PropertyChanged property -> nodes(branch, property.node());
            case LayoutChange.Moved moved -> nodes(branch, moved.node());
            case LogicChange.ModelPinChanged pin -> none();
            case LogicChange.ProviderChanged provider -> none();
            case LayoutChange.LayoutPropertyChanged property -> none();
        };
    }

    /** What an item of a common ancestor is in one version, if it is still there. */
    static Optional<CanvasItem> in(Branch branch, CanvasItem ofAncestor) {
        Graph version = branch.version();
        return switch (ofAncestor) {
            case CanvasItem.NodeItem node -> node(version, branch.names().later(node.id()));
            case CanvasItem.WireItem wire -> wire(version, branch.names().later(wire.to()));
            case CanvasItem.FrameItem frame -> Optional.of(ofAncestor)
                    .filter(item -> version.layout().frames().containsKey(frame.id()));
            case CanvasItem.NoteItem note -> Optional.of(ofAncestor)
                    .filter(item -> version.layout().notes().containsKey(note.id()));
            default -> Optional.empty();
        };
    }

    private static ChangedItems none() {
        return new ChangedItems(Optional.empty(), Optional.empty());
    }

    /** @param id in the later graph, or in the earlier one if it is gone; empty for none */
    private static ChangedItems nodes(Branch branch, String id) {
        return new ChangedItems(node(branch.ancestor(), branch.names().earlier(id)), node(branch.version(), id));
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
