// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import java.util.Set;
import org.stillroom.edit.CanvasItem.PortItem;
import org.stillroom.editor.canvas.figures.PortFigure.Offer;
import org.stillroom.graph.PortRef;

/** A wire that is being drawn: which ports it may end at, and at which it would end now. */
public final class WireOffer {

    private boolean active;
    private PortItem held;
    private Set<PortRef> fitting = Set.of();
    private PortItem over;

    /**
     * @param held the port that holds the wire's fixed end
     * @param fitting ports where it may end
     */
    public void begin(PortItem held, Set<PortRef> fitting) {
        this.active = true;
        this.held = held;
        this.fitting = Set.copyOf(fitting);
        this.over = null;
    }

    /** @param over the port under the loose end; null for none */
    public void over(PortItem over) {
        this.over = over;
    }

    public void end() {
        active = false;
        held = null;
        fitting = Set.of();
        over = null;
    }

    public boolean active() {
        return active;
    }

    public boolean fits(PortItem port) {
        return active && port.input() != held.input() && fitting.contains(port.port());
    }

    /** What a port is for the wire. */
    Offer of(PortItem port) {
        if (!active || port.equals(held)) {
            return Offer.NONE;
        }
        boolean fits = fits(port);
        if (port.equals(over)) {
            return fits ? Offer.TARGET : Offer.REFUSED;
        }
        return fits ? Offer.FITS : Offer.UNFIT;
    }
}
