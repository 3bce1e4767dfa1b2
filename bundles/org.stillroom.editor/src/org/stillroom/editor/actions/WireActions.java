// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import org.stillroom.editor.canvas.tools.Walk;

/** Draws and moves wires, and goes along them, without a mouse. */
final class WireActions {

    private WireActions() {}

    static void addTo(ActionTable actions) {
        Walk walk = actions.canvas().walk();
        actions.add(CanvasCommand.WIRE, walk::canWire, () -> later(actions, walk::wire));
        actions.add(CanvasCommand.MOVE_WIRE_START, walk::canMoveWire, () -> later(actions, walk::moveStart));
        actions.add(CanvasCommand.TO_PORTS, walk::hasPorts, walk::toPorts);
        actions.add(CanvasCommand.TO_WIRES, walk::hasWires, walk::toWires);
        actions.add(CanvasCommand.TO_NODE, walk::isInside, walk::out);
    }

    /** Drawing ends when the canvas loses the focus, which a menu still has. */
    private static void later(ActionTable actions, Runnable draw) {
        var control = actions.canvas().control();
        control.getDisplay().asyncExec(() -> {
            if (!control.isDisposed()) {
                control.setFocus();
                draw.run();
            }
        });
    }
}
