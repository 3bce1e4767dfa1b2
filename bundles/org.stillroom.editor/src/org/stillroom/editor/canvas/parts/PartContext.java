// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.ConflictPlaces;
import org.stillroom.edit.Edit;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.editor.canvas.context.CanvasHooks;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.editor.canvas.context.Snapping;
import org.stillroom.editor.canvas.theme.Look;
import org.stillroom.graph.Graph;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.contract.PortType;

/** What all parts of one canvas share. */
public final class PartContext {

    /** Colour of ports whose type is not known. */
    private static final String UNKNOWN = "#80848c";

    private final CanvasContext canvas;
    private final Look look;
    private final Gestures gestures;
    private final CanvasHooks hooks;
    private final Snapping snapping;
    private final WireOffer offer = new WireOffer();
    private final Map<CanvasItem, CanvasItem> items = new HashMap<>();
    private final Map<String, Set<String>> outputs = new HashMap<>();
    private Graph outputsOf;
    private ConflictPlaces conflicts = ConflictPlaces.NONE;
    private Graph conflictsOf;

    public PartContext(CanvasContext canvas, Look look, Gestures gestures, CanvasHooks hooks, Snapping snapping) {
        this.canvas = canvas;
        this.look = look;
        this.gestures = gestures;
        this.hooks = hooks;
        this.snapping = snapping;
    }

    public CanvasContext canvas() {
        return canvas;
    }

    public Graph graph() {
        return canvas.document().graph();
    }

    public Look look() {
        return look;
    }

    public Gestures gestures() {
        return gestures;
    }

    public CanvasHooks hooks() {
        return hooks;
    }

    public Snapping snapping() {
        return snapping;
    }

    /** The wire that is being drawn, if any. */
    public WireOffer offer() {
        return offer;
    }

    public boolean editable() {
        return canvas.host().editable();
    }

    /** Takes a step, where the canvas may be edited. */
    public void execute(Edit edit) {
        if (editable()) {
            canvas.execute(edit);
        }
    }

    /** The same object for equal items: GEF compares models by identity before it moves parts about. */
    CanvasItem same(CanvasItem item) {
        return items.computeIfAbsent(item, key -> key);
    }

    /** Outputs of a node that wires start at, whether its type has them or not. */
    Set<String> usedOutputs(String node) {
        if (outputsOf != graph()) {
            outputsOf = graph();
            outputs.clear();
            for (Wire wire : outputsOf.wires()) {
                outputs.computeIfAbsent(wire.from().node(), id -> new TreeSet<>()).add(wire.from().port());
            }
        }
        return outputs.getOrDefault(node, Set.of());
    }

    /** What a merge left unsettled in the present graph. */
    ConflictPlaces conflicts() {
        if (conflictsOf != graph()) {
            conflictsOf = graph();
            conflicts = ConflictPlaces.of(conflictsOf);
        }
        return conflicts;
    }

    boolean inConflict(CanvasItem item) {
        return !conflicts().at(item).isEmpty();
    }

    /** What an item is in words, and that it is in conflict where it is. */
    String described(CanvasItem item, String words) {
        return inConflict(item) ? words + ", " + CanvasMessages.differenceConflict : words;
    }

    /** CSS hex of a port's type. */
    public String portColor(PortRef port, boolean input) {
        return portType(port, input).map(PortType::color).orElse(UNKNOWN);
    }

    /** The type of what flows through a port; empty where the node's type, the port or its type is unknown. */
    public Optional<PortType> portType(PortRef port, boolean input) {
        return Optional.ofNullable(graph().nodes().get(port.node()))
                .flatMap(node -> canvas.catalog().nodeType(node.type()))
                .flatMap(type -> input ? type.input(port.port()) : type.output(port.port()))
                .flatMap(found -> canvas.catalog().portType(found.type()));
    }
}
