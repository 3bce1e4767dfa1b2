// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.graph.Wire;

/** What is selected on a canvas, by what it is. */
record Picked(GraphCanvas canvas, Set<CanvasItem> all) {

    static Picked on(GraphCanvas canvas) {
        return new Picked(canvas, canvas.selection());
    }

    Set<String> nodes() {
        return all.stream().filter(CanvasItem.NodeItem.class::isInstance)
                .map(item -> ((CanvasItem.NodeItem) item).id())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Nodes, frames and notes. */
    Set<CanvasItem> boxes() {
        return all.stream().filter(item -> item instanceof CanvasItem.NodeItem
                || item instanceof CanvasItem.FrameItem || item instanceof CanvasItem.NoteItem)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What can be deleted: all but ports and the graph itself. */
    Set<CanvasItem> deletable() {
        return all.stream().filter(item -> !(item instanceof CanvasItem.PortItem)
                && !(item instanceof CanvasItem.Whole)).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The selected node, frame or note, if it is the only one. */
    Optional<CanvasItem> onlyBox() {
        Set<CanvasItem> boxes = boxes();
        return boxes.size() == 1 ? Optional.of(boxes.iterator().next()) : Optional.empty();
    }

    /** The selected wire, if it is the only one. */
    Optional<Wire> onlyWire() {
        return all.size() == 1 && all.iterator().next() instanceof CanvasItem.WireItem wire
                ? Optional.of(new Wire(wire.from(), wire.to())) : Optional.empty();
    }

    /** Where the boxes are drawn. */
    Map<CanvasItem, Bounds> boxBounds() {
        Map<CanvasItem, Bounds> bounds = new LinkedHashMap<>();
        for (CanvasItem item : boxes()) {
            Bounds drawn = canvas.bounds(item);
            if (drawn.width() > 0) {
                bounds.put(item, drawn);
            }
        }
        return bounds;
    }
}
