// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import org.stillroom.graph.PortRef;

/**
 * Something on the canvas, by name. Graphs are immutable and replaced at each edit; an item stays the same while what
 * it names changes, so it is what an edit part has as its model, and what a selection holds.
 */
public sealed interface CanvasItem {

    /** The whole graph. */
    record Whole() implements CanvasItem {}

    record NodeItem(String id) implements CanvasItem {}

    /** @param input whether it is an input port of its node, not an output port */
    record PortItem(PortRef port, boolean input) implements CanvasItem {}

    record WireItem(PortRef from, PortRef to) implements CanvasItem {}

    /** @param index of the point on its wire's way */
    record RerouteItem(PortRef wireTarget, int index) implements CanvasItem {}

    record FrameItem(String id) implements CanvasItem {}

    record NoteItem(String id) implements CanvasItem {}
}
